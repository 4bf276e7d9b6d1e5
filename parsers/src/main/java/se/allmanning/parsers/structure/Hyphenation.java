/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the lines of a paragraph, and the words that were divided at their ends, by the evidence of
 * the document itself: a word that stands undivided elsewhere was divided, one that stands with its
 * hyphen keeps it. Learns first ({@link #learn}), then joins. Not thread-safe.
 */
public final class Hyphenation {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*-?");
    private static final String HYPHENS = "-\u2010\u00AD";
    private static final int LONGEST_WORD = 80;
    private static final Pattern FIRST_WORD = Pattern.compile("^[\\p{L}\\p{N}]+");
    private static final Set<String> SUSPENDING =
            Set.of("och", "eller", "samt", "respektive", "resp", "and", "or");
    private static final Set<String> HYPHENATED = Set.of("icke", "vice", "ex", "f.d");

    private final Map<String, Integer> whole = new HashMap<>();

    /**
     * Takes note of the words of a line. The first and the last, which may be parts, are left out
     * where told.
     */
    public void learn(String line, boolean afterHyphen) {
        Matcher m = WORD.matcher(line);
        boolean first = true;
        while (m.find()) {
            boolean part =
                    (first && afterHyphen) || (m.end() == line.length() && m.group().endsWith("-"));
            first = false;
            if (!part) {
                String word = m.group().toLowerCase(Locale.ROOT);
                whole.merge(
                        word.endsWith("-") ? word.substring(0, word.length() - 1) : word,
                        1,
                        Integer::sum);
            }
        }
    }

    /** Whether a line ends in the middle of a word, or looks so. */
    public static boolean endsInHyphen(CharSequence line) {
        int last = line.length() - 1;
        return last > 0
                && HYPHENS.indexOf(line.charAt(last)) >= 0
                && Character.isLetterOrDigit(line.charAt(last - 1));
    }

    /** Joins two lines of the same paragraph. */
    public String join(String line, String next) {
        StringBuilder words = new StringBuilder(line);
        append(words, next);
        return words.toString();
    }

    /** Adds a line to those before it in the same paragraph. */
    public void append(StringBuilder words, String next) {
        if (words.isEmpty() || next.isEmpty()) {
            words.append(next);
            return;
        }
        int last = words.length() - 1;
        char end = words.charAt(last);
        if (end == '\u00AD') {
            words.setLength(last);
        } else if (end == '\u2013') {
            boolean span =
                    last > 0
                            && Character.isDigit(words.charAt(last - 1))
                            && Character.isDigit(next.charAt(0));
            words.append(span ? "" : " ");
        } else if (!endsInHyphen(words)) {
            words.append(' ');
        } else {
            Matcher n = FIRST_WORD.matcher(next);
            Kind kind = n.lookingAt() ? decide(lastToken(words), n.group()) : Kind.SUSPENDED;
            if (kind == Kind.SUSPENDED) {
                words.append(' ');
            } else if (kind == Kind.DIVIDED) {
                words.setLength(last);
            }
        }
        words.append(next);
    }

    /** What stands right before the final hyphen. */
    private static String lastToken(StringBuilder words) {
        int end = words.length() - 1;
        int start = end;
        while (start > 0 && end - start < LONGEST_WORD && !isBorder(words.charAt(start - 1))) {
            start--;
        }
        return words.substring(start, end);
    }

    private static boolean isBorder(char c) {
        return Character.isWhitespace(c) || c == '(' || c == '"' || c == '\u201D';
    }

    private enum Kind {
        DIVIDED,
        HYPHEN,
        SUSPENDED
    }

    private Kind decide(String left, String right) {
        if (SUSPENDING.contains(right.toLowerCase(Locale.ROOT))) {
            return Kind.SUSPENDED;
        }
        String start = left.substring(left.lastIndexOf('-') + 1);
        boolean address = left.contains("://") || left.contains("www.") || left.contains("@");
        if (address || start.isEmpty() || Character.isDigit(lastOf(start))) {
            return Kind.HYPHEN;
        }
        String key = left.toLowerCase(Locale.ROOT);
        int joined = whole.getOrDefault(key + right.toLowerCase(Locale.ROOT), 0);
        int hyphened = whole.getOrDefault(key + "-" + right.toLowerCase(Locale.ROOT), 0);
        if (joined != hyphened) {
            return joined > hyphened ? Kind.DIVIDED : Kind.HYPHEN;
        }
        boolean capitals = isCapitals(start);
        if (capitals ? !isCapitals(right) : Character.isUpperCase(right.codePointAt(0))) {
            return Kind.HYPHEN;
        }
        return HYPHENATED.contains(start.toLowerCase(Locale.ROOT)) || start.length() == 1
                ? Kind.HYPHEN
                : Kind.DIVIDED;
    }

    private static boolean isCapitals(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT))
                && !word.equals(word.toLowerCase(Locale.ROOT));
    }

    private static int lastOf(String word) {
        return word.codePointBefore(word.length());
    }
}
