/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.ModelCallException;

/** Writes down everything that a stream tells. */
final class Recorder implements StreamingChatResponseHandler {

    final List<String> pieces = new CopyOnWriteArrayList<>();
    final List<CompleteToolCall> toolCalls = new CopyOnWriteArrayList<>();
    final List<ChatResponse> completed = new CopyOnWriteArrayList<>();
    final List<Throwable> failed = new CopyOnWriteArrayList<>();
    final AtomicInteger callbacks = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Duration patience;
    private final BiConsumer<Recorder, @Nullable StreamingHandle> onPiece;

    /**
     * @param patience how long the first piece and the end may take
     * @param onPiece called for each piece; with null where the connector gives no handle
     */
    Recorder(Duration patience, BiConsumer<Recorder, @Nullable StreamingHandle> onPiece) {
        this.patience = patience;
        this.onPiece = onPiece;
    }

    @Override
    public void onPartialResponse(String piece) {
        piece(piece, null);
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        piece(piece.text(), context.streamingHandle());
    }

    private void piece(String text, @Nullable StreamingHandle handle) {
        callbacks.incrementAndGet();
        pieces.add(text);
        first.countDown();
        onPiece.accept(this, handle);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        callbacks.incrementAndGet();
        toolCalls.add(call);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        callbacks.incrementAndGet();
        completed.add(response);
        end.countDown();
    }

    @Override
    public void onError(Throwable error) {
        callbacks.incrementAndGet();
        failed.add(error);
        end.countDown();
    }

    void awaitFirst() {
        await(first, "The first piece of a stream");
    }

    void awaitEnd() {
        await(end, "The end of a stream");
    }

    boolean ended() {
        return end.getCount() == 0;
    }

    String text() {
        return String.join("", pieces);
    }

    /** The whole answer; the stream must have ended well. */
    ChatResponse response() {
        if (completed.isEmpty()) {
            throw new AssertionError(
                    "The stream ends by onCompleteResponse, found onError.", failed.get(0));
        }
        return completed.get(0);
    }

    /** The failure; the stream must have ended by one. */
    ModelCallException failure(String where) {
        if (failed.isEmpty()) {
            throw new AssertionError(
                    where + ": the stream ends by onError, found onCompleteResponse.");
        }
        if (failed.get(0) instanceof ModelCallException failure) {
            return failure;
        }
        throw new AssertionError(
                where
                        + ": onError gets a ModelCallException, found "
                        + failed.get(0).getClass().getName()
                        + ".",
                failed.get(0));
    }

    private void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Bench.Unfinished(what, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
