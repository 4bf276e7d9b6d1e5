/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a quote stands: the document and the digest of its canonical text, section path, page where
 * there is one, code point offsets, and the exact words. {@link #resolvesIn(CanonicalText)} checks
 * it. Immutable; {@code toString()} shows no quote.
 */
public final class Citation {

    private final String document;
    private final String digest;
    private final String title;
    private final List<String> section;
    private final @Nullable Integer page;
    private final int start;
    private final int end;
    private final String quote;
    private final double score;
    private final @Nullable LocalDate asOf;

    private Citation(Builder b) {
        this.document = Objects.requireNonNull(b.document, "document");
        this.digest = Objects.requireNonNull(b.digest, "digest");
        this.title = Objects.requireNonNull(b.title, "title");
        this.section = List.copyOf(b.section);
        this.page = b.page;
        this.start = b.start;
        this.end = b.end;
        this.quote = Objects.requireNonNull(b.quote, "quote");
        this.score = b.score;
        this.asOf = b.asOf;
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "A citation's digest is 64 lower-case hexadecimal digits.");
        }
        if (start < 0 || end - start != quote.codePointCount(0, quote.length())) {
            throw new IllegalArgumentException(
                    "A citation's offsets "
                            + start
                            + " to "
                            + end
                            + " do not fit a quote of "
                            + quote.codePointCount(0, quote.length())
                            + " code points.");
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "A citation's score is between 0 and 1, not " + score + ".");
        }
    }

    /** Starts a citation. Document, digest, title, offsets and quote are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The document's id in its source, such as the path relative to the folder. */
    public String document() {
        return document;
    }

    /** SHA-256 of the document's canonical text, 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** The document's title. */
    public String title() {
        return title;
    }

    /** The headings above the quote, outermost first; empty where the document has none. */
    public List<String> section() {
        return section;
    }

    /** The page on which the quote begins, from 1, where the document has pages. */
    public OptionalInt page() {
        return page == null ? OptionalInt.empty() : OptionalInt.of(page);
    }

    /** The first code point of the quote in the canonical text, from 0. */
    public int start() {
        return start;
    }

    /** The code point after the quote's last. */
    public int end() {
        return end;
    }

    /** The exact words. */
    public String quote() {
        return quote;
    }

    /** How well the quote fits the question, 0 to 1; comparable within one result only. */
    public double score() {
        return score;
    }

    /** The day on which the document's text was current, where the document says so. */
    public Optional<LocalDate> asOf() {
        return Optional.ofNullable(asOf);
    }

    /**
     * Title, section and page on one line, for people: {@code Förvaltningslag (2017:900), 44 §}.
     */
    public String label() {
        Stream<String> parts =
                Stream.concat(Stream.of(title), section.stream().filter(s -> !s.equals(title)));
        String label = parts.collect(Collectors.joining(", "));
        return page == null ? label : label + ", s. " + page;
    }

    /**
     * Whether the text is the cited one and the quote stands in it, character for character, at the
     * offsets.
     */
    public boolean resolvesIn(CanonicalText text) {
        return text.digest().equals(digest)
                && end <= text.length()
                && text.slice(start, end).equals(quote);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Citation that
                && document.equals(that.document)
                && digest.equals(that.digest)
                && title.equals(that.title)
                && section.equals(that.section)
                && Objects.equals(page, that.page)
                && start == that.start
                && end == that.end
                && quote.equals(that.quote)
                && Double.compare(score, that.score) == 0
                && Objects.equals(asOf, that.asOf);
    }

    @Override
    public int hashCode() {
        return Objects.hash(document, digest, start, end);
    }

    @Override
    public String toString() {
        return "Citation[" + digest + ", " + start + "-" + end + "]";
    }

    /** Builds a {@link Citation}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String document;
        private @Nullable String digest;
        private @Nullable String title;
        private List<String> section = List.of();
        private @Nullable Integer page;
        private int start;
        private int end;
        private @Nullable String quote;
        private double score;
        private @Nullable LocalDate asOf;

        private Builder() {}

        /** Sets the document's id in its source. */
        public Builder document(String value) {
            this.document = value;
            return this;
        }

        /** Sets the digest of the canonical text. */
        public Builder digest(String value) {
            this.digest = value;
            return this;
        }

        /** Sets the document's title. */
        public Builder title(String value) {
            this.title = value;
            return this;
        }

        /** Sets the headings above the quote; none unless set. */
        public Builder section(List<String> value) {
            this.section = value;
            return this;
        }

        /** Sets the page, from 1; none unless set. */
        public Builder page(@Nullable Integer value) {
            this.page = value;
            return this;
        }

        /** Sets where the quote stands and what it says. */
        public Builder quote(int first, int afterLast, String words) {
            this.start = first;
            this.end = afterLast;
            this.quote = words;
            return this;
        }

        /** Sets the score, 0 to 1; 0 unless set. */
        public Builder score(double value) {
            this.score = value;
            return this;
        }

        /** Sets the day on which the text was current; unknown unless set. */
        public Builder asOf(@Nullable LocalDate value) {
            this.asOf = value;
            return this;
        }

        /**
         * The citation.
         *
         * @throws NullPointerException if something required is missing
         * @throws IllegalArgumentException if digest, offsets or score are impossible
         */
        public Citation build() {
            return new Citation(this);
        }
    }
}
