/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import se.allmanning.parsers.structure.Numerals;
import se.allmanning.parsers.structure.Spaces;

/** Puts the glyphs of a page together to rows of segments, from top to bottom and left to right. */
final class LineBuilder {

    /**
     * Wider gaps, in font sizes, part columns and cells; narrower ones part words, also in
     * justified lines.
     */
    private static final float SEGMENT_GAP = 1.5f;

    private static final float OTHER_GAP = 0.9f;
    private static final float WORD_GAP = 0.17f;

    /** Glyphs that follow each other on one baseline in one size. */
    private static final class Run {
        final List<Glyph> glyphs = new ArrayList<>();
        float x = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float y;
        float size;
        boolean raised;

        void add(Glyph glyph) {
            glyphs.add(glyph);
            x = Math.min(x, glyph.x());
            right = Math.max(right, glyph.right());
            y = glyph.y();
            size = glyph.size();
        }

        int letters() {
            return (int) glyphs.stream().filter(g -> !g.isSpace()).count();
        }
    }

    private static final class Row {
        final List<Run> runs = new ArrayList<>();
        float y;
        float size;
    }

    private LineBuilder() {}

    /** The rows of one direction of writing, each a list of segments from left to right. */
    static List<List<Segment>> rows(List<Glyph> glyphs) {
        List<Row> rows = group(runs(Accents.merged(glyphs)));
        List<List<Segment>> out = new ArrayList<>();
        for (Row row : rows) {
            List<Segment> segments = segments(row);
            if (!segments.isEmpty()) {
                out.add(segments);
            }
        }
        return out;
    }

    private static List<Run> runs(List<Glyph> glyphs) {
        List<Run> runs = new ArrayList<>();
        Run run = new Run();
        for (Glyph glyph : glyphs) {
            boolean follows =
                    !run.glyphs.isEmpty()
                            && Math.abs(glyph.y() - run.y) < 0.1f * run.size
                            && Math.abs(glyph.size() - run.size) < 0.1f * run.size
                            && glyph.x() - run.right < SEGMENT_GAP * run.size
                            && glyph.x() - run.right > -0.5f * run.size;
            if (!follows) {
                run = new Run();
                runs.add(run);
            }
            run.add(glyph);
        }
        runs.removeIf(r -> r.letters() == 0);
        return runs;
    }

    private static List<Row> group(List<Run> runs) {
        List<Run> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingDouble((Run r) -> r.y).thenComparingDouble(r -> r.x));
        List<Row> rows = new ArrayList<>();
        for (Run run : sorted) {
            Row row = null;
            for (int i = rows.size() - 1; i >= 0 && i >= rows.size() - 4; i--) {
                Row candidate = rows.get(i);
                if (Math.abs(candidate.y - run.y) < 0.25f * Math.min(candidate.size, run.size)) {
                    row = candidate;
                    break;
                }
            }
            if (row == null) {
                row = new Row();
                row.y = run.y;
                row.size = run.size;
                rows.add(row);
            }
            row.size = Math.max(row.size, run.size);
            row.runs.add(run);
        }
        attachRaised(rows);
        rows.removeIf(r -> r.runs.isEmpty());
        return rows;
    }

    /**
     * Marks of notes and exponents have a baseline of their own, but belong to the word before or
     * after them.
     */
    private static void attachRaised(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row small = rows.get(i);
            for (Run run : List.copyOf(small.runs)) {
                if (run.letters() <= 4) {
                    Row host = host(rows, i, run);
                    if (host != null) {
                        run.raised = run.y < host.y;
                        small.runs.remove(run);
                        host.runs.add(run);
                    }
                }
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Row host(List<Row> rows, int index, Run run) {
        for (int i = Math.max(0, index - 2); i < Math.min(rows.size(), index + 4); i++) {
            Row row = rows.get(i);
            float above = row.y - run.y;
            boolean near = above > -0.35f * row.size && above < 0.6f * row.size;
            if (i == index || !near || run.size > 0.85f * row.size) {
                continue;
            }
            for (Run other : row.runs) {
                boolean adjacent =
                        other.size > run.size
                                && run.x - other.right < 0.5f * row.size
                                && other.x - run.right < 0.5f * row.size;
                if (adjacent) {
                    return row;
                }
            }
        }
        return null;
    }

    private static List<Segment> segments(Row row) {
        List<Glyph> glyphs = new ArrayList<>();
        List<Glyph> raised = new ArrayList<>();
        for (Run run : row.runs) {
            glyphs.addAll(run.glyphs);
            if (run.raised) {
                raised.addAll(run.glyphs);
            }
        }
        glyphs.sort(Comparator.comparingDouble(Glyph::x));
        List<Segment> out = new ArrayList<>();
        SegmentBuilder current = new SegmentBuilder();
        boolean space = false;
        float before = row.size;
        for (Glyph glyph : glyphs) {
            if (glyph.isSpace()) {
                space = true;
                continue;
            }
            float gap = current.isEmpty() ? 0 : glyph.x() - current.right();
            float wide =
                    SEGMENT_GAP
                            * (raised.contains(glyph) ? row.size : Math.min(glyph.size(), before));
            before = raised.contains(glyph) ? row.size : glyph.size();
            // A heading in bold and a note beside it may come closer than columns do.
            boolean other = !current.isEmpty() && current.lastBold() != glyph.bold();
            if (!current.isEmpty() && (gap > wide || (other && gap > OTHER_GAP * glyph.size()))) {
                out.add(current.build(row.y));
                current = new SegmentBuilder();
            } else if (!current.isEmpty()
                    && (space
                            ? gap > -0.3f * glyph.size()
                            : gap > current.wordGap(glyph) * glyph.size())) {
                current.space();
            }
            String text =
                    raised.contains(glyph) ? Numerals.superscript(glyph.text()) : glyph.text();
            current.add(glyph, text);
            space = false;
        }
        if (!current.isEmpty()) {
            out.add(current.build(row.y));
        }
        return out;
    }

    private static final class SegmentBuilder {
        private final StringBuilder text = new StringBuilder();
        private float x;
        private float right;
        private float largest;
        private boolean plain;
        private boolean lastBold;

        boolean lastBold() {
            return lastBold;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        float right() {
            return right;
        }

        /** Old Swedish fonts give their capitals with accents the width of small letters. */
        float wordGap(Glyph next) {
            boolean capital = "ÅÄÖ".indexOf(text.charAt(text.length() - 1)) >= 0;
            return capital && Character.isLowerCase(next.text().codePointAt(0)) ? 0.35f : WORD_GAP;
        }

        void space() {
            text.append(' ');
        }

        void add(Glyph glyph, String words) {
            if (text.isEmpty()) {
                x = glyph.x();
                right = glyph.right();
            }
            text.append(words);
            lastBold = glyph.bold();
            right = Math.max(right, glyph.right());
            largest = Math.max(largest, glyph.size());
            plain |=
                    !glyph.bold()
                            && !words.isBlank()
                            && Character.isLetterOrDigit(words.codePointAt(0));
        }

        Segment build(float y) {
            String words = Spaces.oneLine(text.toString());
            // A soft hyphen at the end of a line is drawn, and tells that the word goes on.
            boolean soft = !text.isEmpty() && text.charAt(text.length() - 1) == '\u00AD';
            return new Segment(soft ? words + '\u00AD' : words, x, right, y, largest, !plain);
        }
    }
}
