/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a passage is read together with: the document's title and the headings above it. Immutable
 * and thread-safe.
 */
public final class PassageContext {

    private static final Pattern COUNTING = Pattern.compile("\\d+(?: [a-z])? (?:§|kap\\.).*");

    private PassageContext() {}

    /**
     * Title and headings, one a line, without what is said twice: a heading that equals the title
     * or the one above it.
     */
    public static String heading(String title, List<String> section) {
        List<String> lines = new ArrayList<>(section.size() + 1);
        if (!title.isBlank()) {
            lines.add(title);
        }
        for (String heading : section) {
            if (!heading.equals(title) && (lines.isEmpty() || !heading.equals(lines.getLast()))) {
                lines.add(heading);
            }
        }
        return String.join("\n", lines);
    }

    /** A passage with its {@link #heading} in front, unless it begins with it. */
    public static String withHeading(String title, List<String> section, String text) {
        String heading = heading(title, section);
        return heading.isEmpty() || text.startsWith(heading) ? text : heading + "\n" + text;
    }

    /**
     * A sentence with the title and the nearest telling heading in front, unless it begins with the
     * title. A heading that only counts, such as "44 §" or "2 kap.", does not tell.
     */
    public static String withTopic(String title, List<String> section, String sentence) {
        if (title.isBlank() || sentence.startsWith(title)) {
            return sentence;
        }
        for (String heading : section.reversed()) {
            if (!heading.equals(title) && !COUNTING.matcher(heading).matches()) {
                return title + "\n" + heading + "\n" + sentence;
            }
        }
        return title + "\n" + sentence;
    }
}
