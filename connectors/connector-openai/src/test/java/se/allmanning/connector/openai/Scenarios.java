/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a real server: by {@link Recorder} to record it, by {@link RecordedTest} to play
 * it back, by {@link LiveTest} to see whether it still holds.
 */
final class Scenarios {

    /** One call of the connector; gives what came back, or throws. */
    interface Scenario {
        Object run(Models models) throws Exception;
    }

    /** A model that no server has. */
    static final String UNKNOWN = "no-such-model";

    static final ChatRequest GREETING =
            ChatRequest.builder()
                    .messages(
                            SystemMessage.from("Svara kort på svenska."),
                            UserMessage.from("Säg hej till åäö."))
                    .temperature(0.0)
                    .maxOutputTokens(12)
                    .build();

    static final ChatRequest TOOLS =
            GREETING.toBuilder()
                    .toolSpecifications(
                            ToolSpecification.builder()
                                    .name("weather")
                                    .description("The weather in a city")
                                    .parameters(
                                            JsonObjectSchema.builder()
                                                    .addStringProperty("city", "Which city")
                                                    .required("city")
                                                    .build())
                                    .build())
                    .build();

    static final ChatRequest SCHEMA =
            ChatRequest.builder()
                    .messages(UserMessage.from("Är Stockholm en stad? Svara ja eller nej."))
                    .temperature(0.0)
                    .maxOutputTokens(40)
                    .responseFormat(
                            ResponseFormat.builder()
                                    .type(ResponseFormatType.JSON)
                                    .jsonSchema(
                                            JsonSchema.builder()
                                                    .name("reply")
                                                    .rootElement(
                                                            JsonObjectSchema.builder()
                                                                    .addEnumProperty(
                                                                            "reply",
                                                                            List.of("ja", "nej"))
                                                                    .required("reply")
                                                                    .additionalProperties(false)
                                                                    .build())
                                                    .build())
                                    .build())
                    .build();

    private Scenarios() {}

    static Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("models", Models::served);
        all.put("chat", models -> models.chat().chat(GREETING));
        all.put("stream", models -> streamed(models, GREETING));
        all.put("tools", models -> models.chat().chat(TOOLS));
        all.put("stream-tools", models -> streamed(models, TOOLS));
        all.put("json-schema", models -> models.chat().chat(SCHEMA));
        all.put("stream-json-schema", models -> streamed(models, SCHEMA));
        all.put(
                "embeddings",
                models ->
                        models.embedding()
                                .embedAll(List.of(TextSegment.from("Hej"), TextSegment.from("Då")))
                                .content());
        all.put(
                "rerank",
                models ->
                        models.scoring()
                                .scoreAll(List.of(TextSegment.from("Hej")), "Då")
                                .content());
        all.put("unknown-model", models -> models.chat().chat(GREETING));
        return all;
    }

    /** What the handler heard, after the end. */
    private static Heard streamed(Models models, ChatRequest request) throws Exception {
        Heard heard = new Heard();
        models.streaming().chat(request, heard);
        if (heard.end() instanceof RuntimeException fault) {
            throw fault;
        }
        return heard;
    }

    /** A provider at that address whose models all go by one name. */
    static Models models(String url, String name) {
        Map<String, Object> provider = Contexts.provider(url);
        provider.put("timeout-seconds", 300);
        List<Map<String, Object>> models =
                ((List<?>) provider.get("models"))
                        .stream()
                                .map(model -> {
                                    Map<String, Object> copy = new LinkedHashMap<>();
                                    ((Map<?, ?>) model)
                                            .forEach((k, v) -> copy.put(String.valueOf(k), v));
                                    copy.put("name", name);
                                    copy.computeIfPresent("dimension", (k, v) -> 640);
                                    return copy;
                                })
                                .toList();
        provider.put("models", models);
        return new Models(Contexts.of(provider));
    }
}
