/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model that writes what the test says, in the pieces that the test says. */
final class ScriptedModel {

    /** What a call of the model looked like. */
    record Prompt(String system, String user) {
        boolean understanding() {
            return system.equals(Prompts.UNDERSTAND);
        }
    }

    private final Function<Prompt, String> script;
    private int pieceLength = 7;
    private boolean pieces = true;
    private boolean stalls;
    private @Nullable Throwable failure;
    private int failAfter = Integer.MAX_VALUE;
    private FinishReason finish = FinishReason.STOP;
    private boolean ownThread;
    final List<Prompt> prompts = new ArrayList<>();

    ScriptedModel(Function<Prompt, String> script) {
        this.script = script;
    }

    static ScriptedModel writing(String answer) {
        return new ScriptedModel(prompt -> answer);
    }

    /** Writes the first to understand a question, the second to answer it. */
    static ScriptedModel understanding(String question, String answer) {
        return new ScriptedModel(prompt -> prompt.understanding() ? question : answer);
    }

    ScriptedModel inPiecesOf(int length) {
        this.pieceLength = length;
        return this;
    }

    ScriptedModel wholeAtTheEnd() {
        this.pieces = false;
        return this;
    }

    ScriptedModel thenStalls() {
        this.stalls = true;
        return this;
    }

    ScriptedModel failingAfter(int characters, Throwable with) {
        this.failAfter = characters;
        this.failure = with;
        return this;
    }

    ScriptedModel finishing(FinishReason reason) {
        this.finish = reason;
        return this;
    }

    ScriptedModel onAThreadOfItsOwn() {
        this.ownThread = true;
        return this;
    }

    ChatModel chat() {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                String text = script.apply(prompt(request));
                if (failure instanceof RuntimeException e) {
                    throw e;
                }
                return response(text);
            }
        };
    }

    StreamingChatModel streaming() {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                Prompt prompt = prompt(request);
                if (ownThread) {
                    Thread.ofPlatform().daemon().start(() -> write(prompt, handler));
                } else {
                    write(prompt, handler);
                }
            }
        };
    }

    private Prompt prompt(ChatRequest request) {
        StringBuilder system = new StringBuilder();
        StringBuilder user = new StringBuilder();
        for (ChatMessage message : request.messages()) {
            switch (message) {
                case SystemMessage m -> system.append(m.text());
                case UserMessage m -> user.append(m.singleText());
                default -> throw new AssertionError("Only these two kinds are sent.");
            }
        }
        Prompt prompt = new Prompt(system.toString(), user.toString());
        prompts.add(prompt);
        return prompt;
    }

    private void write(Prompt prompt, StreamingChatResponseHandler handler) {
        String text = script.apply(prompt);
        if (pieces) {
            int end = Math.min(text.length(), failAfter);
            for (int i = 0; i < end; i += pieceLength) {
                handler.onPartialResponse(text.substring(i, Math.min(end, i + pieceLength)));
            }
        }
        if (failure != null) {
            handler.onError(failure);
        } else if (!stalls) {
            handler.onCompleteResponse(response(text));
        }
    }

    private ChatResponse response(String text) {
        return ChatResponse.builder().aiMessage(AiMessage.from(text)).finishReason(finish).build();
    }
}
