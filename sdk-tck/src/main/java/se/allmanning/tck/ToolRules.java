/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tools, schemas and images: what goes beside the text. */
abstract class ToolRules extends Rules {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final ToolSpecification TOOL =
            ToolSpecification.builder()
                    .name("sok_arende")
                    .description("Söker ett ärende")
                    .parameters(
                            JsonObjectSchema.builder()
                                    .addStringProperty("nummer", "Ärendets nummer")
                                    .required("nummer")
                                    .build())
                    .build();

    private static final List<ToolExecutionRequest> CALLS =
            List.of(
                    call("kit-call-1", "{\"nummer\":\"BN 2026-åäö-1\"}"),
                    call("kit-call-2", "{\"nummer\":\"\\\"citat\\\" {2}\"}"));

    private static ToolExecutionRequest call(String id, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("sok_arende")
                .arguments(arguments)
                .build();
    }

    static ChatRequest withTools() {
        return Bench.request("Hej").toBuilder().toolSpecifications(TOOL).build();
    }

    static ChatRequest withSchema() {
        JsonSchema schema =
                JsonSchema.builder()
                        .name("beslut")
                        .rootElement(
                                JsonObjectSchema.builder()
                                        .addStringProperty("slutsats")
                                        .required("slutsats")
                                        .build())
                        .build();
        return Bench.request("Hej").toBuilder()
                .responseFormat(
                        ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(schema)
                                .build())
                .build();
    }

    static ChatRequest withImage() {
        return ChatRequest.builder()
                .messages(
                        UserMessage.from(
                                TextContent.from("Vad visar bilden?"),
                                ImageContent.from(image(), "image/png")))
                .build();
    }

    private static String image() {
        byte[] bytes = new byte[3000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void same(List<ToolExecutionRequest> found) {
        Check.equal("Calls of tools", CALLS.size(), found.size());
        for (int i = 0; i < CALLS.size(); i++) {
            Check.equal("The id of a call", CALLS.get(i).id(), found.get(i).id());
            Check.equal("The tool of a call", CALLS.get(i).name(), found.get(i).name());
            Check.equal(
                    "The arguments of a call", CALLS.get(i).arguments(), found.get(i).arguments());
        }
    }

    @Test
    @DisplayName("ALM-C-060 tools are described and their calls returned")
    @Rule(
            value = "ALM-C-060",
            asks =
                    "The provider learns of the tools; its calls come back with id, name and"
                            + " arguments as given, and with the finish reason TOOL_EXECUTION.",
            intent = "Arguments that differ by a character call another thing.",
            needs = {Feature.CHAT, Feature.TOOLS})
    void tools() {
        answers(ChatAnswer.of("").toolCalls(CALLS).finish(FinishReason.TOOL_EXECUTION));
        var model = bench().chat();
        ChatResponse response = bench().call("a chat call", () -> model.chat(withTools()));
        Check.equal("The tools described", List.of("sok_arende"), onlyChat().tools());
        same(response.aiMessage().toolExecutionRequests());
        Check.equal("The finish reason", FinishReason.TOOL_EXECUTION, response.finishReason());
    }

    @Test
    @DisplayName("ALM-C-061 results of tools go back to the call that asked")
    @Rule(
            value = "ALM-C-061",
            asks = "Calls and results of tools reach the provider in order and with their ids.",
            intent = "A result under another call's id answers another question.",
            needs = {Feature.CHAT, Feature.TOOLS})
    void results() {
        answers(ChatAnswer.of("Klart."));
        ChatRequest request =
                ChatRequest.builder()
                        .messages(
                                UserMessage.from("Sök"),
                                AiMessage.from(CALLS),
                                ToolExecutionResultMessage.from(CALLS.get(0), "Ett å"),
                                ToolExecutionResultMessage.from(CALLS.get(1), "Två"))
                        .toolSpecifications(TOOL)
                        .build();
        var model = bench().chat();
        bench().call("a chat call", () -> model.chat(request));
        List<AskedChat.Turn> turns = onlyChat().turns();
        Check.equal(
                "The roles",
                List.of("user", "assistant", "tool", "tool"),
                turns.stream().map(AskedChat.Turn::role).toList());
        Check.equal(
                "The calls asked for",
                List.of("kit-call-1", "kit-call-2"),
                turns.get(1).toolCalls());
        Check.equal("The call answered first", List.of("kit-call-1"), turns.get(2).toolCalls());
        Check.equal("The call answered next", List.of("kit-call-2"), turns.get(3).toolCalls());
        Check.equal("The first result", "Ett å", turns.get(2).text());
    }

    @Test
    @DisplayName("ALM-C-062 calls of tools are put together from a stream")
    @Rule(
            value = "ALM-C-062",
            asks = "Calls of tools that arrive in pieces are whole in the completed answer.",
            intent = "Half a JSON calls nothing, or the wrong thing.",
            needs = {Feature.STREAMING, Feature.TOOLS})
    void streamedTools() {
        answers(ChatAnswer.of().toolCalls(CALLS).finish(FinishReason.TOOL_EXECUTION));
        ChatResponse response = bench().stream(bench().streaming(), withTools()).response();
        same(response.aiMessage().toolExecutionRequests());
        Check.equal("The finish reason", FinishReason.TOOL_EXECUTION, response.finishReason());
    }

    @Test
    @DisplayName("ALM-C-065 a JSON schema reaches the provider")
    @Rule(
            value = "ALM-C-065",
            asks = "The JSON schema of a request is sent with its properties.",
            intent = "A service that reads a record needs the model to write one.",
            needs = {Feature.CHAT, Feature.JSON_SCHEMA})
    void schema() throws Exception {
        answers(ChatAnswer.of("{\"slutsats\":\"ja\"}"));
        var model = bench().chat();
        bench().call("a chat call", () -> model.chat(withSchema()));
        String sent = onlyChat().schema();
        Check.that(sent != null, "The schema is sent.");
        JsonNode schema = JSON.readTree(sent == null ? "{}" : sent);
        Check.equal(
                "The type of the property",
                "string",
                schema.path("properties").path("slutsats").path("type").asText());
        Check.equal("The required property", "slutsats", schema.path("required").path(0).asText());
    }

    @Test
    @DisplayName("ALM-C-068 an image reaches the provider byte for byte")
    @Rule(
            value = "ALM-C-068",
            asks = "The bytes of an image are those that the caller gave, beside its text.",
            intent = "What was judged is what was sent.",
            needs = {Feature.CHAT, Feature.IMAGES})
    void images() {
        answers(ChatAnswer.of("En bild."));
        var model = bench().chat();
        bench().call("a chat call", () -> model.chat(withImage()));
        AskedChat asked = onlyChat();
        Check.equal("The images", List.of(image()), asked.images());
        Check.equal("The text beside it", "Vad visar bilden?", asked.turns().get(0).text());
    }
}
