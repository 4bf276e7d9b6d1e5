/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.ModelCallException;

/**
 * Turns the events of one stream into the calls of a handler: pieces, and exactly one end. An
 * answer is whole at {@code [DONE]}, or where the transfer ends properly after the finish reason; a
 * stream that stops in any other way is a fault. After a cancel the handler hears nothing. Called
 * by one thread; the cancel may come from any.
 */
final class AnswerStream implements ServerSentEventListener, StreamingHandle {

    private static final String END = "[DONE]";

    private final StreamingChatResponseHandler handler;
    private final CallFaults faults;
    private final String modelName;
    private final Answer answer = new Answer();
    private final Answer.Listener pieces =
            new Answer.Listener(this::text, this::thinking, this::tool);
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile @Nullable ServerSentEventContext context;
    private String contentType = "";
    private boolean anything;

    AnswerStream(StreamingChatResponseHandler handler, CallFaults faults, String modelName) {
        this.handler = handler;
        this.faults = faults;
        this.modelName = modelName;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        String type = response.contentType();
        contentType = type == null ? "" : Endpoint.mediaType(type);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext from) {
        context = from;
        onEvent(event);
        if (cancelled) {
            from.parsingHandle().cancel();
        }
    }

    @Override
    public void onEvent(ServerSentEvent event) {
        if (over.get()) {
            return;
        }
        String data = event.data().strip();
        if (data.equals(END)) {
            anything = true;
            complete();
            return;
        }
        if (data.isEmpty()) {
            return;
        }
        JsonNode node = Endpoint.parse(data);
        if (node == null || !node.isObject()) {
            fail(faults.malformed("has an event that is no JSON object", null));
            return;
        }
        JsonNode error = "error".equals(event.event()) ? node : Endpoint.error(node);
        if (error != null) {
            fail(faults.inside(error.path("error").isObject() ? error.path("error") : error));
            return;
        }
        anything |= answer.add(node, pieces);
    }

    private void text(String piece) {
        if (!over.get()) {
            handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(this));
        }
    }

    private void thinking(String piece) {
        if (!over.get()) {
            handler.onPartialThinking(new PartialThinking(piece), new PartialThinkingContext(this));
        }
    }

    private void tool(ToolCalls.Gathered call, String arguments) {
        if (!over.get() && !call.name().isBlank()) {
            handler.onPartialToolCall(
                    PartialToolCall.builder()
                            .index(call.index())
                            .id(call.id())
                            .name(call.name())
                            .partialArguments(arguments)
                            .build(),
                    new PartialToolCallContext(this));
        }
    }

    @Override
    public void onError(Throwable fault) {
        if (over.get()) {
            return;
        }
        // Also after the finish reason: what comes then is the usage, which a budget counts. What
        // the handler itself threw is told as it is.
        end(isOwn(fault) ? faults.of(fault) : fault);
    }

    private static boolean isOwn(Throwable fault) {
        return fault instanceof dev.langchain4j.exception.LangChain4jException
                || fault instanceof ModelCallException
                || fault instanceof java.io.IOException;
    }

    @Override
    public void onClose() {
        if (over.get()) {
            return;
        }
        if (answer.finished()) {
            complete();
        } else if (!anything && !contentType.equals("text/event-stream")) {
            end(
                    faults.malformed(
                            "is neither a stream of events nor JSON"
                                    + (contentType.isEmpty()
                                            ? ""
                                            : " but calls itself " + contentType),
                            null));
        } else {
            end(faults.cutOff(null));
        }
    }

    private void complete() {
        if (answer.tools().nameless()) {
            fail(faults.malformed("asks for a tool without naming it", null));
            return;
        }
        for (ToolCalls.Gathered call : answer.tools().all()) {
            if (!over.get()) {
                handler.onCompleteToolCall(new CompleteToolCall(call.index(), call.request()));
            }
        }
        if (over.compareAndSet(false, true)) {
            handler.onCompleteResponse(answer.response(modelName));
        }
    }

    /** Ends with a fault that the stream itself does not know of, and so the stream too. */
    private void fail(ModelCallException fault) {
        end(fault);
        closeStream();
    }

    private void end(Throwable fault) {
        if (over.compareAndSet(false, true)) {
            handler.onError(fault);
        }
    }

    @Override
    public void cancel() {
        if (over.compareAndSet(false, true)) {
            cancelled = true;
            closeStream();
        }
    }

    private void closeStream() {
        ServerSentEventContext open = context;
        if (open != null) {
            open.parsingHandle().cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
