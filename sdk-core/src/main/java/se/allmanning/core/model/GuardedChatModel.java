/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;

/** A chat model whose every call goes the way of {@link ModelCalls}. Thread-safe. */
final class GuardedChatModel implements ChatModel {

    private final GuardedCall call;

    GuardedChatModel(GuardedCall call) {
        this.call = call;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return call.run(new ChatExchange(call.calls(), request));
    }

    @Override
    public String toString() {
        return "GuardedChatModel[" + call.need().role() + "]";
    }

    private record ChatExchange(ModelCalls calls, ChatRequest request)
            implements GuardedCall.Exchange<ChatModel, ChatResponse> {

        @Override
        public Class<ChatModel> type() {
            return ChatModel.class;
        }

        @Override
        public ModelOffers.Binder<ChatModel> binder() {
            return (connector, offer, context) -> connector.chatModel(offer, context);
        }

        @Override
        public List<String> texts() {
            return ChatTexts.of(request);
        }

        @Override
        public ChatResponse send(ChatModel model, List<String> texts) {
            return model.chat(ChatTexts.replace(request, texts));
        }

        @Override
        public GuardedCall.Guarded<ChatResponse> guard(ChatResponse answer, CallAttempt attempt) {
            AnswerGuard guard = AnswerGuard.of(calls, attempt, request);
            AiMessage message = ChatTexts.map(answer.aiMessage(), guard::whole);
            return new GuardedCall.Guarded<>(
                    answer.toBuilder().aiMessage(message).build(),
                    ChatTexts.of(message),
                    answer.tokenUsage(),
                    answer.modelName(),
                    guard.report());
        }
    }
}
