/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The protocol of OpenAI, as its API reference describes it. */
final class OpenAiWireFormat implements WireFormat {

    static final OpenAiWireFormat INSTANCE = new OpenAiWireFormat();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENTS = "text/event-stream";

    private OpenAiWireFormat() {}

    @Override
    public AskedChat readChat(HttpCall call) {
        JsonNode body = tree(call);
        List<AskedChat.Turn> turns = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            turns.add(turn(message, images));
        }
        JsonNode most =
                body.has("max_tokens") ? body.get("max_tokens") : body.get("max_completion_tokens");
        JsonNode schema = body.path("response_format").path("json_schema").get("schema");
        return new AskedChat(
                body.path("stream").asBoolean(false),
                turns,
                body.hasNonNull("temperature") ? body.get("temperature").asDouble() : null,
                most == null || most.isNull() ? null : most.asInt(),
                texts(body.path("stop")),
                body.path("tools").findValuesAsText("name"),
                schema == null ? null : schema.toString(),
                images);
    }

    private static AskedChat.Turn turn(JsonNode message, List<String> images) {
        StringBuilder text = new StringBuilder();
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            text.append(content.asText());
        }
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("image_url")) {
                String url = part.path("image_url").path("url").asText();
                images.add(url.substring(url.indexOf(',') + 1));
            } else {
                text.append(part.path("text").asText());
            }
        }
        List<String> ids = new ArrayList<>();
        message.path("tool_calls").forEach(one -> ids.add(one.path("id").asText()));
        if (message.hasNonNull("tool_call_id")) {
            ids.add(message.get("tool_call_id").asText());
        }
        return new AskedChat.Turn(message.path("role").asText(), text.toString(), ids);
    }

    @Override
    public Reply chat(ChatAnswer answer) {
        ObjectNode root = root("chat.completion");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", answer.text());
        if (!answer.toolCalls().isEmpty()) {
            message.putNull("content");
            ArrayNode calls = message.putArray("tool_calls");
            for (ToolExecutionRequest one : answer.toolCalls()) {
                call(calls.addObject(), one, one.arguments());
            }
        }
        choice.put("finish_reason", reason(answer.finish()));
        answer.usage().ifPresent(usage -> usage(root, usage));
        return Reply.json(root.toString());
    }

    @Override
    public Reply stream(ChatAnswer answer) {
        List<byte[]> frames = new ArrayList<>();
        for (String piece : answer.pieces()) {
            ObjectNode root = chunk();
            delta(root).put("content", piece);
            frames.add(event(root.toString()));
        }
        int index = 0;
        for (ToolExecutionRequest one : answer.toolCalls()) {
            ObjectNode first = chunk();
            call(delta(first).putArray("tool_calls").addObject().put("index", index), one, "");
            frames.add(event(first.toString()));
            for (int at = 0; at < one.arguments().length(); at += 5) {
                ObjectNode next = chunk();
                delta(next)
                        .putArray("tool_calls")
                        .addObject()
                        .put("index", index)
                        .putObject("function")
                        .put(
                                "arguments",
                                one.arguments()
                                        .substring(at, Math.min(at + 5, one.arguments().length())));
                frames.add(event(next.toString()));
            }
            index++;
        }
        ObjectNode last = chunk();
        delta(last);
        ((ObjectNode) last.path("choices").get(0)).put("finish_reason", reason(answer.finish()));
        frames.add(event(last.toString()));
        answer.usage()
                .ifPresent(usage -> {
                    ObjectNode root = root("chat.completion.chunk");
                    root.putArray("choices");
                    usage(root, usage);
                    frames.add(event(root.toString()));
                });
        frames.add(event("[DONE]"));
        return Reply.stream(EVENTS, frames);
    }

    @Override
    public Optional<byte[]> keepAlive() {
        return Optional.of(": keep-alive\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> streamError(String message) {
        return Optional.of(event(errorBody(message)));
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.of(
                status, "application/json", errorBody(message).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> readEmbedding(HttpCall call) {
        return texts(tree(call).path("input"));
    }

    @Override
    public Reply embeddings(List<float[]> vectors, boolean shuffled) {
        ObjectNode root = JSON.createObjectNode().put("object", "list").put("model", "kit");
        ArrayNode data = root.putArray("data");
        for (int i : order(vectors.size(), shuffled)) {
            ArrayNode values =
                    data.addObject()
                            .put("object", "embedding")
                            .put("index", i)
                            .putArray("embedding");
            for (float value : vectors.get(i)) {
                values.add(value);
            }
        }
        root.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
        return Reply.json(root.toString());
    }

    @Override
    public AskedScoring readScoring(HttpCall call) {
        JsonNode body = tree(call);
        return new AskedScoring(body.path("query").asText(), texts(body.path("documents")));
    }

    @Override
    public Reply scores(List<Double> scores, boolean shuffled) {
        ObjectNode root = JSON.createObjectNode().put("model", "kit");
        ArrayNode results = root.putArray("results");
        for (int i : order(scores.size(), shuffled)) {
            results.addObject().put("index", i).put("relevance_score", scores.get(i));
        }
        return Reply.json(root.toString());
    }

    @Override
    public byte[] readTranscription(HttpCall call) {
        return Multipart.file(call);
    }

    @Override
    public Reply transcript(String text) {
        return Reply.json(JSON.createObjectNode().put("text", text).toString());
    }

    private static ObjectNode chunk() {
        ObjectNode root = root("chat.completion.chunk");
        root.putArray("choices").addObject().put("index", 0).putObject("delta");
        return root;
    }

    private static ObjectNode delta(ObjectNode chunk) {
        return (ObjectNode) chunk.path("choices").get(0).path("delta");
    }

    private static ObjectNode root(String object) {
        return JSON.createObjectNode()
                .put("id", "kit-1")
                .put("object", object)
                .put("created", 1)
                .put("model", "kit");
    }

    private static void call(ObjectNode node, ToolExecutionRequest call, String arguments) {
        node.put("id", call.id())
                .put("type", "function")
                .putObject("function")
                .put("name", call.name())
                .put("arguments", arguments);
    }

    private static void usage(ObjectNode root, TokenUsage usage) {
        root.putObject("usage")
                .put("prompt_tokens", usage.inputTokenCount())
                .put("completion_tokens", usage.outputTokenCount())
                .put("total_tokens", usage.totalTokenCount());
    }

    private static String reason(FinishReason reason) {
        return switch (reason) {
            case LENGTH -> "length";
            case TOOL_EXECUTION -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            default -> "stop";
        };
    }

    private static String errorBody(String message) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("error").put("message", message).put("type", "kit").put("code", "kit");
        return root.toString();
    }

    private static byte[] event(String data) {
        // A piece may end in the middle of a surrogate pair, which only an escape can carry.
        StringBuilder escaped = new StringBuilder("data: ");
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (Character.isSurrogate(c)) {
                escaped.append("\\u").append(HexFormat.of().toHexDigits((short) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.append("\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Integer> order(int size, boolean shuffled) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        if (shuffled) {
            Collections.reverse(order);
        }
        return order;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> all = new ArrayList<>();
        node.forEach(one -> all.add(one.asText()));
        return all;
    }

    private static JsonNode tree(HttpCall call) {
        try {
            return JSON.readTree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
