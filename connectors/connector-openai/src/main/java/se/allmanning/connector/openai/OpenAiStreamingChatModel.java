/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.Set;
import se.allmanning.spi.BoundedModel;

/**
 * Answers piece by piece. Every fault goes to the handler's {@code onError}, none is thrown. If the
 * handler throws, the stream is closed and {@code onError} gets what it threw. Safe for many
 * threads.
 */
final class OpenAiStreamingChatModel
        implements StreamingChatModel, BoundedModel<StreamingChatModel>, AutoCloseable {

    private final Endpoint endpoint;
    private final ModelSettings model;

    OpenAiStreamingChatModel(Endpoint endpoint, ModelSettings model) {
        this.endpoint = endpoint;
        this.model = model;
    }

    @Override
    public StreamingChatModel within(Duration timeLeft) {
        return new OpenAiStreamingChatModel(endpoint.within(timeLeft), model);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        CallFaults faults = endpoint.faults(OpenAiChatModel.PATH);
        AnswerStream stream = new AnswerStream(handler, faults, model.name());
        try {
            endpoint.stream(
                    OpenAiChatModel.PATH,
                    new ChatRequestWriter(model, faults).write(request, true),
                    stream);
        } catch (RuntimeException e) {
            stream.onError(faults.of(e));
        }
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return OpenAiChatModel.capabilities(model);
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
        return "OpenAiStreamingChatModel[" + model.offer().model() + "]";
    }
}
