/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Running heads, running feet and page numbers: lines near the edges of pages that come again on
 * others.
 */
final class Furniture {

    private static final float EDGE = 0.15f;
    private static final float OUTERMOST = 0.07f;
    private static final int LINES_AT_EDGE = 6;

    /** Furniture keeps this distance, in font sizes, from the text. */
    private static final float GAP = 1.7f;

    private static final int LONGEST = 160;

    private static final Pattern PAGE_NUMBER =
            Pattern.compile(
                    "^(?:[-\u2013\u2014|] ?)?(?:sida|sid\\.?|s\\.|page)? ?#(?: ?(?:av|of|/) ?#| ?\\(#\\))?(?: ?[-\u2013\u2014|])?$");

    private final Map<String, Set<Integer>> pagesOf = new HashMap<>();
    private final Set<String> seenRows = new HashSet<>();
    private final int pages;

    private Furniture(int pages) {
        this.pages = pages;
    }

    /** The pages without their furniture. */
    static List<PageLines> without(List<PageLines> pages) {
        Furniture furniture = new Furniture(pages.size());
        for (PageLines page : pages) {
            for (Line line : atEdges(page)) {
                furniture
                        .pagesOf
                        .computeIfAbsent(key(page, line.y(), line.text()), k -> new TreeSet<>())
                        .add(page.number());
            }
        }
        List<PageLines> out = new ArrayList<>();
        for (PageLines page : pages) {
            Set<Line> removed = furniture.of(page);
            out.add(
                    new PageLines(
                            page.number(),
                            page.height(),
                            page.lines().stream()
                                    .filter(l -> !removed.contains(l))
                                    .map(l -> furniture.withoutHead(page, l))
                                    .toList()));
        }
        return out;
    }

    private Set<Line> of(PageLines page) {
        Set<Line> removed = new HashSet<>();
        List<Line> edges = atEdges(page);
        for (Line line : edges) {
            boolean number = line.margin() && PAGE_NUMBER.matcher(normal(line.text())).matches();
            boolean again = repeats(key(page, line.y(), line.text())) && !isFirstOfTable(line);
            if (number || again) {
                removed.add(line);
            }
        }
        // A page number stands alone in the outermost line that is left.
        for (boolean top : new boolean[] {true, false}) {
            Line outermost = null;
            for (Line line : page.lines()) {
                boolean further =
                        outermost == null
                                || (top ? line.y() < outermost.y() : line.y() > outermost.y());
                outermost = !removed.contains(line) && further ? line : outermost;
            }
            if (outermost != null
                    && edges.contains(outermost)
                    && page.lines().size() > 1
                    && PAGE_NUMBER.matcher(normal(outermost.text())).matches()) {
                removed.add(outermost);
            }
        }
        return removed;
    }

    /** A running head may stand on one line with the text. */
    private Line withoutHead(PageLines page, Line line) {
        boolean edge = Math.min(line.y(), page.height() - line.y()) < page.height() * EDGE;
        if (!edge || line.segments().size() != 2) {
            return line;
        }
        List<Segment> kept =
                line.segments().stream()
                        .filter(s -> !repeats(key(page, line.y(), s.text())))
                        .toList();
        return kept.size() == 1 ? new Line(kept, line.page(), line.block(), line.margin()) : line;
    }

    private boolean repeats(String key) {
        int count = pagesOf.getOrDefault(key, Set.of()).size();
        return pages <= 4 ? count >= 2 : count >= 3;
    }

    /** The head of a table that runs over pages is text where it stands first. */
    private boolean isFirstOfTable(Line line) {
        return line.segments().size() >= 3
                && !normal(line.text()).contains("#")
                && seenRows.add(normal(line.text()));
    }

    /** Lines that stand apart from the text above or below it, or beside it. */
    private static List<Line> atEdges(PageLines page) {
        List<Line> edges = new ArrayList<>();
        for (boolean top : new boolean[] {true, false}) {
            List<Line> inwards = new ArrayList<>(page.lines());
            inwards.sort(Comparator.comparingDouble(line -> fromEdge(page, line, top)));
            int apart = 0;
            for (int i = 0; i < Math.min(LINES_AT_EDGE, inwards.size()); i++) {
                Line line = inwards.get(i);
                float next =
                        i + 1 < inwards.size()
                                ? fromEdge(page, inwards.get(i + 1), top)
                                : page.height();
                float distance = fromEdge(page, line, top);
                boolean parted =
                        next - distance > line.size() * GAP || distance < page.height() * OUTERMOST;
                apart = parted && distance < page.height() * EDGE ? i + 1 : apart;
            }
            for (int i = 0; i < inwards.size(); i++) {
                Line line = inwards.get(i);
                boolean beside = line.margin() && fromEdge(page, line, top) < page.height() * EDGE;
                if ((i < apart || beside) && line.text().length() <= LONGEST) {
                    edges.add(line);
                }
            }
        }
        return edges;
    }

    private static float fromEdge(PageLines page, Line line, boolean top) {
        return top ? line.y() : page.height() - line.y();
    }

    private static String key(PageLines page, float y, String text) {
        // Heads wander sideways between left and right pages.
        return (y < page.height() / 2 ? "top " : "bottom ") + normal(text);
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\d+", "#")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
