/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("A chat model")
class ChatTest {

    private static final String OK =
            "{\"choices\":[{\"message\":{\"content\":\"ja\"},\"finish_reason\":\"stop\"}]}";

    private final MockWebServer server = new MockWebServer();
    private Models models;
    private ChatModel model;

    @BeforeEach
    void start() throws Exception {
        server.start();
        models = new Models(server.url("/v1/").toString());
        model = models.chat();
    }

    @AfterEach
    void stop() throws Exception {
        models.close();
        server.close();
    }

    private void answer(String json) {
        server.enqueue(
                new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(json)
                        .build());
    }

    private JsonNode sent() throws Exception {
        return Endpoint.JSON.readTree(
                server.takeRequest().getBody().string(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) throws Exception {
        return Endpoint.JSON.readTree(text.replace('\'', '"'));
    }

    private static ChatRequest.Builder ask(ChatMessage... messages) {
        return ChatRequest.builder().messages(messages);
    }

    @Test
    @DisplayName("sends the protocol's request with the key and only what was asked for")
    void request() throws Exception {
        answer(OK);
        model.chat("Hur överklagar jag?");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer hemlig-nyckel");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(Endpoint.JSON.readTree(request.getBody().string(StandardCharsets.UTF_8)))
                .isEqualTo(
                        json(
                                "{'model':'gemma270','messages':[{'role':'user','content':'Hur överklagar jag?'}]}"));
    }

    @Test
    @DisplayName("sends the parameters under the protocol's names")
    void parameters() throws Exception {
        answer(OK);
        model.chat(
                ask(UserMessage.from("?"))
                        .temperature(0.5)
                        .topP(0.9)
                        .topK(7)
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.2)
                        .maxOutputTokens(50)
                        .stopSequences(List.of("X"))
                        .modelName("gemma270")
                        .build());
        assertThat(sent())
                .isEqualTo(
                        json(
                                "{'model':'gemma270','messages':[{'role':'user','content':'?'}],'temperature':0.5,"
                                        + "'top_p':0.9,'top_k':7,'frequency_penalty':0.1,'presence_penalty':0.2,"
                                        + "'max_tokens':50,'stop':['X']}"));
    }

    @Test
    @DisplayName("sends messages of every kind that the protocol has")
    void messages() throws Exception {
        answer(OK);
        model.chat(
                ask(
                                SystemMessage.from("Svara kort."),
                                UserMessage.from(
                                        TextContent.from("Vad är det?"),
                                        ImageContent.from("aGVq", "image/jpeg")),
                                AiMessage.from(
                                        ToolExecutionRequest.builder()
                                                .id("c1")
                                                .name("look")
                                                .arguments("{\"a\":1}")
                                                .build()),
                                ToolExecutionResultMessage.from("c1", "look", "en katt"))
                        .build());
        assertThat(sent().get("messages"))
                .isEqualTo(
                        json(
                                "[{'role':'system','content':'Svara kort.'},"
                                        + "{'role':'user','content':[{'type':'text','text':'Vad är det?'},"
                                        + "{'type':'image_url','image_url':{'url':'data:image/jpeg;base64,aGVq','detail':'low'}}]},"
                                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                                        + "'function':{'name':'look','arguments':'{\\'a\\':1}'}}]},"
                                        + "{'role':'tool','tool_call_id':'c1','content':'en katt'}]"
                                                .replace("\\'", "\\\"")));
    }

    @Test
    @DisplayName("sends tools and how they are to be chosen")
    void tools() throws Exception {
        answer(OK);
        model.chat(
                ask(UserMessage.from("?"))
                        .toolSpecifications(
                                ToolSpecification.builder()
                                        .name("weather")
                                        .description("The weather")
                                        .parameters(
                                                JsonObjectSchema.builder()
                                                        .addStringProperty("city", "Which city")
                                                        .required("city")
                                                        .build())
                                        .build(),
                                ToolSpecification.builder().name("now").build())
                        .toolChoice(ToolChoice.REQUIRED)
                        .build());
        JsonNode sent = sent();
        assertThat(sent.get("tool_choice").asText()).isEqualTo("required");
        assertThat(sent.at("/tools/0"))
                .isEqualTo(
                        json(
                                "{'type':'function','function':{'name':'weather','description':'The weather','parameters':"
                                        + "{'type':'object','properties':{'city':{'type':'string','description':'Which city'}},"
                                        + "'required':['city']}}}"));
        assertThat(sent.at("/tools/1/function/parameters/type").asText()).isEqualTo("object");
    }

    @Test
    @DisplayName("sends a JSON schema, strict where the schema allows it")
    void schema() throws Exception {
        JsonObjectSchema closed =
                JsonObjectSchema.builder()
                        .addStringProperty("svar")
                        .required("svar")
                        .additionalProperties(false)
                        .build();
        answer(OK);
        model.chat(format(JsonSchema.builder().name("Ett svar").rootElement(closed).build()));
        assertThat(sent().get("response_format"))
                .isEqualTo(
                        json(
                                "{'type':'json_schema','json_schema':{'name':'Ett_svar','strict':true,'schema':"
                                        + "{'type':'object','properties':{'svar':{'type':'string'}},'required':['svar'],"
                                        + "'additionalProperties':false}}}"));
        answer(OK);
        model.chat(
                format(
                        JsonSchema.builder()
                                .name("list")
                                .rootElement(
                                        JsonArraySchema.builder()
                                                .items(
                                                        JsonObjectSchema.builder()
                                                                .addStringProperty("a")
                                                                .build())
                                                .build())
                                .build()));
        JsonNode second = sent().at("/response_format/json_schema");
        assertThat(second.get("strict").booleanValue()).isFalse();
        assertThat(second.at("/schema/type").asText()).isEqualTo("array");
        assertThat(second.at("/schema/items/properties/a/type").asText()).isEqualTo("string");
        answer(OK);
        model.chat(ask(UserMessage.from("?")).responseFormat(ResponseFormat.JSON).build());
        assertThat(sent().get("response_format")).isEqualTo(json("{'type':'json_object'}"));
        assertThat(model.supportedCapabilities())
                .containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    private static ChatRequest format(JsonSchema schema) {
        return ask(UserMessage.from("?"))
                .responseFormat(
                        ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(schema)
                                .build())
                .build();
    }

    @Test
    @DisplayName("says who answered, why it stopped and what it cost")
    void response() {
        answer(
                "{\"id\":\"x1\",\"model\":\"gemma3\",\"new\":{},\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Inom tre veckor.\",\"reasoning_content\":\"hm\"},\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":9,\"details\":{}}}");
        ChatResponse response = model.chat(UserMessage.from("?"));
        assertThat(response.aiMessage().text()).isEqualTo("Inom tre veckor.");
        assertThat(response.aiMessage().thinking()).isEqualTo("hm");
        assertThat(response.metadata().id()).isEqualTo("x1");
        assertThat(response.metadata().modelName()).isEqualTo("gemma3");
        assertThat(response.metadata().finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.metadata().tokenUsage().totalTokenCount()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'choices':[{'message':{'content':'ja'}}]}|ja",
                "{'choices':[{'message':{'content':null},'finish_reason':null}],'usage':null,'id':null}|``",
                "{'choices':[{'message':{'content':[{'type':'text','text':'j'},{'text':'a'}]}}]}|ja",
                "{'choices':[{'index':1,'message':{'content':'nej'}},{'index':0,'message':{'content':'ja'}}]}|ja",
                "{'error':null,'choices':[{'message':{'content':'ja'},'finish_reason':'eos'}],'usage':{}}|ja",
                "{'error':{},'choices':[{'message':{'role':'assistant','content':'ja','tool_calls':[]}}]}|ja",
                "{'choices':[{'message':{'content':'ja','tool_calls':null,'function_call':null,'refusal':null}}]}|ja",
            })
    @DisplayName("reads an answer in whatever of the many forms it comes")
    void tolerant(String json, String text) {
        answer(json.replace('\'', '"'));
        assertThat(model.chat(UserMessage.from("?")).aiMessage().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]|a f {}",
                "[{'function':{'name':'f','arguments':{'x':[1]}}}]|call_0 f {'x':[1]}",
                "[{'id':'','function':{'name':'f','arguments':''}}]|call_0 f {}",
                "[{'id':null,'function':{'name':'f','arguments':null}}]|call_0 f {}",
                "[{'name':'f','arguments':'{}'}]|call_0 f {}",
                "[{'id':'a','function':{'name':'f'}},{'id':'b','function':{'name':'g'}}]|a f {} b g {}",
                "[{'function':{'name':'f'}},{'function':{'name':'f'}}]|call_0 f {} call_1 f {}",
                "[{'index':0,'id':'a','function':{'name':'f'}},{'index':0,'id':'b','function':{'name':'g'}}]|a f {} b g {}",
            })
    @DisplayName("reads the tools that it asks for in whatever form they come")
    void toolCalls(String calls, String expected) {
        answer(
                ("{'choices':[{'message':{'content':null,'tool_calls':"
                                + calls
                                + "},'finish_reason':'stop'}]}")
                        .replace('\'', '"'));
        ChatResponse response = model.chat(UserMessage.from("?"));
        assertThat(response.metadata().finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(response.aiMessage().text()).isNull();
        assertThat(
                        String.join(
                                " ",
                                response.aiMessage().toolExecutionRequests().stream()
                                        .map(r -> r.id() + " " + r.name() + " " + r.arguments())
                                        .toList()))
                .isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    @DisplayName("reads the older form of a tool call, and a refusal as filtered")
    void olderForms() {
        answer(
                "{\"choices\":[{\"message\":{\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}},\"finish_reason\":\"function_call\"}]}");
        assertThat(model.chat(UserMessage.from("?")).aiMessage().toolExecutionRequests())
                .hasSize(1);
        answer(
                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"Nej.\"},\"finish_reason\":\"stop\"}]}");
        ChatResponse refused = model.chat(UserMessage.from("?"));
        assertThat(refused.aiMessage().text()).isEqualTo("Nej.");
        assertThat(refused.metadata().finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    @DisplayName("refuses what it was not offered for, before anything is sent")
    void strict() throws Exception {
        Map<String, Object> provider = Contexts.provider(server.url("/v1").toString());
        provider.put(
                "models", List.of(Map.of("id", "acme/plain@1", "name", "plain", "kind", "chat")));
        try (Models plain = new Models(Contexts.of(provider))) {
            ChatModel model = plain.chat();
            assertThat(model.supportedCapabilities()).isEmpty();
            assertRejected(
                    model,
                    ask(UserMessage.from("?"))
                            .toolSpecifications(ToolSpecification.builder().name("f").build())
                            .build(),
                    "Provider \"acme\", /chat/completions: The model acme/plain@1 is not offered with tools."
                            + " Ask another model, or add tools to its features if it can. [ALM-CAL-003]");
            assertRejected(
                    model,
                    format(
                            JsonSchema.builder()
                                    .name("a")
                                    .rootElement(JsonStringSchema.builder().build())
                                    .build()),
                    "not offered with answers by a JSON schema");
            assertRejected(
                    model,
                    ask(UserMessage.from(ImageContent.from("aGVq", "image/png"))).build(),
                    "Add images to its features if it can read them");
            assertRejected(
                    model,
                    ask(UserMessage.from("?")).modelName("gpt-9").build(),
                    "The request names a model of its own. This is the model acme/plain@1; leave modelName out.");
            assertThatThrownBy(plain::streaming)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("acme/plain@1 is not offered with streaming");
        }
        assertRejected(
                model,
                ask(UserMessage.from(ImageContent.from("https://example.se/katt.png"))).build(),
                "An image is given by its address. Give its bytes instead.");
        assertRejected(
                model,
                ask(UserMessage.from(AudioContent.from("aGVq", "audio/wav"))).build(),
                "content of type AUDIO");
        assertThat(server.getRequestCount()).isZero();
    }

    private static void assertRejected(ChatModel model, ChatRequest request, String message) {
        ModelCallException fault =
                catchThrowableOfType(ModelCallException.class, () -> model.chat(request));
        assertThat(fault.reason()).isEqualTo(Reason.REJECTED);
        assertThat(fault).hasMessageContaining(message).hasMessageNotContaining("example.se");
    }

    @Test
    @DisplayName("is never streaming and whole in one class")
    void kinds() {
        assertThat(model).isNotInstanceOf(StreamingChatModel.class);
        assertThat(models.streaming()).isNotInstanceOf(ChatModel.class);
    }
}
