/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings the rows of a page into the order in which they are read: notes in the margin, then
 * columns one by one.
 */
final class ReadingOrder {

    /** A mark is parted from its words by a tab, but is no cell of its own. */
    private static final Pattern MARK =
            Pattern.compile(
                    "^(?:\\d{1,3}[.)]?|\\(?[a-zåäö0-9]{1,2}\\)|[a-zåäö]\\.|[ivx]{1,4}[.)]|[-*\u2212\u2013\u2014\u2022\u25AA\u00B7\u25CF\u25CB\u25A0\u25A1\u2023\u25E6\uF0B7\uF0A7\uF0D8\uF02D]"
                            + "|\\d{1,4}(?: ?[a-zåäö])? ?§.{0,3}|§ ?\\d{1,4}|\\d{1,2}(?:\\.\\d{1,2})+\\.?"
                            + "|[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]+|\\d{1,3} kap\\.)$");

    private static final int ROWS_OF_COLUMNS = 6;
    private static final int CHARACTERS_OF_COLUMN = 20;

    private final int page;
    private final List<Line> out = new ArrayList<>();
    private int block;

    private ReadingOrder(int page, int firstBlock) {
        this.page = page;
        this.block = firstBlock;
    }

    static List<Line> of(List<List<Segment>> rows, int page, float width, int firstBlock) {
        ReadingOrder order = new ReadingOrder(page, firstBlock);
        order.columns(order.withoutMargins(rows, width));
        return JustifiedLines.joined(order.out);
    }

    /**
     * Numbers and dates of publication stand beside the text of statutes; read first, they divide
     * no sentence.
     */
    private List<List<Segment>> withoutMargins(List<List<Segment>> rows, float width) {
        List<Segment> wide = new ArrayList<>();
        int all = 0;
        for (List<Segment> row : rows) {
            for (Segment segment : row) {
                all++;
                if (segment.width() > width * 0.42f) {
                    wide.add(segment);
                }
            }
        }
        if (wide.size() < 5) {
            return rows;
        }
        float left = share(wide.stream().map(Segment::x).toList(), 0.1);
        float right = share(wide.stream().map(Segment::right).toList(), 0.9);
        List<Segment> notes = new ArrayList<>();
        List<List<Segment>> kept = new ArrayList<>();
        for (List<Segment> row : rows) {
            List<Segment> inside = new ArrayList<>();
            for (Segment segment : row) {
                boolean outside = segment.right() < left || segment.x() > right;
                (outside && isNote(segment, row, width) ? notes : inside).add(segment);
            }
            if (!inside.isEmpty()) {
                kept.add(inside);
            }
        }
        if (notes.size() * 4 > all) {
            return rows;
        }
        notes.forEach(note -> out.add(new Line(List.of(note), page, block, true)));
        block++;
        return kept;
    }

    /** Words of its own; a number at the end of a row belongs to it, as in a table of contents. */
    private static boolean isNote(Segment segment, List<Segment> row, float width) {
        return segment.width() < width * 0.28f
                && (row.size() == 1
                        || segment.text().chars().filter(Character::isLetter).count() >= 3);
    }

    private static float share(List<Float> values, double share) {
        double[] sorted = values.stream().mapToDouble(Float::doubleValue).sorted().toArray();
        return (float) sorted[(int) ((sorted.length - 1) * share)];
    }

    private void columns(List<List<Segment>> rows) {
        float gutter = gutter(rows);
        List<List<Segment>> band = new ArrayList<>();
        for (List<Segment> row : rows) {
            if (gutter > 0 && crosses(row, gutter)) {
                band(band, gutter);
                band.clear();
                add(row);
            } else {
                band.add(row);
            }
        }
        band(band, gutter);
    }

    private void band(List<List<Segment>> band, float gutter) {
        List<Segment> left = new ArrayList<>();
        List<Segment> right = new ArrayList<>();
        for (List<Segment> row : band) {
            row.forEach(s -> (s.right() <= gutter ? left : right).add(s));
        }
        if (gutter <= 0 || !isColumn(left) || !isColumn(right)) {
            band.forEach(this::add);
            return;
        }
        for (boolean first : new boolean[] {true, false}) {
            block++;
            for (List<Segment> row : band) {
                List<Segment> side =
                        row.stream().filter(s -> (s.right() <= gutter) == first).toList();
                if (!side.isEmpty()) {
                    add(side);
                }
            }
        }
        block++;
    }

    /** Long lines that fill their width: running text, not cells. */
    private static boolean isColumn(List<Segment> segments) {
        if (segments.size() < ROWS_OF_COLUMNS) {
            return false;
        }
        double characters = segments.stream().mapToInt(s -> s.text().length()).average().orElse(0);
        double[] widths = segments.stream().mapToDouble(Segment::width).sorted().toArray();
        double widest = widths[widths.length - 1];
        long full = Arrays.stream(widths).filter(w -> w > widest * 0.75).count();
        return characters >= CHARACTERS_OF_COLUMN && full * 2 >= widths.length;
    }

    private static boolean crosses(List<Segment> row, float x) {
        return row.stream().anyMatch(s -> s.x() < x && s.right() > x);
    }

    /**
     * Where the fewest rows cross and the most have words on both sides; 0 where there is no such
     * place.
     */
    private static float gutter(List<List<Segment>> rows) {
        float left = Float.MAX_VALUE;
        float right = 0;
        for (List<Segment> row : rows) {
            left = Math.min(left, row.get(0).x());
            right = Math.max(right, row.get(row.size() - 1).right());
        }
        float best = 0;
        int bestScore = 0;
        for (float x = left + (right - left) * 0.3f; x < left + (right - left) * 0.7f; x += 2) {
            float at = x;
            int crossing = (int) rows.stream().filter(r -> crosses(r, at)).count();
            int both =
                    (int)
                            rows.stream()
                                    .filter(r ->
                                            !crosses(r, at)
                                                    && r.get(0).right() <= at
                                                    && r.get(r.size() - 1).x() >= at)
                                    .count();
            if (both - crossing / 4 > bestScore) {
                bestScore = both - crossing / 4;
                best = x;
            }
        }
        return bestScore >= ROWS_OF_COLUMNS - 1 ? best : 0;
    }

    private void add(List<Segment> row) {
        List<Segment> segments = row;
        if (row.size() == 2 && MARK.matcher(row.get(0).text()).matches()) {
            segments = List.of(row.get(0).joined(row.get(1)));
        }
        out.add(new Line(List.copyOf(segments), page, block, false));
    }
}
