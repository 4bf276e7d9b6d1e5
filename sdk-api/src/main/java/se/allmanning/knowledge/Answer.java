/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.Disclosure;

/**
 * An answer with its sources. Where {@link #found()} is false, the text says so and there are no
 * citations. An answer that a model wrote consists of {@link #statements()}, each of which rests on
 * citations, and carries a {@link #disclosure()}; one that only quotes has neither. Immutable;
 * {@code toString()} shows no content.
 */
public final class Answer {

    /**
     * One statement of a written answer.
     *
     * @param text what it says
     * @param citations the positions in {@link Answer#citations()}, from 0, of the quotes that it
     *     rests on; at least one
     */
    public record Statement(String text, List<Integer> citations) {

        /**
         * Checks that there is a citation.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Statement {
            Objects.requireNonNull(text, "text");
            citations = List.copyOf(citations);
            if (citations.isEmpty()) {
                throw new IllegalArgumentException("A statement rests on at least one citation.");
            }
        }

        @Override
        public String toString() {
            return "Statement[citations=" + citations + "]";
        }
    }

    /**
     * What a model wrote and the answer does not say, because it could not be verified.
     *
     * @param text what the model wrote
     * @param reason why it was removed, in the reader's language
     */
    public record Removed(String text, String reason) {

        /** Checks that both are there. */
        public Removed {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String toString() {
            return "Removed[]";
        }
    }

    private final String text;
    private final boolean found;
    private final List<Citation> citations;
    private final double confidence;
    private final boolean crossLanguage;
    private final @Nullable String notice;
    private final List<Statement> statements;
    private final List<Removed> removed;
    private final List<String> warnings;
    private final @Nullable String understoodAs;
    private final @Nullable Disclosure disclosure;
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
        this.statements = List.copyOf(b.statements);
        this.removed = List.copyOf(b.removed);
        this.warnings = List.copyOf(b.warnings);
        this.understoodAs = b.understoodAs;
        this.disclosure = b.disclosure;
        if (statements.stream()
                .flatMap(s -> s.citations().stream())
                .anyMatch(i -> i < 0 || i >= citations.size())) {
            throw new IllegalArgumentException(
                    "A statement rests on a citation that the answer does not have.");
        }
        if (provenance.generated() != (disclosure != null)) {
            throw new IllegalArgumentException(
                    "An answer carries a disclosure exactly when a model wrote some of it.");
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

    /** The statements of a written answer, in order; empty where the answer only quotes. */
    public List<Statement> statements() {
        return statements;
    }

    /** What the model wrote that was removed; empty where the answer only quotes. */
    public List<Removed> removed() {
        return removed;
    }

    /** Where sources contradict each other or differ in date, in the reader's language. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * How the question was understood where it was put in other words before the search, such as
     * into the documents' language or on its own where it followed up another.
     */
    public Optional<String> understoodAs() {
        return Optional.ofNullable(understoodAs);
    }

    /** What the answer must say about itself; present exactly where a model wrote some of it. */
    public Optional<Disclosure> disclosure() {
        return Optional.ofNullable(disclosure);
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
        private List<Statement> statements = List.of();
        private List<Removed> removed = List.of();
        private List<String> warnings = List.of();
        private @Nullable String understoodAs;
        private @Nullable Disclosure disclosure;
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

        /** Sets the statements of a written answer. */
        public Builder statements(List<Statement> value) {
            this.statements = value;
            return this;
        }

        /** Sets what the model wrote that was removed. */
        public Builder removed(List<Removed> value) {
            this.removed = value;
            return this;
        }

        /** Sets where sources contradict each other or differ in date. */
        public Builder warnings(List<String> value) {
            this.warnings = value;
            return this;
        }

        /** Sets how the question was understood. */
        public Builder understoodAs(@Nullable String value) {
            this.understoodAs = value;
            return this;
        }

        /** Sets what the answer must say about itself. */
        public Builder disclosure(@Nullable Disclosure value) {
            this.disclosure = value;
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
