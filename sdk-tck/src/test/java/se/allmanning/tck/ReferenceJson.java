/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON of the {@link ReferenceConnector}. */
final class ReferenceJson {

    static final ObjectMapper JSON = new ObjectMapper();

    private ReferenceJson() {}

    static byte[] chat(ChatRequest request, boolean stream, Flaw flaw) {
        ObjectNode root = JSON.createObjectNode().put("model", "kit");
        if (stream) {
            root.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        ArrayNode messages = root.putArray("messages");
        for (ChatMessage message : request.messages()) {
            if (!(flaw == Flaw.DROPS_SYSTEM && message instanceof SystemMessage)) {
                message(messages.addObject(), message);
            }
        }
        if (request.temperature() != null && flaw != Flaw.IGNORES_TEMPERATURE) {
            root.put("temperature", request.temperature());
        }
        if (request.maxOutputTokens() != null) {
            root.put("max_tokens", request.maxOutputTokens());
        }
        if (request.stopSequences() != null && !request.stopSequences().isEmpty()) {
            request.stopSequences().forEach(root.withArray("stop")::add);
        }
        for (ToolSpecification tool : request.toolSpecifications()) {
            ObjectNode function =
                    root.withArray("tools")
                            .addObject()
                            .put("type", "function")
                            .putObject("function");
            function.put("name", tool.name()).put("description", tool.description());
            function.set(
                    "parameters",
                    JSON.valueToTree(JsonSchemaElementUtils.toMap(tool.parameters())));
        }
        if (request.responseFormat() != null && request.responseFormat().jsonSchema() != null) {
            root.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", request.responseFormat().jsonSchema().name())
                    .set(
                            "schema",
                            JSON.valueToTree(
                                    JsonSchemaElementUtils.toMap(
                                            request.responseFormat().jsonSchema().rootElement())));
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void message(ObjectNode node, ChatMessage message) {
        switch (message) {
            case SystemMessage system -> node.put("role", "system").put("content", system.text());
            case AiMessage ai -> {
                node.put("role", "assistant").put("content", ai.text());
                for (ToolExecutionRequest call : ai.toolExecutionRequests()) {
                    ObjectNode one = node.withArray("tool_calls").addObject();
                    one.put("id", call.id()).put("type", "function");
                    one.putObject("function")
                            .put("name", call.name())
                            .put("arguments", call.arguments());
                }
            }
            case ToolExecutionResultMessage result ->
                    node.put("role", "tool")
                            .put("tool_call_id", result.id())
                            .put("content", result.text());
            case UserMessage user -> {
                node.put("role", "user");
                ArrayNode parts = node.putArray("content");
                for (Content content : user.contents()) {
                    if (content instanceof TextContent text) {
                        parts.addObject().put("type", "text").put("text", text.text());
                    } else if (content instanceof ImageContent image) {
                        parts.addObject()
                                .put("type", "image_url")
                                .putObject("image_url")
                                .put(
                                        "url",
                                        "data:"
                                                + image.image().mimeType()
                                                + ";base64,"
                                                + image.image().base64Data());
                    }
                }
            }
            default -> throw new UnsupportedOperationException(message.type().toString());
        }
    }

    static String prompt(ChatRequest request) {
        return request.messages().stream()
                .filter(UserMessage.class::isInstance)
                .flatMap(message -> ((UserMessage) message).contents().stream())
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining(" "));
    }

    /** A JSON object; null where the bytes are none. */
    static @Nullable JsonNode object(byte[] bytes, Flaw flaw) {
        try {
            JsonNode root =
                    flaw == Flaw.LATIN_1
                            ? JSON.readTree(new String(bytes, StandardCharsets.ISO_8859_1))
                            : JSON.readTree(bytes);
            return root != null && root.isObject() ? root : null;
        } catch (IOException e) {
            return null;
        }
    }

    static @Nullable TokenUsage usage(JsonNode root, Flaw flaw) {
        JsonNode usage = root.get("usage");
        if (usage == null || usage.isNull()) {
            return flaw == Flaw.INVENTS_USAGE ? new TokenUsage(0, 0, 0) : null;
        }
        int in = usage.path("prompt_tokens").asInt();
        int out = usage.path("completion_tokens").asInt();
        return flaw == Flaw.WRONG_USAGE
                ? new TokenUsage(out, in, in + out)
                : new TokenUsage(in, out, usage.path("total_tokens").asInt());
    }

    static FinishReason reason(String text, Flaw flaw) {
        if (flaw == Flaw.ALWAYS_STOP) {
            return FinishReason.STOP;
        }
        return switch (text) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls" -> FinishReason.TOOL_EXECUTION;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
