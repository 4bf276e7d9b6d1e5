/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** The model of the {@link ReferenceConnector} that answers piece by piece. */
final class ReferenceStream
        implements StreamingChatModel, BoundedModel<StreamingChatModel>, AutoCloseable {

    private final ReferenceWire wire;
    private final @Nullable Duration left;
    private final StringBuilder shared;

    ReferenceStream(ReferenceWire wire) {
        this(wire, null, new StringBuilder());
    }

    private ReferenceStream(ReferenceWire wire, @Nullable Duration left, StringBuilder shared) {
        this.wire = wire;
        this.left = left;
        this.shared = shared;
    }

    @Override
    public StreamingChatModel within(Duration time) {
        return new ReferenceStream(wire, time, shared);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        if (wire.flaw == Flaw.THROWS_IN_STREAM) {
            new Call(request, handler).read();
            return;
        }
        Thread.ofVirtual().start(() -> new Call(request, handler).run());
    }

    @Override
    public void close() {
        wire.close();
    }

    private final class Call implements StreamingHandle {
        private final ChatRequest request;
        private final StreamingChatResponseHandler handler;
        private final StringBuilder text =
                wire.flaw == Flaw.MIXES_STREAMS ? shared : new StringBuilder();
        private final Map<Integer, ToolExecutionRequest> tools = new TreeMap<>();
        private ByteArrayOutputStream line = new ByteArrayOutputStream();
        private @Nullable TokenUsage usage;
        private @Nullable FinishReason finish;
        private @Nullable String held;
        private boolean done;
        private volatile boolean cancelled;
        private volatile @Nullable InputStream body;

        Call(ChatRequest request, StreamingChatResponseHandler handler) {
            this.request = request;
            this.handler = handler;
        }

        @Override
        public void cancel() {
            cancelled = true;
            InputStream in = body;
            if (in != null && wire.flaw != Flaw.IGNORES_CANCEL) {
                wire.close(in);
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        void run() {
            try {
                read();
            } catch (RuntimeException e) {
                if (!silent()) {
                    handler.onError(e);
                    if (wire.flaw == Flaw.TWO_ENDS) {
                        handler.onError(e);
                    }
                }
            }
        }

        private boolean silent() {
            return cancelled && wire.flaw != Flaw.TALKS_AFTER_CANCEL;
        }

        void read() {
            long start = System.nanoTime();
            HttpResponse<InputStream> response =
                    wire.open(
                            "/v1/chat/completions",
                            ReferenceJson.prompt(request),
                            ReferenceJson.chat(request, true, wire.flaw),
                            "application/json",
                            left);
            body = response.body();
            try (ReferenceWire.Alarm alarm = wire.alarm(response.body(), left, start)) {
                wire.read(response.body(), alarm, this::bytes);
            } catch (ModelCallException e) {
                if (wire.flaw != Flaw.COMPLETES_CUT_STREAM || !e.reason().equals(Reason.CUT_OFF)) {
                    throw e;
                }
            }
            if (!done && wire.flaw != Flaw.COMPLETES_CUT_STREAM) {
                throw wire.fault(Reason.CUT_OFF, "The stream ended before its end.", null);
            }
            if (!silent()) {
                complete();
            }
        }

        private void complete() {
            ChatResponse response =
                    ChatResponse.builder()
                            .aiMessage(
                                    AiMessage.builder()
                                            .text(text.toString())
                                            .toolExecutionRequests(List.copyOf(tools.values()))
                                            .build())
                            .tokenUsage(usage)
                            .finishReason(finish)
                            .build();
            handler.onCompleteResponse(response);
            if (wire.flaw == Flaw.TWO_ENDS) {
                handler.onCompleteResponse(response);
            }
        }

        private void bytes(byte[] piece) {
            byte[] bytes =
                    wire.flaw == Flaw.DECODES_EACH_PACKET
                            ? new String(piece, StandardCharsets.UTF_8)
                                    .getBytes(StandardCharsets.UTF_8)
                            : piece;
            for (byte b : bytes) {
                if (b == '\n') {
                    String whole = line.toString(StandardCharsets.UTF_8);
                    line = new ByteArrayOutputStream();
                    line(whole);
                } else {
                    line.write(b);
                }
                if (line.size() > 1 << 20) {
                    throw wire.fault(Reason.MALFORMED, "A line is too long.", null);
                }
            }
        }

        private void line(String line) {
            if (silent() || line.isBlank() || line.startsWith(":")) {
                return;
            }
            String data = line.startsWith("data:") ? line.substring(5).strip() : "";
            if (data.equals("[DONE]")) {
                done = true;
                return;
            }
            JsonNode root = ReferenceJson.object(data.getBytes(StandardCharsets.UTF_8), wire.flaw);
            if (root == null || root.has("error")) {
                throw wire.fault(Reason.MALFORMED, "The stream is not of the protocol.", null);
            }
            event(root);
        }

        private void event(JsonNode root) {
            TokenUsage told = ReferenceJson.usage(root, wire.flaw);
            usage = told == null ? usage : told;
            JsonNode choice = root.path("choices").path(0);
            if (choice.hasNonNull("finish_reason")) {
                finish = ReferenceJson.reason(choice.path("finish_reason").asText(), wire.flaw);
            }
            for (JsonNode call : choice.path("delta").path("tool_calls")) {
                tool(call);
            }
            String piece = choice.path("delta").path("content").asText("");
            if (piece.isEmpty()) {
                return;
            }
            if (wire.flaw == Flaw.DROPS_LAST_TOKEN) {
                String last = held;
                held = piece;
                piece = last == null ? "" : last;
            }
            synchronized (text) {
                text.append(piece);
            }
            handler.onPartialResponse(
                    new PartialResponse(piece.isEmpty() ? " " : piece),
                    new PartialResponseContext(this));
        }

        private void tool(JsonNode call) {
            JsonNode function = call.path("function");
            tools.merge(
                    call.path("index").asInt(),
                    ToolExecutionRequest.builder()
                            .id(call.path("id").asText())
                            .name(function.path("name").asText())
                            .arguments(function.path("arguments").asText())
                            .build(),
                    (a, b) ->
                            ToolExecutionRequest.builder()
                                    .id(a.id())
                                    .name(a.name())
                                    .arguments(a.arguments() + b.arguments())
                                    .build());
        }
    }
}
