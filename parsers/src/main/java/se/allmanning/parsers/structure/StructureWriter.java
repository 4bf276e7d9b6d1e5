/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.NodeKind;
import se.allmanning.spi.ParsedDocument;

/**
 * Stands between a parser and {@link ParsedDocument.Builder}: takes the pieces of a document in
 * reading order, tidies their white space, finds sections (§), chapters, numbered clauses and list
 * items in the running text, and hands all to the builder. Every format gets its structure of rules
 * from here. Not thread-safe.
 */
public final class StructureWriter {

    private final List<Piece> pieces = new ArrayList<>();
    private final ParsedDocument.Builder builder = ParsedDocument.builder();
    private final boolean guessed;
    private final HiddenText hidden = new HiddenText();
    private @Nullable Integer page;

    private StructureWriter(boolean guessed) {
        this.guessed = guessed;
    }

    /** For formats that say what a heading is: HTML, Markdown. */
    public static StructureWriter marked() {
        return new StructureWriter(false);
    }

    /** For formats where headings are told by their looks: PDF, plain text. */
    public static StructureWriter guessed() {
        return new StructureWriter(true);
    }

    /** Begins a page, from 1. */
    public StructureWriter page(int number) {
        page = number;
        return this;
    }

    /** A heading; level 1 is the highest. */
    public StructureWriter heading(int level, String words) {
        hidden.characters(words);
        return add(NodeKind.HEADING, level * Sectioning.STEP, Spaces.oneLine(words), false);
    }

    /** Running text, in which sections, chapters, clauses and list items are looked for. */
    public StructureWriter paragraph(String words) {
        hidden.characters(words);
        return add(NodeKind.PARAGRAPH, 0, Spaces.tidy(words), false);
    }

    /** Text that is nothing but itself: quotations, boxes. */
    public StructureWriter plain(String words) {
        hidden.characters(words);
        return add(NodeKind.PARAGRAPH, 0, Spaces.tidy(words), true);
    }

    /** Text whose line breaks and indents mean something. */
    public StructureWriter preformatted(String words) {
        hidden.characters(words);
        String seen = Spaces.withoutInvisible(words.replace("\r\n", "\n")).stripTrailing();
        return add(NodeKind.PARAGRAPH, 0, seen, true);
    }

    /** An item of a list, its mark in front. */
    public StructureWriter listItem(String words) {
        hidden.characters(words);
        return add(NodeKind.LIST_ITEM, 0, Spaces.tidy(words), true);
    }

    /** A footnote, its mark in front. */
    public StructureWriter footnote(String words) {
        hidden.characters(words);
        return add(NodeKind.FOOTNOTE, 0, Spaces.tidy(words), true);
    }

    /** A row of a table. */
    public StructureWriter tableRow(List<String> cells) {
        cells.forEach(hidden::characters);
        List<String> tidy = cells.stream().map(Spaces::oneLine).toList();
        if (!tidy.stream().allMatch(String::isEmpty)) {
            pieces.add(new Piece(NodeKind.TABLE_ROW, 0, "", tidy, page, true));
        }
        return this;
    }

    /** Says something about the document; blank values say nothing. */
    public StructureWriter metadata(String key, String value) {
        hidden.characters(value);
        String tidy = Spaces.oneLine(value);
        if (!tidy.isEmpty()) {
            builder.metadata(key, tidy);
        }
        return this;
    }

    /** Reports what could not be read. */
    public StructureWriter warning(String sentence) {
        builder.warning(sentence);
        return this;
    }

    /** Where to report text that readers do not see. */
    public HiddenText hidden() {
        return hidden;
    }

    /** Whether no text has been written. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The document. The writer is done. */
    public ParsedDocument build() {
        for (Piece piece : Sectioning.of(pieces, guessed)) {
            if (piece.page() != null) {
                builder.page(piece.page());
            }
            if (piece.is(NodeKind.HEADING)) {
                builder.heading(piece.level(), piece.words());
            } else if (piece.is(NodeKind.TABLE_ROW)) {
                builder.tableRow(piece.cells());
            } else {
                builder.add(piece.kind(), piece.words());
            }
        }
        hidden.sentences().forEach(builder::warning);
        return builder.build();
    }

    private StructureWriter add(NodeKind kind, int level, String words, boolean fixed) {
        if (!words.isBlank()) {
            pieces.add(new Piece(kind, level, words, List.of(), page, fixed));
        }
        return this;
    }
}
