/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.parsers.structure.StructureWriter;

/**
 * Footnotes ({@code [^1]: text}) taken out of the text before it is parsed, since CommonMark does
 * not know them. The references stay in the text as {@code [1]}.
 *
 * @param notes the words of each by its mark
 * @param text the text without them
 */
record Footnotes(Map<String, String> notes, String text) {

    private static final Pattern DEFINITION =
            Pattern.compile("^ {0,3}\\[\\^([^\\]\\s]{1,40})\\]:[ \\t]*(.*)$");
    private static final Pattern REFERENCE = Pattern.compile("\\[\\^([^\\]\\s]{1,40})\\]");

    static Footnotes of(String text) {
        Map<String, String> notes = new LinkedHashMap<>();
        if (!text.contains("[^")) {
            return new Footnotes(notes, text);
        }
        StringBuilder rest = new StringBuilder(text.length());
        String open = "";
        boolean fenced = false;
        for (String line : text.split("\n", -1)) {
            Matcher m = DEFINITION.matcher(line);
            fenced ^= line.startsWith("```") || line.startsWith("~~~");
            if (!fenced && m.matches()) {
                open = m.group(1);
                notes.put(open, m.group(2));
            } else if (!open.isEmpty()
                    && (line.startsWith("  ") || line.startsWith("\t"))
                    && !line.isBlank()) {
                notes.merge(open, line.strip(), (a, b) -> a + " " + b);
            } else {
                open = "";
                rest.append(line).append('\n');
            }
        }
        return new Footnotes(
                notes,
                REFERENCE.matcher(rest).replaceAll(m -> known(notes, m.group(1), m.group())));
    }

    private static String known(Map<String, String> notes, String mark, String whole) {
        // Escaped, so that the reference is not taken for a link.
        String shown = notes.containsKey(mark) ? "\\[" + mark + "\\]" : whole;
        return Matcher.quoteReplacement(shown);
    }

    void write(StructureWriter out) {
        notes.forEach((mark, words) -> out.footnote("[" + mark + "] " + words));
    }
}
