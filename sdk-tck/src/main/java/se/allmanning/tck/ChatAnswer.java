/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider's model is to answer; a {@link WireFormat} puts it on the wire. Immutable. */
public final class ChatAnswer {

    private final List<String> pieces;
    private final FinishReason finish;
    private final @Nullable TokenUsage usage;
    private final List<ToolExecutionRequest> toolCalls;

    private ChatAnswer(
            List<String> pieces,
            FinishReason finish,
            @Nullable TokenUsage usage,
            List<ToolExecutionRequest> toolCalls) {
        this.pieces = List.copyOf(pieces);
        this.finish = Objects.requireNonNull(finish, "finish");
        this.usage = usage;
        this.toolCalls = List.copyOf(toolCalls);
    }

    /** A text in the given pieces, that stops by itself and says nothing of usage. */
    public static ChatAnswer of(String... pieces) {
        return of(List.of(pieces));
    }

    /** A text in the given pieces, that stops by itself and says nothing of usage. */
    public static ChatAnswer of(List<String> pieces) {
        return new ChatAnswer(pieces, FinishReason.STOP, null, List.of());
    }

    /** This answer with another reason for its end. */
    public ChatAnswer finish(FinishReason value) {
        return new ChatAnswer(pieces, value, usage, toolCalls);
    }

    /** This answer with the tokens that were used. */
    public ChatAnswer usage(int input, int output) {
        return new ChatAnswer(
                pieces, finish, new TokenUsage(input, output, input + output), toolCalls);
    }

    /** This answer with calls of tools. */
    public ChatAnswer toolCalls(List<ToolExecutionRequest> value) {
        return new ChatAnswer(pieces, finish, usage, value);
    }

    /** The pieces of the text, in order; a stream sends one for each. */
    public List<String> pieces() {
        return pieces;
    }

    /** The whole text. */
    public String text() {
        return String.join("", pieces);
    }

    /** Why it ends. */
    public FinishReason finish() {
        return finish;
    }

    /** The tokens used; empty: the provider says nothing. */
    public Optional<TokenUsage> usage() {
        return Optional.ofNullable(usage);
    }

    /** The calls of tools, in order. */
    public List<ToolExecutionRequest> toolCalls() {
        return toolCalls;
    }

    @Override
    public String toString() {
        return "ChatAnswer[" + pieces.size() + " pieces]";
    }
}
