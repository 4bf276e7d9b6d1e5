/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.CanonicalText;

/**
 * What a parser made of a document: its canonical text, the tree of its structure, what is known
 * about it, and what could not be read. Immutable.
 *
 * <p>A parser tells the {@link Builder} what it meets, in reading order; the builder puts the
 * canonical text together, with an empty line between pieces (one line break between the items of a
 * list and the rows of a table), counts the offsets and nests the sections by the levels of their
 * headings.
 */
public final class ParsedDocument {

    /** Metadata: the document's title. */
    public static final String TITLE = "title";

    /** Metadata: its language, a BCP 47 tag. */
    public static final String LANGUAGE = "language";

    /** Metadata: the day on which its text was current, ISO 8601. */
    public static final String AS_OF = "as-of";

    private final CanonicalText text;
    private final StructureNode root;
    private final Map<String, String> metadata;
    private final List<String> warnings;

    private ParsedDocument(
            CanonicalText text,
            StructureNode root,
            Map<String, String> metadata,
            List<String> warnings) {
        this.text = text;
        this.root = root;
        this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        this.warnings = List.copyOf(warnings);
    }

    /** Starts a document. */
    public static Builder builder() {
        return new Builder();
    }

    /** The text to which all offsets refer. */
    public CanonicalText text() {
        return text;
    }

    /** The root of the tree, a {@link NodeKind#DOCUMENT}. */
    public StructureNode root() {
        return root;
    }

    /**
     * What is known about the document: {@link #TITLE}, {@link #LANGUAGE}, {@link #AS_OF} and a
     * parser's own keys.
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * The document's title: from the metadata, else its first heading of the highest level, where
     * there is one.
     */
    public Optional<String> title() {
        String title = metadata.get(TITLE);
        if (title != null && !title.isBlank()) {
            return Optional.of(title);
        }
        return root.children().stream()
                .filter(n -> n.kind().equals(NodeKind.SECTION))
                .findFirst()
                .flatMap(StructureNode::title);
    }

    /** What could not be read, with the place and the remedy, one sentence or two each. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        return "ParsedDocument[" + text.digest() + ", warnings=" + warnings.size() + "]";
    }

    /** Puts a document together. Not thread-safe. Text that is blank adds nothing. */
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int length;
        private @Nullable Integer page;
        private @Nullable NodeKind last;
        private final Deque<Open> open = new ArrayDeque<>();
        private final Map<String, String> metadata = new TreeMap<>();
        private final List<String> warnings = new ArrayList<>();

        private Builder() {
            open.push(new Open(NodeKind.DOCUMENT, 0, 0, null, null));
        }

        /** Begins a page, from 1; what follows begins on it. */
        public Builder page(int number) {
            this.page = number;
            return this;
        }

        /**
         * A heading: closes the sections of the same and deeper levels and opens a new one.
         *
         * @param level 1 for the highest; deeper ones have greater numbers, without a limit, and
         *     may skip
         */
        public Builder heading(int level, String words) {
            if (level < 1) {
                throw new IllegalArgumentException(
                        "Heading level is " + level + "; the highest is 1.");
            }
            String line = oneLine(words);
            if (line.isEmpty()) {
                return this;
            }
            while (top().level >= level) {
                close();
            }
            separate(NodeKind.HEADING);
            open.push(new Open(NodeKind.SECTION, level, length, page, line));
            leaf(NodeKind.HEADING, line);
            return this;
        }

        /** Running text; line breaks in it are kept. */
        public Builder paragraph(String words) {
            return add(NodeKind.PARAGRAPH, words.strip());
        }

        /**
         * One item of a list, with its mark ({@code 1.}, {@code a)}, {@code –}) in front where it
         * has one.
         */
        public Builder listItem(String words) {
            return add(NodeKind.LIST_ITEM, words.strip());
        }

        /** One row of a table; cells are brought onto one line each and joined by tabs. */
        public Builder tableRow(List<String> cells) {
            List<String> lines = cells.stream().map(Builder::oneLine).toList();
            return lines.stream().allMatch(String::isEmpty)
                    ? this
                    : add(NodeKind.TABLE_ROW, String.join("\t", lines).stripTrailing());
        }

        /** A footnote, with its mark in front. */
        public Builder footnote(String words) {
            return add(NodeKind.FOOTNOTE, words.strip());
        }

        /** A piece of another kind. */
        public Builder add(NodeKind kind, String words) {
            String canonical = CanonicalText.normalise(words);
            if (!canonical.isBlank()) {
                separate(kind);
                leaf(kind, canonical);
            }
            return this;
        }

        /** Says something about the document. */
        public Builder metadata(String key, String value) {
            metadata.put(Objects.requireNonNull(key, "key"), CanonicalText.normalise(value));
            return this;
        }

        /**
         * Reports what could not be read: where, why, and what to do. Holds no content of the
         * document.
         */
        public Builder warning(String sentence) {
            warnings.add(sentence);
            return this;
        }

        /** Whether nothing has been added yet. */
        public boolean isEmpty() {
            return text.isEmpty();
        }

        /** The document. The builder is done. */
        public ParsedDocument build() {
            while (open.size() > 1) {
                close();
            }
            StructureNode root = open.pop().node(length);
            return new ParsedDocument(CanonicalText.of(text.toString()), root, metadata, warnings);
        }

        private Open top() {
            return Objects.requireNonNull(open.peek(), "the root stays open");
        }

        private void close() {
            StructureNode done = open.pop().node(length);
            top().children.add(done);
        }

        private void separate(NodeKind kind) {
            if (!text.isEmpty()) {
                boolean tight =
                        kind.equals(last)
                                && (kind.equals(NodeKind.LIST_ITEM)
                                        || kind.equals(NodeKind.TABLE_ROW));
                append(tight ? "\n" : "\n\n");
            }
            last = kind;
        }

        private void leaf(NodeKind kind, String words) {
            int start = length;
            append(words);
            top().children.add(new StructureNode(kind, start, length, page, null, List.of()));
        }

        private void append(String words) {
            text.append(words);
            length += words.codePointCount(0, words.length());
        }

        private static String oneLine(String words) {
            return CanonicalText.normalise(words).replaceAll("\\s+", " ").strip();
        }
    }

    private static final class Open {
        private final NodeKind kind;
        private final int level;
        private final int start;
        private final @Nullable Integer page;
        private final @Nullable String title;
        private final List<StructureNode> children = new ArrayList<>();

        Open(NodeKind kind, int level, int start, @Nullable Integer page, @Nullable String title) {
            this.kind = kind;
            this.level = level;
            this.start = start;
            this.page = page;
            this.title = title;
        }

        StructureNode node(int end) {
            return new StructureNode(kind, start, end, page, title, children);
        }
    }
}
