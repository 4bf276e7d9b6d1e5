/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.allmanning.spi.NodeKind;

/**
 * Finds in the running text what rules use as headings: sections (§), chapters and numbered
 * clauses. One pass for all formats, over the whole document, because a single line does not tell:
 * {@code 3 § Lagen} begins a section in a statute and is a reference in a letter.
 */
final class Sectioning {

    /**
     * Between two levels of headings there is room for the chapters that a format does not mark.
     */
    static final int STEP = 10;

    private static final int CHAPTER = 12;
    private static final int IN_CHAPTER = 5;
    private static final int CLAUSE = 50;
    private static final int BEFORE_SECTION = 70;
    private static final int SECTION = 90;
    private static final int LONGEST_HEADING = 90;

    private final boolean guessed;
    private final List<Piece> pieces;
    private final List<Piece> out = new ArrayList<>();
    private final boolean rules;
    private boolean inSection;
    private int chapter;
    private int lastOrder;

    private Sectioning(List<Piece> pieces, boolean guessed) {
        this.pieces = pieces;
        this.guessed = guessed;
        this.rules = isRules(pieces);
    }

    /**
     * @param guessed whether headings come from their looks, so that a chapter's number tells more
     *     than its level
     */
    static List<Piece> of(List<Piece> pieces, boolean guessed) {
        Sectioning pass = new Sectioning(pieces, guessed);
        for (int i = 0; i < pieces.size(); i++) {
            pass.take(i);
        }
        return pass.out;
    }

    /** Several sections, or a first one, make a text of rules. */
    private static boolean isRules(List<Piece> pieces) {
        int found = 0;
        for (Piece piece : pieces) {
            Optional<Clauses.Section> section = Clauses.section(piece.words());
            if (section.isPresent() && section.get().opens() && !piece.is(NodeKind.FOOTNOTE)) {
                found += section.get().order() == 1000 ? 2 : 1;
            }
        }
        return found >= 2;
    }

    private void take(int i) {
        Piece piece = pieces.get(i);
        if (piece.is(NodeKind.HEADING)) {
            heading(piece);
        } else if (piece.is(NodeKind.PARAGRAPH) && !piece.fixed()) {
            paragraph(piece, i);
        } else {
            out.add(piece);
        }
    }

    private void heading(Piece piece) {
        int level = piece.level();
        Optional<Clauses.Section> section = Clauses.section(piece.words());
        if (section.isPresent()) {
            lastOrder = section.get().order();
            inSection = true;
            if (guessed) {
                level = SECTION;
            }
        } else {
            lastOrder = 0;
            inSection = false;
            if (Clauses.isChapter(piece.words())) {
                chapter = chapter == 0 || !guessed ? level : Math.min(chapter, level);
                level = guessed ? chapter : level;
            } else if (Clauses.isBesideChapters(piece.words())) {
                level = guessed && chapter > 0 ? Math.min(level, chapter) : level;
            } else if (guessed && chapter > 0 && (level == chapter || chapter == CHAPTER)) {
                level = Math.max(level, chapter + IN_CHAPTER);
            }
        }
        out.add(piece.asHeading(level));
    }

    private void paragraph(Piece piece, int i) {
        String words = piece.words();
        Optional<Clauses.Section> section = Clauses.section(words);
        if (rules && section.isPresent() && section.get().opens() && inOrder(section.get())) {
            section(piece, section.get());
        } else if (Clauses.isChapter(words)) {
            chapter = chapter == 0 ? CHAPTER : chapter;
            lastOrder = 0;
            inSection = false;
            out.add(piece.asHeading(chapter));
        } else if (isClauseHeading(i)) {
            inSection = false;
            out.add(piece.asHeading(CLAUSE + Clauses.numberedHeading(words)));
        } else if (isBeforeSection(i)) {
            lastOrder = 0;
            inSection = false;
            out.add(piece.asHeading(BEFORE_SECTION));
        } else if (Clauses.startsWithMark(words)) {
            out.add(piece.with(NodeKind.LIST_ITEM, 0, words));
        } else {
            out.add(piece);
        }
    }

    private boolean inOrder(Clauses.Section section) {
        return section.order() == 1000 || section.order() >= lastOrder;
    }

    private void section(Piece piece, Clauses.Section section) {
        lastOrder = section.order();
        inSection = true;
        boolean named =
                section.mark().startsWith("§")
                        && section.rest().length() <= 120
                        && section.rest().indexOf('\n') < 0
                        && !Clauses.endsSentence(section.rest());
        if (named) {
            out.add(piece.asHeading(SECTION));
            return;
        }
        out.add(piece.with(NodeKind.HEADING, SECTION, section.mark()));
        if (!section.rest().isEmpty()) {
            boolean item = Clauses.startsWithMark(section.rest());
            out.add(piece.with(item ? NodeKind.LIST_ITEM : NodeKind.PARAGRAPH, 0, section.rest()));
        }
    }

    /** In rules a short line without a full stop that stands right before a section names it. */
    private boolean isBeforeSection(int i) {
        String words = pieces.get(i).words();
        boolean looks =
                rules
                        && words.length() <= LONGEST_HEADING
                        && words.indexOf('\n') < 0
                        && Character.isUpperCase(words.codePointAt(0))
                        && !Clauses.endsSentence(words)
                        && !Clauses.startsWithMark(words);
        if (!looks || i + 1 >= pieces.size() || (i > 0 && endsOpen(pieces.get(i - 1)))) {
            return false;
        }
        String next = pieces.get(i + 1).words();
        return pieces.get(i + 1).is(NodeKind.PARAGRAPH)
                && (Clauses.opensSection(next) || Clauses.isChapter(next));
    }

    /** Whether a piece goes on in the next one. */
    private static boolean endsOpen(Piece piece) {
        return piece.words().endsWith(",") || piece.words().endsWith(":");
    }

    private boolean isClauseHeading(int i) {
        String words = pieces.get(i).words();
        int depth = Clauses.numberedHeading(words);
        if (depth == 0 || inSection) {
            return false;
        }
        if (i + 1 >= pieces.size()) {
            return false;
        }
        Piece next = pieces.get(i + 1);
        if (Clauses.number(next.words()).startsWith(Clauses.number(words) + ".")) {
            return true;
        }
        if (depth > 1) {
            return !next.is(NodeKind.HEADING);
        }
        return next.is(NodeKind.PARAGRAPH)
                && !Clauses.startsWithMark(next.words())
                && next.words().length() > Math.max(40, words.length());
    }
}
