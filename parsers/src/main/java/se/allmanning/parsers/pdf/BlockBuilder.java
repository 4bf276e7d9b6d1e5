/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Clauses;
import se.allmanning.parsers.structure.Hyphenation;
import se.allmanning.parsers.structure.StructureWriter;

/**
 * Rebuilds headings, paragraphs, list items and tables from lines, also across columns and pages.
 */
final class BlockBuilder {

    private final StructureWriter out;
    private final Typography typography;
    private final Hyphenation hyphenation;
    private final Map<Integer, Float> leftEdges = new HashMap<>();
    private final Map<Integer, Float> rightEdges = new HashMap<>();
    private final List<String> footnotes = new ArrayList<>();
    private final TableRows table;
    private final List<Line> paragraph = new ArrayList<>();

    BlockBuilder(StructureWriter out, Typography typography, Hyphenation hyphenation) {
        this.out = out;
        this.typography = typography;
        this.hyphenation = hyphenation;
        this.table = new TableRows(hyphenation);
    }

    void write(List<Line> lines, Map<Integer, Set<Line>> notesOfPages) {
        for (Line line : lines) {
            leftEdges.merge(line.block(), line.x(), Math::min);
            rightEdges.merge(line.block(), line.right(), Math::max);
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean note = notesOfPages.getOrDefault(line.page(), Set.of()).contains(line);
            if (note) {
                i = footnotes(lines, i, notesOfPages.getOrDefault(line.page(), Set.of()));
            } else {
                i = line(lines, i);
            }
        }
        endTable();
        endParagraph();
    }

    private int footnotes(List<Line> lines, int from, Set<Line> notes) {
        int end = from;
        while (end < lines.size() && notes.contains(lines.get(end))) {
            end++;
        }
        footnotes.addAll(FootnoteLines.texts(lines.subList(from, end), hyphenation));
        return end - 1;
    }

    private int line(List<Line> lines, int i) {
        Line line = lines.get(i);
        Line next = i + 1 < lines.size() ? lines.get(i + 1) : null;
        if (!table.isEmpty() && table.continues(line, typography.pitch())) {
            table.add(line);
            return i;
        }
        if (isTableRow(line, next)) {
            endParagraph();
            table.add(line);
            return i;
        }
        endTable();
        if (isHeading(line, next)) {
            endParagraph();
            return heading(lines, i);
        }
        if (!paragraph.isEmpty() && !continues(paragraph.get(paragraph.size() - 1), line)) {
            endParagraph();
        }
        paragraph.add(line);
        return i;
    }

    private boolean isTableRow(Line line, @Nullable Line next) {
        if (!line.isRow()) {
            return false;
        }
        if (!table.isEmpty() || line.segments().size() > 2 || next == null) {
            return !table.isEmpty() || line.segments().size() > 2;
        }
        return next.page() == line.page() && (next.isRow() || isUnderCell(line, next));
    }

    /** Whether a line goes on in a cell of the row above. */
    private boolean isUnderCell(Line row, Line line) {
        float step = line.y() - row.y();
        return step > 0
                && step < typography.pitch() * 1.3f
                && row.segments().stream().skip(1).anyMatch(s -> Math.abs(s.x() - line.x()) < 3);
    }

    private boolean isHeading(Line line, @Nullable Line next) {
        if (line.isRow()) {
            return false;
        }
        if (typography.isHeading(line)) {
            // A paragraph may begin with a bold line.
            boolean runsOn =
                    next != null
                            && next.block() == line.block()
                            && !typography.isHeading(next)
                            && !next.text().isEmpty()
                            && Character.isLowerCase(next.text().codePointAt(0))
                            && next.y() - line.y() < typography.pitch() * 1.25f;
            return !runsOn;
        }
        return false;
    }

    private int heading(List<Line> lines, int from) {
        Line first = lines.get(from);
        String words = first.text();
        int at = from;
        while (at + 1 < lines.size()) {
            Line last = lines.get(at);
            Line next = lines.get(at + 1);
            boolean same =
                    next.block() == last.block()
                            && typography.isHeading(next)
                            && typography.sameLook(first, next)
                            && next.y() - last.y() < last.size() * 1.7f
                            && !startsAnew(next.text())
                            && words.length() + next.text().length() < 300;
            if (!same) {
                break;
            }
            words = hyphenation.join(words, next.text());
            at++;
        }
        out.page(first.page());
        if (Clauses.opensSection(words) && Clauses.endsSentence(words)) {
            out.paragraph(words);
        } else {
            out.heading(typography.level(first), words);
        }
        return at;
    }

    private static boolean startsAnew(String text) {
        return Clauses.startsWithMark(text)
                || Clauses.opensSection(text)
                || Clauses.isChapter(text)
                || text.matches("^\\d{1,2}(\\.\\d{1,2})*\\.?\\s+\\p{Lu}.*");
    }

    private boolean continues(Line last, Line line) {
        String text = line.text();
        if (startsAnew(text)
                && !Hyphenation.endsInHyphen(last.text())
                && !isReference(last, line)) {
            return false;
        }
        if (Math.abs(last.size() - line.size()) > 0.12f * last.size()) {
            return false;
        }
        String before = last.text();
        boolean open =
                Hyphenation.endsInHyphen(before) || !before.matches("(?s).*[.:;!?][)\"\u201D]?$");
        boolean lower = Character.isLowerCase(text.codePointAt(0));
        if (last.block() != line.block()) {
            return open && (lower || Hyphenation.endsInHyphen(before)) && !last.isRow();
        }
        float step = line.y() - last.y();
        if (step > typography.pitch() * 1.35f * Math.max(1, line.size() / typography.bodySize())
                || step < 0) {
            return open && lower && step > 0 && step < typography.pitch() * 1.6f;
        }
        if (Hyphenation.endsInHyphen(before)) {
            return true;
        }
        return !isIndented(line) && !endedEarly(last, line, open && lower);
    }

    /**
     * Running text that refers to a section may be broken right before it: {@code Enligt / 3 §
     * Avfallsförordningen}.
     */
    private boolean isReference(Line last, Line line) {
        float step = line.y() - last.y();
        return Clauses.opensSection(line.text())
                && last.text().matches("(?s).*\\p{L}$")
                && last.block() == line.block()
                && step > 0
                && step < typography.pitch() * 1.2f
                && !endedEarly(last, line, false);
    }

    /** The first line of a new paragraph stands further in than the lines before it. */
    private boolean isIndented(Line line) {
        Line first = paragraph.get(0);
        Line last = paragraph.get(paragraph.size() - 1);
        float in = line.size() * 0.6f;
        boolean hanging =
                Clauses.startsWithMark(first.text()) || Clauses.opensSection(first.text());
        float left = leftEdges.getOrDefault(line.block(), line.x());
        boolean alike = Math.abs(line.x() - first.x()) < 2 && first.x() > left + in;
        if (alike && hanging && Clauses.endsSentence(last.text())) {
            // Items whose first line stands in: another line that does is no part of them.
            return true;
        }
        if (paragraph.size() == 1 && first.x() - line.x() > line.size() * 5) {
            return true;
        }
        if (paragraph.size() == 1) {
            return line.x() > first.x() + in && !hanging;
        }
        return line.x() > last.x() + in;
    }

    /** Whether the next word would have had room: then the line was ended on purpose. */
    private boolean endedEarly(Line last, Line line, boolean sentenceGoesOn) {
        float edge = rightEdges.getOrDefault(last.block(), last.right());
        float character =
                last.segments().get(0).width()
                        / Math.max(1, last.segments().get(0).text().length());
        String text = line.text();
        int space = text.indexOf(' ');
        float word = (space < 0 ? text.length() : space) * character;
        boolean room = last.right() + character + word < edge - character * 3;
        return room && !sentenceGoesOn;
    }

    private void endTable() {
        if (!table.isEmpty()) {
            table.write(out);
            flushFootnotes();
        }
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            StringBuilder words = new StringBuilder();
            for (Line line : paragraph) {
                hyphenation.append(words, line.text());
            }
            out.page(paragraph.get(0).page()).paragraph(words.toString());
            paragraph.clear();
            flushFootnotes();
        }
    }

    private void flushFootnotes() {
        footnotes.forEach(out::footnote);
        footnotes.clear();
    }
}
