/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Locale;

/**
 * Finds which of a question's grams stand in a text, without taking the text apart into strings:
 * some twenty thousand characters are looked through for one question. Words are those of {@link
 * se.allmanning.core.knowledge.text.SwedishWords} in scripts that divide words; where a script does
 * not (Chinese, Thai), a run of letters counts as one word. Immutable and thread-safe.
 */
final class GramScanner {

    private static final char EDGE = '_';
    private static final char ZERO_WIDTH_SPACE = '\u200b';

    private final GramTable table;

    GramScanner(GramTable table) {
        this.table = table;
    }

    /** Sets the bits of the grams that stand between two places of a text. */
    void scan(String text, int from, int to, long[] bits) {
        int at = from;
        while (at < to) {
            if (!startsWord(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < to && (continuesWord(text.charAt(end)) || joins(text, end, to))) {
                end++;
            }
            word(text, at, end, bits);
            at = end;
        }
    }

    private void word(String text, int from, int to, long[] bits) {
        long packed = EDGE;
        int units = 1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                String word = text.substring(from, to).toLowerCase(Locale.ROOT);
                set(bits, table.number(EDGE + word + EDGE));
                return;
            }
            packed = GramTable.append(packed, Character.toLowerCase(c));
            if (++units >= 4) {
                set(bits, table.number(packed));
            }
        }
        set(bits, table.number(GramTable.append(packed, EDGE)));
    }

    private static void set(long[] bits, int number) {
        if (number >= 0) {
            bits[number >> 6] |= 1L << number;
        }
    }

    private static boolean startsWord(char c) {
        return isLetter(c)
                || Character.isDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION;
    }

    private static boolean isLetter(char c) {
        return Character.isAlphabetic(c);
    }

    private static boolean continuesWord(char c) {
        if (startsWord(c)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            case Character.FORMAT -> c != ZERO_WIDTH_SPACE;
            default -> false;
        };
    }

    /** A mark that holds two letters or two digits together, as in "EU:s" and "1,5". */
    private static boolean joins(String text, int at, int to) {
        if (at + 1 >= to) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        return switch (text.charAt(at)) {
            case '.', '\'', '’', '‘', '․' ->
                    (isLetter(before) && isLetter(after))
                            || (Character.isDigit(before) && Character.isDigit(after));
            case ':', '·' -> isLetter(before) && isLetter(after);
            case ',', ';' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }
}
