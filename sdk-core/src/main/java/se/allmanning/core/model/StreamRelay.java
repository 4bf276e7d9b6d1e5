/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.model.guard.GuardReport;
import se.allmanning.core.model.guard.StreamingGuard;
import se.allmanning.model.ModelOffer;

/**
 * Hands the pieces of one attempt's answer on, each through the output guard, on the thread on
 * which they come; the end is kept for the thread that waits. What a model thinks before it answers
 * is not handed on, since no guard has read it. Pieces of tool calls are kept until the whole is
 * there.
 */
final class StreamRelay implements StreamingChatResponseHandler {

    private final StreamingChatResponseHandler handler;
    private final AnswerGuard answer;
    private final StreamingGuard guard;
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Handle handle = new Handle();
    private volatile boolean handedOn;
    private volatile boolean over;
    private @Nullable ChatResponse response;
    private @Nullable Throwable failure;
    private GuardReport report = GuardReport.empty();

    StreamRelay(StreamingChatResponseHandler handler, AnswerGuard answer) {
        this.handler = handler;
        this.answer = answer;
        this.guard = answer.stream();
    }

    /** Whether anything has reached who asked, so that no other offer may answer now. */
    boolean handedOn() {
        return handedOn;
    }

    boolean isCancelled() {
        return handle.cancelled;
    }

    /** What the guard found; asked for when the end has come. */
    synchronized GuardReport report() {
        return report;
    }

    @Override
    public void onPartialResponse(String piece) {
        accept(piece, null);
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        accept(partial.text(), context.streamingHandle());
    }

    private synchronized void accept(String piece, @Nullable StreamingHandle provider) {
        handle.provider = provider;
        if (over) {
            return;
        }
        handOn(guard.accept(piece));
    }

    private void handOn(String guarded) {
        if (guarded.isEmpty() || handle.cancelled) {
            return;
        }
        text.append(guarded);
        handedOn = true;
        handler.onPartialResponse(new PartialResponse(guarded), new PartialResponseContext(handle));
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {}

    @Override
    public void onPartialThinking(PartialThinking thinking, PartialThinkingContext context) {
        handle.provider = context.streamingHandle();
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {}

    @Override
    public void onPartialToolCall(PartialToolCall call, PartialToolCallContext context) {
        handle.provider = context.streamingHandle();
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {}

    @Override
    public synchronized void onCompleteResponse(ChatResponse whole) {
        if (over) {
            return;
        }
        handOn(guard.finish());
        report = guard.report();
        AiMessage.Builder said = whole.aiMessage().toBuilder();
        said.text(null);
        AiMessage guarded = ChatTexts.map(said.build(), answer::whole);
        report = report.plus(answer.report());
        if (whole.aiMessage().text() != null) {
            guarded = guarded.toBuilder().text(text.toString()).build();
        }
        response = whole.toBuilder().aiMessage(guarded).build();
        finish();
    }

    @Override
    public synchronized void onError(Throwable error) {
        if (over) {
            return;
        }
        failure = error;
        finish();
    }

    private void finish() {
        over = true;
        end.countDown();
    }

    /**
     * Waits for the end.
     *
     * @return the whole answer as it was handed on; {@code null} where who asked cancelled
     */
    @Nullable ChatResponse await(Duration left, ModelOffer offer) {
        try {
            if (!end.await(left.toNanos(), TimeUnit.NANOSECONDS)) {
                handle.stop();
                throw Bounded.timeout(offer);
            }
        } catch (InterruptedException e) {
            handle.stop();
            Thread.currentThread().interrupt();
            throw CallRun.cancelled();
        }
        synchronized (this) {
            if (handle.cancelled) {
                return null;
            }
            Throwable error = failure;
            if (error != null) {
                throw Failures.of(error, offer);
            }
            return response;
        }
    }

    /** What who asked holds to cancel; ends the provider's stream too. */
    private final class Handle implements StreamingHandle {
        volatile boolean cancelled;
        volatile @Nullable StreamingHandle provider;

        @Override
        public void cancel() {
            cancelled = true;
            stop();
        }

        /** Ends the provider's stream; what still comes of it is let fall. */
        void stop() {
            StreamingHandle there = provider;
            if (there != null) {
                there.cancel();
            }
            over = true;
            end.countDown();
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
