/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.markdown;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.spi.ParsedDocument;

/**
 * The lines between two {@code ---} at the beginning of a file: about the document, not of it.
 * Simple {@code key: value} lines are read; what is nested below a key is left.
 *
 * @param values by key, in lower case
 * @param rest the text after the front matter
 */
record FrontMatter(Map<String, String> values, String rest) {

    private static final Pattern ENTRY =
            Pattern.compile("^([A-Za-zÅÄÖåäö][\\wåäöÅÄÖ .-]{0,60}?)\\s*:(?:\\s+(.*))?$");

    // What different tools call the day on which a text was current, the surest first.
    private static final String[] AS_OF = {
        "as-of",
        "as_of",
        "asof",
        "snapshot",
        "valid-from",
        "gäller-från",
        "updated",
        "modified",
        "date",
        "datum"
    };

    private static final String[] LANGUAGE = {"language", "lang", "språk"};

    static FrontMatter of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!text.startsWith("---\n") && !text.startsWith("--- ")) {
            return new FrontMatter(values, text);
        }
        int at = text.indexOf('\n') + 1;
        boolean any = false;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            if (line.stripTrailing().equals("---") || line.stripTrailing().equals("...")) {
                return any
                        ? new FrontMatter(values, text.substring(at))
                        : new FrontMatter(Map.of(), text);
            }
            Matcher m = ENTRY.matcher(line.stripTrailing());
            if (m.matches()) {
                any = true;
                values.putIfAbsent(
                        m.group(1).toLowerCase(Locale.ROOT),
                        m.group(2) == null ? "" : unquoted(m.group(2).strip()));
            } else if (!any && !line.isBlank() && !line.startsWith("#")) {
                // A thematic break and then text: no front matter.
                break;
            }
        }
        return new FrontMatter(Map.of(), text);
    }

    void describe(StructureWriter out) {
        values.forEach(out::metadata);
        for (String key : LANGUAGE) {
            if (values.containsKey(key)) {
                out.metadata(ParsedDocument.LANGUAGE, values.getOrDefault(key, ""));
                break;
            }
        }
        for (String key : AS_OF) {
            String day = day(values.getOrDefault(key, ""));
            if (!day.isEmpty()) {
                out.metadata(ParsedDocument.AS_OF, day);
                break;
            }
        }
    }

    private static String day(String value) {
        String first = value.length() > 10 ? value.substring(0, 10) : value;
        try {
            return LocalDate.parse(first).toString();
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        if (!quoted) {
            return value;
        }
        String inner = value.substring(1, value.length() - 1);
        return value.charAt(0) == '"'
                ? inner.replace("\\\"", "\"").replace("\\\\", "\\")
                : inner.replace("''", "'");
    }
}
