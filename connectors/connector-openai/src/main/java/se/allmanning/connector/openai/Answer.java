/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers an answer, from one document or from the pieces of a stream. Tolerant: every field may be
 * missing or null, and unknown ones are passed over. Not thread-safe.
 */
final class Answer {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final ToolCalls tools = new ToolCalls();
    private boolean refused;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String finish;
    private @Nullable TokenUsage usage;

    /** Who wants to know of each piece. */
    record Listener(
            Consumer<String> text,
            Consumer<String> thinking,
            BiConsumer<ToolCalls.Gathered, String> tool) {

        static final Listener NONE = new Listener(t -> {}, t -> {}, (call, arguments) -> {});
    }

    /** Reads a document or a piece; false where it holds neither choices nor usage. */
    boolean add(JsonNode node, Listener listener) {
        id = first(id, node.path("id"));
        model = first(model, node.path("model"));
        boolean any = usage(node.path("usage"));
        JsonNode choices = node.path("choices");
        any |= choices.isArray();
        for (JsonNode choice : choices) {
            // Only one answer is ever asked for.
            if (choice.path("index").asInt(0) == 0) {
                choice(choice, listener);
            }
        }
        return any;
    }

    private void choice(JsonNode choice, Listener listener) {
        finish = first(finish, choice.path("finish_reason"));
        usage(choice.path("usage"));
        JsonNode delta =
                choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        piece(thinking, thought(delta), listener.thinking());
        piece(text, text(delta.path("content")), listener.text());
        if (delta.path("refusal").isTextual() && !delta.path("refusal").asText().isEmpty()) {
            refused = true;
            piece(text, delta.path("refusal").asText(), listener.text());
        }
        for (JsonNode call : delta.path("tool_calls")) {
            tool(call, listener);
        }
        if (delta.path("function_call").isObject() && delta.path("tool_calls").isEmpty()) {
            tool(delta.path("function_call"), listener);
        }
    }

    private void tool(JsonNode call, Listener listener) {
        ToolCalls.Piece piece = tools.add(call);
        if (!piece.arguments().isEmpty()) {
            listener.tool().accept(piece.call(), piece.arguments());
        }
    }

    private static void piece(StringBuilder all, String piece, Consumer<String> listener) {
        if (!piece.isEmpty()) {
            all.append(piece);
            listener.accept(piece);
        }
    }

    private static String thought(JsonNode delta) {
        for (String name : new String[] {"reasoning_content", "reasoning", "thinking"}) {
            String thought = text(delta.path(name));
            if (!thought.isEmpty()) {
                return thought;
            }
        }
        return "";
    }

    /** A text, or the texts of a list of parts. */
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder parts = new StringBuilder();
        if (content.isArray()) {
            for (JsonNode part : content) {
                parts.append(part.isTextual() ? part.asText() : part.path("text").asText(""));
            }
        }
        return parts.toString();
    }

    private static @Nullable String first(@Nullable String known, JsonNode value) {
        return known == null && value.isTextual() && !value.asText().isEmpty()
                ? value.asText()
                : known;
    }

    private boolean usage(JsonNode node) {
        TokenUsage read = readUsage(node);
        if (read != null) {
            usage = read;
        }
        return read != null;
    }

    /** The tokens that a call cost; null where the server does not say. */
    static @Nullable TokenUsage readUsage(JsonNode node) {
        Integer input = count(node, "prompt_tokens", "input_tokens");
        Integer output = count(node, "completion_tokens", "output_tokens");
        Integer total = count(node, "total_tokens", "total_tokens");
        if (input == null && output == null && total == null) {
            return null;
        }
        return total == null ? new TokenUsage(input, output) : new TokenUsage(input, output, total);
    }

    private static @Nullable Integer count(JsonNode usage, String name, String other) {
        JsonNode value = usage.path(name).isNumber() ? usage.path(name) : usage.path(other);
        return value.isNumber() ? Integer.valueOf(value.intValue()) : null;
    }

    /** Whether the server said why it stopped, and with that, that it did. */
    boolean finished() {
        return finish != null;
    }

    ToolCalls tools() {
        return tools;
    }

    ChatResponse response(String modelName) {
        AiMessage.Builder message = AiMessage.builder();
        // A message without any text is null only beside tools.
        if (!text.isEmpty() || tools.isEmpty()) {
            message.text(text.toString());
        }
        if (!thinking.isEmpty()) {
            message.thinking(thinking.toString());
        }
        if (!tools.isEmpty()) {
            message.toolExecutionRequests(tools.requests());
        }
        return ChatResponse.builder()
                .aiMessage(message.build())
                .id(id)
                .modelName(model == null ? modelName : model)
                .tokenUsage(usage)
                .finishReason(finishReason())
                .build();
    }

    private @Nullable FinishReason finishReason() {
        if (refused) {
            return FinishReason.CONTENT_FILTER;
        }
        if (finish == null) {
            return tools.isEmpty() ? null : FinishReason.TOOL_EXECUTION;
        }
        return switch (finish) {
            // Some servers say that they stopped when they stopped to wait for a tool.
            case "stop", "eos", "end_turn" ->
                    tools.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_EXECUTION;
            case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_EXECUTION;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
