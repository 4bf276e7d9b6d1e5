/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the words of a quote in a passage where only the spelling of white space, quotation marks,
 * dashes, compatibility characters, letter case and hyphens at line ends may differ, and says where
 * they stand. A quote never begins or ends within a word or a number.
 */
final class QuoteFinder {

    /**
     * A place in the passage.
     *
     * @param from its first UTF-16 unit
     * @param to the unit after its last
     */
    record Span(int from, int to) {}

    /** What becomes of a hyphen at the end of a line: no reading of it is always right. */
    private enum LineEndHyphen {
        KEPT,
        JOINED,
        DROPPED
    }

    private final String passage;

    QuoteFinder(String passage) {
        this.passage = passage;
    }

    /** Where the words stand first; empty where they do not. */
    Optional<Span> find(String words) {
        String wanted = wanted(words);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (LineEndHyphen hyphens : LineEndHyphen.values()) {
            Folded folded = Folded.of(passage, hyphens);
            for (int i = folded.text.indexOf(wanted);
                    i >= 0;
                    i = folded.text.indexOf(wanted, i + 1)) {
                if (whole(folded.text, i, i + wanted.length())) {
                    return Optional.of(
                            new Span(folded.from[i], folded.to[i + wanted.length() - 1]));
                }
            }
        }
        return Optional.empty();
    }

    /** The words of a quote as they are compared, without marks at either end. */
    static String wanted(String words) {
        String folded = Folded.of(words, LineEndHyphen.KEPT).text;
        int from = 0;
        int to = folded.length();
        while (from < to && " \".,;:-*".indexOf(folded.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \".,;:-*".indexOf(folded.charAt(to - 1)) >= 0) {
            to--;
        }
        return folded.substring(from, to);
    }

    private static boolean whole(String text, int from, int to) {
        char first = text.charAt(from);
        char last = text.charAt(to - 1);
        if (from > 0 && Character.isLetterOrDigit(first)) {
            char before = text.charAt(from - 1);
            if (Character.isLetterOrDigit(before) || splitsNumber(text, from - 1)) {
                return false;
            }
        }
        if (to < text.length() && Character.isLetterOrDigit(last)) {
            char after = text.charAt(to);
            return !Character.isLetterOrDigit(after) && !splitsNumber(text, to);
        }
        return true;
    }

    /** Whether a blank or mark at this place stands within a number: 2 500, 1,5, 2017:900. */
    private static boolean splitsNumber(String text, int i) {
        if (i == 0 || i + 1 >= text.length() || " .,:".indexOf(text.charAt(i)) < 0) {
            return false;
        }
        boolean between =
                Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
        if (!between || text.charAt(i) != ' ') {
            return between;
        }
        int end = i + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - i - 1 == 3;
    }

    /**
     * A text as it is compared, with the units of the original that each unit stands for.
     *
     * @param text the text
     * @param from for each unit, the first of the original
     * @param to for each unit, the one after the last of the original
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier within this class; never compared
    private record Folded(String text, int[] from, int[] to) {

        static Folded of(String original, LineEndHyphen hyphens) {
            StringBuilder out = new StringBuilder(original.length());
            int[] from = new int[original.length() + 16];
            int[] to = new int[original.length() + 16];
            int i = 0;
            while (i < original.length()) {
                int c = original.codePointAt(i);
                int next = i + Character.charCount(c);
                int resume = next;
                String folded;
                if (blank(c)) {
                    folded = out.isEmpty() || out.charAt(out.length() - 1) == ' ' ? "" : " ";
                } else if (c == 0x00AD || Neutral.invisible(c)) {
                    folded = "";
                } else if (dash(c)) {
                    int word = afterLineEnd(original, i, next);
                    boolean atLineEnd = word >= 0 && hyphens != LineEndHyphen.KEPT;
                    folded = atLineEnd && hyphens == LineEndHyphen.DROPPED ? "" : "-";
                    resume = atLineEnd ? word : next;
                } else {
                    folded = fold(c);
                }
                for (int k = 0; k < folded.length(); k++) {
                    if (out.length() == from.length) {
                        from = Arrays.copyOf(from, from.length * 2);
                        to = Arrays.copyOf(to, to.length * 2);
                    }
                    from[out.length()] = i;
                    to[out.length()] = next;
                    out.append(folded.charAt(k));
                }
                i = resume;
            }
            return new Folded(out.toString(), from, to);
        }

        private static boolean blank(int c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c);
        }

        private static boolean dash(int c) {
            return Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212;
        }

        /** Where the word goes on after a hyphen at a line's end; -1 where it is not one. */
        private static int afterLineEnd(String text, int hyphen, int next) {
            boolean broken = false;
            int i = next;
            while (i < text.length() && blank(text.charAt(i))) {
                broken |= text.charAt(i) == '\n';
                i++;
            }
            return broken
                            && hyphen > 0
                            && Character.isLetter(text.charAt(hyphen - 1))
                            && i < text.length()
                            && Character.isLetter(text.charAt(i))
                    ? i
                    : -1;
        }

        private static String fold(int c) {
            if ("\"'`´\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A\u00AB\u00BB\u2032\u2033"
                            .indexOf(c)
                    >= 0) {
                return "\"";
            }
            String lower = Character.toString(c).toLowerCase(Locale.ROOT);
            return c < 0x80 ? lower : Normalizer.normalize(lower, Normalizer.Form.NFKC);
        }
    }
}
