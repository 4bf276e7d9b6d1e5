/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tables of contents, which repeat the headings and answer nothing. */
final class Contents {

    private static final Pattern HEADING =
            Pattern.compile(
                    "(?i)^\\s*(?:innehåll|innehållsförteckning|innehållsöversikt|contents|table of contents)\\s*:?$");
    private static final Pattern LEADER =
            Pattern.compile("^(.{2,}?)\\s?(?:[.\u2026_\u00B7]\\s?){4,}\\s?(\\d{1,4})$");
    private static final Pattern NUMBER = Pattern.compile("^\\d{1,4}$");
    private static final int FEWEST = 4;
    private static final int LONGEST_ENTRY = 400;

    /** Titles that take several lines, and names of parts, stand between entries. */
    private static final int WIDEST_HOLE = 3;

    private Contents() {}

    /** The lines without tables of contents. */
    static List<Line> without(List<Line> lines, int pages) {
        List<Line> out = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            boolean named = HEADING.matcher(lines.get(i).text()).matches();
            int from = named ? i + 1 : i;
            int end = named || isLeader(lines.get(i)) ? end(lines, from, named, pages) : -1;
            if (end > from) {
                i = end;
            } else {
                out.add(lines.get(i));
                i++;
            }
        }
        return out;
    }

    private static int end(List<Line> lines, int from, boolean named, int pages) {
        int entries = 0;
        int last = -1;
        int before = 0;
        for (int i = from; i < lines.size(); i++) {
            int number = named ? entry(lines.get(i)) : leader(lines.get(i));
            boolean rises = number >= before && number <= pages + 60;
            if (number > 0 && rises) {
                entries++;
                last = i;
                before = number;
            } else if (i - Math.max(last, from - 1) > WIDEST_HOLE) {
                break;
            }
        }
        return entries >= FEWEST ? last + 1 : -1;
    }

    private static boolean isLeader(Line line) {
        return leader(line) > 0;
    }

    private static int leader(Line line) {
        String text = line.text();
        Matcher m = LEADER.matcher(text.length() > LONGEST_ENTRY ? "" : text);
        return m.matches() ? Integer.parseInt(m.group(2)) : 0;
    }

    private static int entry(Line line) {
        int leader = leader(line);
        if (leader > 0 || !line.isRow()) {
            return leader;
        }
        String last = line.segments().get(line.segments().size() - 1).text();
        return NUMBER.matcher(last).matches() ? Integer.parseInt(last) : 0;
    }
}
