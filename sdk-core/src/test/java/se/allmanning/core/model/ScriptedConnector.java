/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;
import se.allmanning.spi.ModelConnector;

/** Chat models that do what a test says, one at each named deployment. */
final class ScriptedConnector implements ModelConnector {

    /** What a model does with one request. */
    interface Act extends Function<ChatRequest, List<Object>> {}

    private final Map<String, Deque<Act>> scripts = new LinkedHashMap<>();
    private final Map<String, Set<ModelFeature>> features = new HashMap<>();
    final List<String> called = new ArrayList<>();
    final List<ChatRequest> requests = new ArrayList<>();
    volatile boolean providerCancelled;

    /** A deployment whose model acts once for each call; the last act is repeated. */
    ScriptedConnector at(String deployment, Act... acts) {
        scripts.put(deployment, new ArrayDeque<>(List.of(acts)));
        features.put(deployment, Set.of(ModelFeature.STREAMING));
        return this;
    }

    ScriptedConnector withoutStreaming(String deployment) {
        features.put(deployment, Set.of());
        return this;
    }

    /** Says the pieces. */
    static Act says(String... pieces) {
        return request -> List.of((Object[]) pieces);
    }

    /** Says the pieces, then fails. */
    static Act breaksAfter(Reason reason, @Nullable Duration retryAfter, String... pieces) {
        return request -> {
            List<Object> all = new ArrayList<>(List.of((Object[]) pieces));
            all.add(new ModelCallException(reason, "Scripted.", null, retryAfter, null));
            return all;
        };
    }

    static Act fails(Reason reason) {
        return breaksAfter(reason, null);
    }

    static Act throwsIt(RuntimeException e) {
        return request -> List.of(e);
    }

    @Override
    public String id() {
        return "scripted";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        return scripts.keySet().stream().map(this::offer).toList();
    }

    ModelOffer offer(String deployment) {
        return ModelOffer.builder(ModelId.parse("test/" + deployment + "@1"), ModelKind.CHAT)
                .deployment(deployment)
                .features(features.getOrDefault(deployment, Set.of()))
                .languages(Set.of("sv"))
                .claimedDigest("a".repeat(64))
                .build();
    }

    private synchronized List<Object> act(String deployment, ChatRequest request) {
        called.add(deployment);
        requests.add(request);
        Deque<Act> script = scripts.get(deployment);
        Act act = script.size() > 1 ? script.remove() : script.element();
        return act.apply(request);
    }

    private static ChatResponse response(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .tokenUsage(new TokenUsage(11, 7))
                .modelName("another-model")
                .build();
    }

    @Override
    public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                StringBuilder text = new StringBuilder();
                for (Object part : act(offer.deployment(), request)) {
                    if (part instanceof RuntimeException e) {
                        throw e;
                    }
                    text.append(part);
                }
                return response(text.toString());
            }
        };
    }

    @Override
    public StreamingChatModel streamingChatModel(ModelOffer offer, ConnectorContext context) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                List<Object> parts = act(offer.deployment(), request);
                StringBuilder text = new StringBuilder();
                StreamingHandle handle =
                        new StreamingHandle() {
                            @Override
                            public void cancel() {
                                providerCancelled = true;
                            }

                            @Override
                            public boolean isCancelled() {
                                return providerCancelled;
                            }
                        };
                for (Object part : parts) {
                    if (providerCancelled) {
                        return;
                    }
                    if (part instanceof RuntimeException e) {
                        handler.onError(e);
                        return;
                    }
                    text.append(part);
                    handler.onPartialResponse(
                            new PartialResponse((String) part), new PartialResponseContext(handle));
                }
                if (!providerCancelled) {
                    handler.onCompleteResponse(response(text.toString()));
                }
            }
        };
    }
}
