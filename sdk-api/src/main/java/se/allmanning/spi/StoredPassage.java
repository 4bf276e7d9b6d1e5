/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A passage of a document as it goes into a store: where it stands, its words, its vector and those
 * of its sentences. Immutable; arrays are not copied and must not be changed.
 */
public final class StoredPassage {

    private final int ordinal;
    private final List<String> section;
    private final @Nullable Integer page;
    private final int start;
    private final int end;
    private final String text;
    private final float @Nullable [] vector;
    private final List<Sentence> sentences;

    /**
     * @param ordinal the passage's number in its document, from 0
     * @param section the headings above it, outermost first
     * @param page the page on which it begins, from 1, or {@code null}
     * @param start its first code point in the canonical text
     * @param end the code point after its last
     * @param text its words, the canonical text between the two
     * @param vector its unit vector, or {@code null} for a passage that is found by words alone
     * @param sentences its sentences, in order
     */
    public StoredPassage(
            int ordinal,
            List<String> section,
            @Nullable Integer page,
            int start,
            int end,
            String text,
            float @Nullable [] vector,
            List<Sentence> sentences) {
        this.ordinal = ordinal;
        this.section = List.copyOf(section);
        this.page = page;
        this.start = start;
        this.end = end;
        this.text = text;
        this.vector = vector;
        this.sentences = List.copyOf(sentences);
    }

    /** The passage's number in its document, from 0. */
    public int ordinal() {
        return ordinal;
    }

    /** The headings above it, outermost first. */
    public List<String> section() {
        return section;
    }

    /** The page on which it begins, from 1. */
    public OptionalInt page() {
        return page == null ? OptionalInt.empty() : OptionalInt.of(page);
    }

    /** Its first code point in the canonical text. */
    public int start() {
        return start;
    }

    /** The code point after its last. */
    public int end() {
        return end;
    }

    /** Its words. */
    public String text() {
        return text;
    }

    /** Its unit vector; empty for a passage that is found by words alone. */
    public Optional<float[]> vector() {
        return Optional.ofNullable(vector);
    }

    /** Its sentences, in order. */
    public List<Sentence> sentences() {
        return sentences;
    }

    @Override
    public String toString() {
        return "StoredPassage[" + ordinal + ", " + start + "-" + end + "]";
    }

    /**
     * A sentence of a passage.
     *
     * @param start its first UTF-16 unit in the passage's text
     * @param end the unit after its last
     * @param vector its unit vector; {@code null} where the passage has none, or is this one
     *     sentence and shares its vector
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
    public record Sentence(int start, int end, float @Nullable [] vector) {
        @Override
        public String toString() {
            return "Sentence[" + start + "-" + end + "]";
        }
    }
}
