/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its sources. Where {@link #found()} is false, the text says so and there are no
 * citations. Immutable; {@code toString()} shows no content.
 */
public final class Answer {

    private final String text;
    private final boolean found;
    private final List<Citation> citations;
    private final double confidence;
    private final boolean crossLanguage;
    private final @Nullable String notice;
    private final Provenance provenance;

    private Answer(Builder b) {
        this.text = Objects.requireNonNull(b.text, "text");
        this.found = b.found;
        this.citations = List.copyOf(b.citations);
        this.confidence = b.confidence;
        this.crossLanguage = b.crossLanguage;
        this.notice = b.notice;
        this.provenance = Objects.requireNonNull(b.provenance, "provenance");
        if (found == citations.isEmpty()) {
            throw new IllegalArgumentException("An answer is found exactly when it has citations.");
        }
    }

    /** Starts an answer. Text and provenance are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The answer, in the reader's language. */
    public String text() {
        return text;
    }

    /** Whether the documents answer the question. */
    public boolean found() {
        return found;
    }

    /** The quotes that the answer rests on, best first. */
    public List<Citation> citations() {
        return citations;
    }

    /** How sure the answerer is that the documents answer the question, 0 to 1. */
    public double confidence() {
        return confidence;
    }

    /**
     * Whether the question was in another language than the documents, so that the result is less
     * sure.
     */
    public boolean crossLanguage() {
        return crossLanguage;
    }

    /** What the reader must know about how the answer was made, in the reader's language. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    /** How the answer came about. */
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "Answer[found=" + found + ", citations=" + citations.size() + "]";
    }

    /** Builds an {@link Answer}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String text;
        private boolean found;
        private List<Citation> citations = List.of();
        private double confidence;
        private boolean crossLanguage;
        private @Nullable String notice;
        private @Nullable Provenance provenance;

        private Builder() {}

        /** Sets the text. */
        public Builder text(String value) {
            this.text = value;
            return this;
        }

        /** Sets the quotes; with at least one the answer is found. */
        public Builder citations(List<Citation> value) {
            this.citations = value;
            this.found = !value.isEmpty();
            return this;
        }

        /** Sets the confidence, 0 to 1. */
        public Builder confidence(double value) {
            this.confidence = value;
            return this;
        }

        /** Marks the answer as found across languages. */
        public Builder crossLanguage(boolean value) {
            this.crossLanguage = value;
            return this;
        }

        /** Sets what the reader must know. */
        public Builder notice(@Nullable String value) {
            this.notice = value;
            return this;
        }

        /** Sets how the answer came about. */
        public Builder provenance(Provenance value) {
            this.provenance = value;
            return this;
        }

        /** The answer. */
        public Answer build() {
            return new Answer(this);
        }
    }
}
