/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines of running text that were spread to the full width with so much space that they look like
 * rows of a table.
 */
final class JustifiedLines {

    private static final float EDGE = 2.5f;
    private static final int FEWEST = 4;

    private JustifiedLines() {}

    static List<Line> joined(List<Line> lines) {
        Map<Integer, Map<Integer, Integer>> edges = new TreeMap<>();
        for (Line line : lines) {
            if (!line.isRow()) {
                edges.computeIfAbsent(line.block(), b -> new TreeMap<>())
                        .merge(Math.round(line.right()), 1, Integer::sum);
            }
        }
        List<Line> out = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Map.Entry<Integer, Integer> edge =
                    edges.getOrDefault(line.block(), Map.of()).entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .orElse(Map.entry(0, 0));
            boolean full =
                    edge.getValue() >= FEWEST && Math.abs(line.right() - edge.getKey()) < EDGE;
            boolean alone =
                    (i == 0 || !lines.get(i - 1).isRow())
                            && (i + 1 >= lines.size() || !lines.get(i + 1).isRow());
            if (line.isRow() && full && hasEvenGaps(line, alone)) {
                Segment all = line.segments().get(0);
                for (Segment next : line.segments().subList(1, line.segments().size())) {
                    all = all.joined(next);
                }
                out.add(new Line(List.of(all), line.page(), line.block(), line.margin()));
            } else {
                out.add(line);
            }
        }
        return out;
    }

    /** Spreading widens all gaps alike; a line of few words may have one or two. */
    private static boolean hasEvenGaps(Line line, boolean alone) {
        float least = Float.MAX_VALUE;
        float most = 0;
        for (int i = 1; i < line.segments().size(); i++) {
            float gap = line.segments().get(i).x() - line.segments().get(i - 1).right();
            least = Math.min(least, gap);
            most = Math.max(most, gap);
        }
        boolean even = most < least * 1.35f && most < line.size() * 6;
        return even && (alone || line.segments().size() > 2);
    }
}
