/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.BoundedModel;

/** Embeds texts, {@value #BATCH} a call. Safe for many threads. */
final class OpenAiEmbeddingModel
        implements EmbeddingModel, BoundedModel<EmbeddingModel>, AutoCloseable {

    private static final String PATH = "/embeddings";

    /** What the smallest servers in use take at once. */
    private static final int BATCH = 32;

    private final Endpoint endpoint;
    private final ModelSettings model;
    private final @Nullable Duration total;

    /**
     * @param total how long a request may take over all its calls; null for as long as each may
     */
    OpenAiEmbeddingModel(Endpoint endpoint, ModelSettings model, @Nullable Duration total) {
        this.endpoint = endpoint;
        this.model = model;
        this.total = total;
    }

    @Override
    public EmbeddingModel within(Duration timeLeft) {
        Duration shorter = total == null || timeLeft.compareTo(total) < 0 ? timeLeft : total;
        return new OpenAiEmbeddingModel(endpoint, model, shorter);
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        String prefix =
                request.inputType() == EmbeddingInputType.QUERY
                        ? model.queryPrefix()
                        : model.documentPrefix();
        List<String> texts = request.inputs().stream().map(input -> prefix + input.text()).toList();
        long start = System.nanoTime();
        List<Embedding> embeddings = new ArrayList<>(texts.size());
        TokenUsage usage = null;
        for (int at = 0; at < texts.size(); at += BATCH) {
            List<String> batch = texts.subList(at, Math.min(texts.size(), at + BATCH));
            Endpoint now =
                    total == null
                            ? endpoint
                            : endpoint.within(total.minusNanos(System.nanoTime() - start));
            JsonNode answer = now.post(PATH, body(batch));
            embeddings.addAll(read(answer, batch.size()));
            TokenUsage more = Answer.readUsage(answer.path("usage"));
            usage = usage == null || more == null ? more : usage.add(more);
        }
        return EmbeddingResponse.builder()
                .embeddings(embeddings)
                .modelName(modelName())
                .tokenUsage(usage)
                .build();
    }

    private ObjectNode body(List<String> texts) {
        ObjectNode body = Endpoint.JSON.createObjectNode().put("model", model.name());
        texts.forEach(body.putArray("input")::add);
        return body.put("encoding_format", "float");
    }

    private List<Embedding> read(JsonNode answer, int expected) {
        CallFaults faults = endpoint.faults(PATH);
        JsonNode data = answer.path("data");
        if (data.size() != expected) {
            throw faults.malformed(
                    "has " + data.size() + " vectors for " + expected + " texts", null);
        }
        Embedding[] embeddings = new Embedding[expected];
        for (int i = 0; i < expected; i++) {
            JsonNode element = data.get(i);
            int index = element.path("index").asInt(i);
            if (index < 0 || index >= expected || embeddings[index] != null) {
                throw faults.malformed("numbers its vectors wrongly", null);
            }
            embeddings[index] = Embedding.from(vector(element.path("embedding"), faults));
        }
        return Arrays.asList(embeddings);
    }

    private float[] vector(JsonNode node, CallFaults faults) {
        if (node.isArray() && node.path(0).isArray()) {
            if (node.size() != 1) {
                throw faults.malformed(
                        "has a vector for each token; start the server with pooling, so that it has"
                                + " one for each text",
                        null);
            }
            return vector(node.get(0), faults);
        }
        float[] vector = node.isTextual() ? packed(node.asText(), faults) : numbers(node, faults);
        if (vector.length != model.offer().dimension()) {
            throw faults.malformed(
                    "has vectors of length "
                            + vector.length
                            + " where dimension says "
                            + model.offer().dimension(),
                    null);
        }
        return vector;
    }

    private static float[] numbers(JsonNode node, CallFaults faults) {
        float[] vector = new float[node.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = node.get(i).isNumber() ? node.get(i).floatValue() : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                throw faults.malformed("has a vector with something other than numbers", null);
            }
        }
        return vector;
    }

    /** Some gateways answer in OpenAI's packed form unasked: Base64 of 32-bit floats. */
    private static float[] packed(String text, CallFaults faults) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(text))
                            .order(ByteOrder.LITTLE_ENDIAN);
            float[] vector = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(vector);
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw faults.malformed("has a vector with something other than numbers", null);
                }
            }
            return vector;
        } catch (IllegalArgumentException e) {
            throw faults.malformed("has a vector that is neither numbers nor Base64", null);
        }
    }

    @Override
    public int dimension() {
        return model.offer().dimension();
    }

    /** The model's id in the catalog. */
    @Override
    public String modelName() {
        return model.offer().model().toString();
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
        return "OpenAiEmbeddingModel[" + model.offer().model() + "]";
    }
}
