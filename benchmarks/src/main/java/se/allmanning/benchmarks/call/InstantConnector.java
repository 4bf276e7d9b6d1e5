/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.call;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Set;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/** A chat model that answers at once, at one deployment. */
final class InstantConnector implements ModelConnector {

    /** How many pieces a streamed answer has. */
    static final int PIECES = 400;

    private static final String PIECE = "ordet ";

    private static final StreamingHandle HANDLE =
            new StreamingHandle() {
                @Override
                public void cancel() {
                    throw new UnsupportedOperationException("Nothing here cancels.");
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            };

    private final ModelOffer offer;

    InstantConnector(String deployment) {
        this.offer =
                ModelOffer.builder(ModelId.parse("benchmark/instant@1"), ModelKind.CHAT)
                        .deployment(deployment)
                        .features(Set.of(ModelFeature.STREAMING))
                        .languages(Set.of("sv"))
                        .verifiedDigest("a".repeat(64))
                        .build();
    }

    @Override
    public String id() {
        return "instant";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        return List.of(offer);
    }

    private static ChatResponse response(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .tokenUsage(new TokenUsage(60, 40))
                .build();
    }

    /** The bare chat model. */
    static ChatModel chat() {
        String answer = PIECE.repeat(40);
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return response(answer);
            }
        };
    }

    /** The bare streaming model. */
    static StreamingChatModel streaming() {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < PIECES; i++) {
                    text.append(PIECE);
                    handler.onPartialResponse(
                            new PartialResponse(PIECE), new PartialResponseContext(HANDLE));
                }
                handler.onCompleteResponse(response(text.toString()));
            }
        };
    }

    @Override
    public ChatModel chatModel(ModelOffer ignored, ConnectorContext context) {
        return chat();
    }

    @Override
    public StreamingChatModel streamingChatModel(ModelOffer ignored, ConnectorContext context) {
        return streaming();
    }
}
