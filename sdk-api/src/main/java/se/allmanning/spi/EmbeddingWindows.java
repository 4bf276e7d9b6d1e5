/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of an embedding response that says which inputs were longer than the model reads at once
 * and in how many overlapping windows they were embedded instead. Immutable.
 */
public final class EmbeddingWindows extends EmbeddingResponseMetadata {

    private final List<Integer> windows;

    /**
     * Made by the model.
     *
     * @param modelName the model's name
     * @param tokens the tokens that the model read, prefixes, special tokens and overlaps included
     * @param windows for each input the number of its windows, in the order of the inputs
     */
    public EmbeddingWindows(String modelName, int tokens, List<Integer> windows) {
        super(
                EmbeddingResponseMetadata.builder()
                        .modelName(modelName)
                        .tokenUsage(new TokenUsage(tokens)));
        this.windows = List.copyOf(windows);
    }

    /** For each input the number of its windows, in the order of the inputs; 1 is a whole text. */
    public List<Integer> windows() {
        return windows;
    }

    /** How many inputs were too long for one window. */
    public int windowedInputs() {
        return (int) windows.stream().filter(count -> count > 1).count();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmbeddingWindows that
                && super.equals(that)
                && windows.equals(that.windows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), windows);
    }

    @Override
    public String toString() {
        return "EmbeddingWindows[" + modelName() + ", windows=" + windows + "]";
    }
}
