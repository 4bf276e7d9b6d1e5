/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a model writes, on whatever thread it writes, and ends once: when the model is
 * done, when it fails, when it has written enough, or when it is waited for no longer. What comes
 * after the end changes nothing. Thread-safe.
 */
final class Writing implements StreamingChatResponseHandler {

    /** The most characters that are taken from a model; a plain answer has a tenth of it. */
    static final int LONGEST = 16_000;

    private final StatementScanner scanner = new StatementScanner();
    private final Composition composition;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable StreamingHandle handle;
    private @Nullable Throwable failure;
    private @Nullable Throwable fault;
    private boolean cutOff;
    private boolean over;
    private int taken;

    Writing(Composition composition) {
        this.composition = composition;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        synchronized (this) {
            handle = context.streamingHandle();
        }
        onPartialResponse(piece.text());
    }

    @Override
    public synchronized void onPartialResponse(String piece) {
        if (over) {
            return;
        }
        guarded(() -> {
            int room = LONGEST - taken;
            taken += piece.length();
            compose(scanner.feed(piece.length() > room ? piece.substring(0, room) : piece));
            if (taken > LONGEST || composition.full()) {
                end(false, null);
                cancel();
            }
        });
    }

    @Override
    public synchronized void onCompleteResponse(ChatResponse response) {
        if (over) {
            return;
        }
        guarded(() -> {
            String all = response.aiMessage() == null ? null : response.aiMessage().text();
            if (taken == 0 && all != null) {
                onPartialResponse(all);
            }
            if (!over) {
                end(!FinishReason.LENGTH.equals(response.finishReason()), null);
            }
        });
    }

    @Override
    public synchronized void onError(Throwable error) {
        if (!over) {
            guarded(() -> end(false, error));
        }
    }

    /** Whatever fails in here must reach the caller, and would be lost on the model's thread. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fault = e;
            over = true;
            cancel();
            ended.countDown();
        }
    }

    private void compose(List<Draft> drafts) {
        drafts.forEach(composition::take);
    }

    private void end(boolean whole, @Nullable Throwable error) {
        compose(scanner.finish(whole));
        cutOff = !whole;
        failure = error;
        over = true;
        ended.countDown();
    }

    private void cancel() {
        StreamingHandle running = handle;
        if (running != null && !running.isCancelled()) {
            running.cancel();
        }
    }

    /**
     * Waits for the end.
     *
     * @return whether it came in time; if not, the model is cancelled and what is verified stays
     * @throws InterruptedException if the caller was cancelled; the model is cancelled too
     */
    boolean await(Duration patience) throws InterruptedException {
        boolean inTime = false;
        try {
            inTime = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            close();
        }
        rethrowFault();
        return inTime;
    }

    /** Ends it where it has not ended; what is verified stays. */
    synchronized void close() {
        if (!over) {
            guarded(() -> end(false, null));
            cancel();
        }
    }

    private synchronized void rethrowFault() {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** What the model failed with; {@code null} where it did not. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Whether the end came before the model had said all. */
    synchronized boolean cutOff() {
        return cutOff;
    }

    /** Whether the model said that the sources do not answer. */
    synchronized boolean noAnswer() {
        return scanner.noAnswer();
    }
}
