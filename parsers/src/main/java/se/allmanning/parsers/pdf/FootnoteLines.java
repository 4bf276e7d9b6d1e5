/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import se.allmanning.parsers.structure.Hyphenation;

/** The footnotes of a page: smaller lines at its bottom, the first of them with a mark. */
final class FootnoteLines {

    private static final Pattern MARK =
            Pattern.compile(
                    "^(?:[\u00B9\u00B2\u00B3\u2070\u2074-\u2079]{1,3}\\s?|\\d{1,3}\\s|\\*{1,3}\\s?)\\S.*");
    private static final float SMALLER = 0.93f;

    private FootnoteLines() {}

    static Set<Line> of(PageLines page, float bodySize) {
        List<Line> lines = page.lines();
        int from = lines.size();
        while (from > 0 && lines.get(from - 1).size() < bodySize * SMALLER) {
            from--;
        }
        if (from == 0) {
            return Set.of();
        }
        while (from < lines.size() && !MARK.matcher(lines.get(from).text()).matches()) {
            from++;
        }
        return new HashSet<>(lines.subList(from, lines.size()));
    }

    static List<String> texts(List<Line> lines, Hyphenation hyphenation) {
        List<String> notes = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (Line line : lines) {
            if (MARK.matcher(line.text()).matches() && !current.isEmpty()) {
                notes.add(current.toString());
                current.setLength(0);
            }
            hyphenation.append(current, line.text());
        }
        if (!current.isEmpty()) {
            notes.add(current.toString());
        }
        return notes;
    }
}
