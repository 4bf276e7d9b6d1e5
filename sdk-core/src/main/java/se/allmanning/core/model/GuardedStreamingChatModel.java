/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * A streaming chat model whose every call goes the way of {@link ModelCalls}: to the next permitted
 * offer as long as nothing was handed on, never after it. An offer that does not stream is asked
 * for its whole answer, which is handed on in one piece. Thread-safe.
 */
final class GuardedStreamingChatModel implements StreamingChatModel {

    private final GuardedCall call;

    GuardedStreamingChatModel(GuardedCall call) {
        this.call = call;
    }

    /**
     * Checks that the call is permitted on the caller's thread, so that a denial is thrown where it
     * is asked for; the rest runs on a thread of the host's.
     */
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        CallScope scope = call.scopes().get();
        CallRun run = call.calls().begin(scope, call.need(), call.only());
        try {
            call.calls().threads().execute(() -> stream(run, request, handler));
        } catch (RejectedExecutionException e) {
            run.close();
            throw new AllmanningException(
                    "ALM-CON-003",
                    Category.CANCELLED,
                    "The host is closed. Open it again before using its models.",
                    e);
        }
    }

    private void stream(CallRun run, ChatRequest request, StreamingChatResponseHandler handler) {
        ChatResponse response;
        try (run) {
            response = answered(run, request, handler);
            if (response != null && call.finishes()) {
                call.calls().finish(run.scope());
            }
        } catch (RuntimeException e) {
            handler.onError(e);
            return;
        }
        if (response != null) {
            handler.onCompleteResponse(response);
        }
    }

    /** The answer as it was handed on; {@code null} where the caller cancelled. */
    private @Nullable ChatResponse answered(
            CallRun run, ChatRequest request, StreamingChatResponseHandler handler) {
        while (true) {
            CallAttempt attempt = run.next();
            StreamRelay relay = null;
            try {
                List<String> sent = attempt.send(ChatTexts.of(request));
                ChatRequest masked = ChatTexts.replace(request, sent);
                relay = new StreamRelay(handler, AnswerGuard.of(call.calls(), attempt, request));
                start(run, attempt.offer(), masked, relay);
                ChatResponse response = relay.await(run.left(), attempt.offer());
                if (response == null) {
                    attempt.failed(CallRun.cancelled(), true);
                    return null;
                }
                attempt.succeeded(
                        ChatTexts.of(response.aiMessage()), response.tokenUsage(),
                        response.modelName(), relay.report());
                return response;
            } catch (RuntimeException e) {
                if (relay != null && relay.isCancelled()) {
                    return recordCancelled(attempt);
                }
                attempt.failed(e, relay == null || !relay.handedOn());
            }
        }
    }

    private static @Nullable ChatResponse recordCancelled(CallAttempt attempt) {
        try {
            attempt.failed(CallRun.cancelled(), true);
        } catch (AllmanningException e) {
            if (!e.category().equals(Category.CANCELLED)) {
                throw e;
            }
        }
        return null;
    }

    private void start(CallRun run, ModelOffer offer, ChatRequest request, StreamRelay relay) {
        ModelOffers offers = call.calls().tools().offers();
        if (offer.features().contains(ModelFeature.STREAMING)) {
            StreamingChatModel bare =
                    offers.bind(
                            offer,
                            StreamingChatModel.class,
                            (connector, o, context) -> connector.streamingChatModel(o, context));
            Bounded.view(run, offer, StreamingChatModel.class, bare).chat(request, relay);
        } else {
            ChatModel bare =
                    offers.bind(
                            offer,
                            ChatModel.class,
                            (connector, o, context) -> connector.chatModel(o, context));
            ChatResponse whole =
                    Bounded.call(
                            call.calls(),
                            run,
                            offer,
                            ChatModel.class,
                            bare,
                            model -> model.chat(request));
            if (whole.aiMessage().text() != null) {
                relay.onPartialResponse(whole.aiMessage().text());
            }
            relay.onCompleteResponse(whole);
        }
    }

    @Override
    public String toString() {
        return "GuardedStreamingChatModel[" + call.need().role() + "]";
    }
}
