/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes down what a handler hears. */
final class Heard implements StreamingChatResponseHandler {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final CompletableFuture<StreamingHandle> first = new CompletableFuture<>();
    private final CompletableFuture<Object> end = new CompletableFuture<>();
    private final Consumer<StreamingHandle> onText;

    Heard() {
        this(handle -> {});
    }

    Heard(Consumer<StreamingHandle> onText) {
        this.onText = onText;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        calls.add("text " + piece.text());
        first.complete(context.streamingHandle());
        onText.accept(context.streamingHandle());
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        calls.add("thought " + piece.text());
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        calls.add("tool " + piece.index() + " " + piece.name() + " " + piece.partialArguments());
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        calls.add("whole " + call.index() + " " + call.toolExecutionRequest().name());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        calls.add("end");
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        calls.add("error");
        end.complete(error);
    }

    /** All text so far. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String call : calls) {
            if (call.startsWith("text ")) {
                text.append(call.substring(5));
            }
        }
        return text.toString();
    }

    Object end() throws Exception {
        return end.get(2, TimeUnit.MINUTES);
    }

    ChatResponse response() throws Exception {
        if (end() instanceof ChatResponse response) {
            return response;
        }
        throw new AssertionError("an error instead of a response", (Throwable) end());
    }

    Throwable error() throws Exception {
        if (end() instanceof Throwable error) {
            return error;
        }
        throw new AssertionError("a response instead of an error");
    }
}
