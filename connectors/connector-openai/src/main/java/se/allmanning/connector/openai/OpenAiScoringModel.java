/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.BoundedModel;

/**
 * Scores texts against a question, in the form that Jina and Cohere brought and vLLM, llama.cpp and
 * LiteLLM serve; also in that of Text Embeddings Inference. Scores are the server's own: higher is
 * better, the scale differs. Safe for many threads.
 */
final class OpenAiScoringModel implements ScoringModel, BoundedModel<ScoringModel>, AutoCloseable {

    private static final String PATH = "/rerank";

    private final Endpoint endpoint;
    private final ModelSettings model;

    OpenAiScoringModel(Endpoint endpoint, ModelSettings model) {
        this.endpoint = endpoint;
        this.model = model;
    }

    @Override
    public ScoringModel within(Duration timeLeft) {
        return new OpenAiScoringModel(endpoint.within(timeLeft), model);
    }

    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
        if (segments.isEmpty()) {
            return Response.from(List.of());
        }
        ObjectNode body =
                Endpoint.JSON.createObjectNode().put("model", model.name()).put("query", query);
        segments.forEach(segment -> body.withArray("documents").add(segment.text()));
        JsonNode answer = endpoint.post(PATH, body);
        return Response.from(scores(answer, segments.size()), usage(answer));
    }

    private List<Double> scores(JsonNode answer, int expected) {
        CallFaults faults = endpoint.faults(PATH);
        JsonNode results = answer;
        if (!answer.isArray()) {
            results =
                    answer.path("results").isArray() ? answer.path("results") : answer.path("data");
        }
        Double[] scores = new Double[expected];
        for (JsonNode result : results) {
            int index = result.path("index").asInt(-1);
            JsonNode score =
                    result.path("relevance_score").isNumber()
                            ? result.path("relevance_score")
                            : result.path("score");
            if (index < 0 || index >= expected || scores[index] != null || !score.isNumber()) {
                throw faults.malformed("numbers its scores wrongly or has none", null);
            }
            scores[index] = score.doubleValue();
        }
        if (Arrays.asList(scores).contains(null)) {
            throw faults.malformed(
                    "has " + results.size() + " scores for " + expected + " texts", null);
        }
        return List.of(scores);
    }

    private static @Nullable TokenUsage usage(JsonNode answer) {
        TokenUsage usage = Answer.readUsage(answer.path("usage"));
        return usage != null ? usage : Answer.readUsage(answer.path("meta").path("tokens"));
    }

    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public String toString() {
        return "OpenAiScoringModel[" + model.offer().model() + "]";
    }
}
