/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.List;
import se.allmanning.parsers.structure.Hyphenation;
import se.allmanning.parsers.structure.StructureWriter;

/** Puts the lines of a table together to rows of cells, by the left edges of its columns. */
final class TableRows {

    private static final float SAME_EDGE = 6;

    private final List<Line> lines = new ArrayList<>();
    private final Hyphenation hyphenation;

    TableRows(Hyphenation hyphenation) {
        this.hyphenation = hyphenation;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void add(Line line) {
        lines.add(line);
    }

    /**
     * Whether a line of one segment continues a cell, because it stands under one that is not the
     * first.
     */
    boolean continues(Line line, float pitch) {
        if (lines.isEmpty() || line.isRow()) {
            return false;
        }
        Line last = lines.get(lines.size() - 1);
        if (last.block() != line.block()
                || last.page() != line.page()
                || line.y() - last.y() > pitch * 1.4f) {
            return false;
        }
        for (Line row : lines) {
            for (int i = 1; i < row.segments().size(); i++) {
                if (Math.abs(row.segments().get(i).x() - line.x()) < SAME_EDGE) {
                    return true;
                }
            }
        }
        return false;
    }

    void write(StructureWriter out) {
        List<Float> columns = columns();
        List<StringBuilder> cells = new ArrayList<>();
        int page = 0;
        for (Line line : lines) {
            boolean continued = !cells.isEmpty() && !line.isRow() && column(columns, line.x()) > 0;
            if (!continued) {
                end(cells, page, out);
                columns.forEach(c -> cells.add(new StringBuilder()));
                page = line.page();
            }
            for (Segment segment : line.segments()) {
                hyphenation.append(cells.get(column(columns, segment.x())), segment.text());
            }
        }
        end(cells, page, out);
        lines.clear();
    }

    private static void end(List<StringBuilder> cells, int page, StructureWriter out) {
        if (!cells.isEmpty()) {
            out.page(page).tableRow(cells.stream().map(StringBuilder::toString).toList());
            cells.clear();
        }
    }

    private List<Float> columns() {
        List<Float> edges = new ArrayList<>();
        for (Line line : lines) {
            for (Segment segment : line.segments()) {
                if (edges.stream().noneMatch(e -> Math.abs(e - segment.x()) < SAME_EDGE)) {
                    edges.add(segment.x());
                }
            }
        }
        edges.sort(Float::compare);
        return edges;
    }

    private static int column(List<Float> columns, float x) {
        int best = 0;
        for (int i = 1; i < columns.size(); i++) {
            best = Math.abs(columns.get(i) - x) < Math.abs(columns.get(best) - x) ? i : best;
        }
        return best;
    }
}
