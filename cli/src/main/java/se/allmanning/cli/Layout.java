/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text and numbers as Swedish readers expect them. */
final class Layout {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");

    private Layout() {}

    /**
     * Breaks a text into indented lines. Its own line breaks stay; a word that is longer than a
     * line has a line of its own.
     */
    static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\n", -1)) {
            StringBuilder line = new StringBuilder(indent);
            for (String word : paragraph.strip().split("\\s+", -1)) {
                boolean first = line.length() == indent.length();
                if (!first && length(line) + 1 + length(word) > width) {
                    lines.add(line.toString());
                    line.setLength(indent.length());
                    first = true;
                }
                line.append(first ? "" : " ").append(word);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int length(CharSequence text) {
        return (int)
                text.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).count();
    }

    /** Kilobytes or megabytes, with a decimal comma. */
    static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(SWEDISH, "%d kB", Math.ceilDiv(bytes, 1000))
                : String.format(SWEDISH, "%.1f MB", bytes / 1e6);
    }

    /** A number with so many decimals, with a decimal comma. */
    static String decimal(double value, int decimals) {
        return String.format(SWEDISH, "%." + decimals + "f", value);
    }

    /** A share as a percentage. */
    static String percent(double share) {
        return String.format(SWEDISH, "%.1f %%", 100 * share);
    }
}
