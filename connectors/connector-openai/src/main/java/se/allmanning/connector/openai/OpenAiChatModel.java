/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.Set;
import se.allmanning.model.ModelFeature;
import se.allmanning.spi.BoundedModel;

/** Answers whole. Safe for many threads; an interrupt of the calling thread cancels the call. */
final class OpenAiChatModel implements ChatModel, BoundedModel<ChatModel>, AutoCloseable {

    static final String PATH = "/chat/completions";

    private final Endpoint endpoint;
    private final ModelSettings model;

    OpenAiChatModel(Endpoint endpoint, ModelSettings model) {
        this.endpoint = endpoint;
        this.model = model;
    }

    @Override
    public ChatModel within(Duration timeLeft) {
        return new OpenAiChatModel(endpoint.within(timeLeft), model);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        CallFaults faults = endpoint.faults(PATH);
        JsonNode answer =
                endpoint.post(PATH, new ChatRequestWriter(model, faults).write(request, false));
        if (!answer.path("choices").isArray() || answer.path("choices").isEmpty()) {
            throw faults.malformed("has no choices", null);
        }
        Answer gathered = new Answer();
        gathered.add(answer, Answer.Listener.NONE);
        if (gathered.tools().nameless()) {
            throw faults.malformed("asks for a tool without naming it", null);
        }
        return gathered.response(model.name());
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return capabilities(model);
    }

    static Set<Capability> capabilities(ModelSettings model) {
        return model.can(ModelFeature.JSON_SCHEMA)
                ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                : Set.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public String toString() {
        return "OpenAiChatModel[" + model.offer().model() + "]";
    }
}
