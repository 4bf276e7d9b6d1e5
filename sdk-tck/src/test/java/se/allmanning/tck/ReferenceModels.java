/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** The models of the {@link ReferenceConnector} that answer as a whole. */
final class ReferenceModels {

    private ReferenceModels() {}

    abstract static class Model implements AutoCloseable {
        final ReferenceWire wire;
        final @Nullable Duration left;
        private volatile String remembered = "";

        Model(ReferenceWire wire, @Nullable Duration left) {
            this.wire = wire;
            this.left = left;
        }

        JsonNode post(String path, String prompt, byte[] body, String type) {
            if (wire.flaw == Flaw.PROMPT_IN_NAME) {
                remembered = prompt;
            }
            JsonNode root =
                    ReferenceJson.object(wire.post(path, prompt, body, type, left), wire.flaw);
            if (root == null) {
                throw malformed();
            }
            return root;
        }

        ModelCallException malformed() {
            return wire.fault(Reason.MALFORMED, "The answer is not what the protocol says.", null);
        }

        @Override
        public void close() {
            wire.close();
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + remembered;
        }
    }

    static final class Chat extends Model implements ChatModel, BoundedModel<ChatModel> {
        private @Nullable ChatRequest shared;

        Chat(ReferenceWire wire) {
            this(wire, null);
        }

        private Chat(ReferenceWire wire, @Nullable Duration left) {
            super(wire, left);
        }

        @Override
        public ChatModel within(Duration time) {
            return new Chat(wire, time);
        }

        @Override
        public ChatResponse doChat(ChatRequest asked) {
            ChatRequest request = asked;
            if (wire.flaw == Flaw.SHARED_STATE) {
                shared = asked;
                Waiting.until(Duration.ofMillis(2), () -> false);
                request = shared;
            }
            JsonNode root =
                    post(
                            "/v1/chat/completions",
                            ReferenceJson.prompt(request),
                            ReferenceJson.chat(request, false, wire.flaw),
                            "application/json");
            JsonNode message = root.path("choices").path(0).path("message");
            if (!message.isObject() && wire.flaw != Flaw.TAKES_ANYTHING) {
                throw malformed();
            }
            List<ToolExecutionRequest> calls = new ArrayList<>();
            for (JsonNode call : message.path("tool_calls")) {
                calls.add(
                        ToolExecutionRequest.builder()
                                .id(
                                        wire.flaw == Flaw.LOSES_TOOL_ID
                                                ? "call"
                                                : call.path("id").asText())
                                .name(call.path("function").path("name").asText())
                                .arguments(call.path("function").path("arguments").asText())
                                .build());
            }
            return ChatResponse.builder()
                    .aiMessage(
                            AiMessage.builder()
                                    .text(message.path("content").asText(""))
                                    .toolExecutionRequests(calls)
                                    .build())
                    .tokenUsage(ReferenceJson.usage(root, wire.flaw))
                    .finishReason(
                            ReferenceJson.reason(
                                    root.path("choices").path(0).path("finish_reason").asText(),
                                    wire.flaw))
                    .build();
        }
    }

    static final class Embeddings extends Model
            implements EmbeddingModel, BoundedModel<EmbeddingModel> {
        Embeddings(ReferenceWire wire) {
            this(wire, null);
        }

        private Embeddings(ReferenceWire wire, @Nullable Duration left) {
            super(wire, left);
        }

        @Override
        public EmbeddingModel within(Duration time) {
            return new Embeddings(wire, time);
        }

        @Override
        public int dimension() {
            return Endpoint.DIMENSION;
        }

        @Override
        public Set<EmbeddingParameter<?>> supportedParameters() {
            return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
        }

        @Override
        public Set<ContentType> supportedContentTypes() {
            return Set.of(ContentType.TEXT);
        }

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(embed(segments.stream().map(TextSegment::text).toList(), null));
        }

        @Override
        public EmbeddingResponse doEmbed(EmbeddingRequest request) {
            List<String> texts =
                    request.inputs().stream()
                            .map(input ->
                                    ((dev.langchain4j.data.message.TextContent)
                                                    input.contents().get(0))
                                            .text())
                            .toList();
            return EmbeddingResponse.builder()
                    .embeddings(embed(texts, request.inputType()))
                    .build();
        }

        private List<Embedding> embed(List<String> texts, @Nullable EmbeddingInputType type) {
            int most = wire.flaw == Flaw.IGNORES_BATCHES ? Integer.MAX_VALUE : 4;
            List<Embedding> all = new ArrayList<>();
            for (int from = 0; from < texts.size(); from += Math.min(most, texts.size())) {
                all.addAll(
                        batch(
                                texts.subList(
                                        from, (int) Math.min((long) from + most, texts.size())),
                                type));
            }
            return all;
        }

        private List<Embedding> batch(List<String> texts, @Nullable EmbeddingInputType type) {
            ObjectNode body = ReferenceJson.JSON.createObjectNode().put("model", "kit");
            for (String text : texts) {
                body.withArray("input")
                        .add(
                                wire.flaw == Flaw.TRUNCATES_TEXT && text.length() > 2000
                                        ? text.substring(0, 2000)
                                        : text);
            }
            if (type != null) {
                body.put("input_type", type.name());
            }
            JsonNode root =
                    post(
                            "/v1/embeddings",
                            String.join(" ", texts),
                            body.toString().getBytes(StandardCharsets.UTF_8),
                            "application/json");
            Embedding[] found = new Embedding[texts.size()];
            for (JsonNode one : root.path("data")) {
                int index = one.path("index").asInt(-1);
                float[] vector = new float[one.path("embedding").size()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = one.path("embedding").get(i).floatValue();
                }
                if (index < 0 || index >= found.length || vector.length != Endpoint.DIMENSION) {
                    throw malformed();
                }
                found[index] = Embedding.from(vector);
            }
            List<Embedding> all = Arrays.asList(found);
            if (all.contains(null)) {
                throw malformed();
            }
            if (wire.flaw == Flaw.SWAPS_VECTORS) {
                Collections.reverse(all);
            }
            return all;
        }
    }

    static final class Scores extends Model implements ScoringModel, BoundedModel<ScoringModel> {
        Scores(ReferenceWire wire) {
            this(wire, null);
        }

        private Scores(ReferenceWire wire, @Nullable Duration left) {
            super(wire, left);
        }

        @Override
        public ScoringModel within(Duration time) {
            return new Scores(wire, time);
        }

        @Override
        public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
            ObjectNode body = ReferenceJson.JSON.createObjectNode().put("query", query);
            segments.forEach(segment -> body.withArray("documents").add(segment.text()));
            JsonNode root =
                    post(
                            "/v1/rerank",
                            query,
                            body.toString().getBytes(StandardCharsets.UTF_8),
                            "application/json");
            Double[] scores = new Double[segments.size()];
            for (JsonNode one : root.path("results")) {
                int index = one.path("index").asInt(-1);
                if (index < 0 || index >= scores.length) {
                    throw malformed();
                }
                scores[index] = one.path("relevance_score").asDouble();
            }
            if (Arrays.asList(scores).contains(null)) {
                throw malformed();
            }
            return Response.from(List.of(scores));
        }
    }

    static final class Transcripts extends Model
            implements AudioTranscriptionModel, BoundedModel<AudioTranscriptionModel> {
        Transcripts(ReferenceWire wire) {
            this(wire, null);
        }

        private Transcripts(ReferenceWire wire, @Nullable Duration left) {
            super(wire, left);
        }

        @Override
        public AudioTranscriptionModel within(Duration time) {
            return new Transcripts(wire, time);
        }

        @Override
        public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(
                    "--kit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(request.audio().binaryData());
            body.writeBytes("\r\n--kit--\r\n".getBytes(StandardCharsets.US_ASCII));
            JsonNode root =
                    post(
                            "/v1/audio/transcriptions",
                            "",
                            body.toByteArray(),
                            "multipart/form-data; boundary=kit");
            if (!root.path("text").isTextual()) {
                throw malformed();
            }
            return AudioTranscriptionResponse.from(root.path("text").asText());
        }
    }
}
