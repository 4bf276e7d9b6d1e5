/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Arrays;

/**
 * A text as detectors see it: decimal digits of every script are {@code 0} to {@code 9}, hyphens
 * and minus signs of every kind {@code -}, blanks of every kind a space, and invisible characters
 * are not there. Each folded character knows which raw characters it stands for.
 *
 * <p>It may be the part of a stream that has come so far. Whoever looks beyond it is remembered
 * ({@link #looked()}), so that a decision which needed more than there is can be put off; that
 * alone makes the result the same for every way of cutting the stream. Not thread-safe.
 */
final class Folded {

    /** What {@link #at} gives before the beginning and after the end. */
    static final char NONE = '\0';

    /** How many folded characters before the position stay readable. */
    static final int BEHIND = 64;

    private static final char IGNORED = '\uFFFF';
    private static final char OTHER = '\uFFFE';
    private static final char[] BMP = new char[0x10000];

    static {
        for (int c = 0; c < BMP.length; c++) {
            BMP[c] = fold(c);
        }
    }

    private final StringBuilder raw = new StringBuilder();
    private char[] chars;
    private int[] starts;
    private int length;
    private int rawFolded;
    private int taken;
    private boolean ended;
    private boolean looked;

    Folded() {
        this("", false);
    }

    private Folded(String text, boolean ended) {
        chars = new char[Math.max(64, text.length())];
        starts = new int[chars.length];
        append(text);
        if (ended) {
            end();
        }
    }

    /** A whole text. */
    static Folded of(String text) {
        return new Folded(text, true);
    }

    private static char fold(int c) {
        if (c < 0x80) {
            return c == '\r' || c == '\t' || c == 0x0B || c == '\f' ? ' ' : (char) Math.max(c, 1);
        }
        char known =
                switch (c) {
                    case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> IGNORED;
                    case 0x85, 0x2028, 0x2029 -> '\n';
                    case 0x2043, 0x2212, 0xFE63, 0xFF0D, 0x30FB -> '-';
                    case 0xFF0B, 0xFE62, 0x2795, 0x207A -> '+';
                    case 0xFF20, 0xFE6B -> '@';
                    case 0xFF0E, 0x3002, 0x2024 -> '.';
                    case 0xFF0F, 0x2044, 0x2215 -> '/';
                    case 0xFF08 -> '(';
                    case 0xFF09 -> ')';
                    case 0xFF1A -> ':';
                    default -> NONE;
                };
        if (known != NONE) {
            return known;
        }
        if (invisible(c)) {
            return IGNORED;
        }
        int type = Character.getType(c);
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (type == Character.SPACE_SEPARATOR) {
            return ' ';
        }
        if (type == Character.DASH_PUNCTUATION) {
            return '-';
        }
        return c < 0x10000 && c < OTHER ? (char) c : OTHER;
    }

    /** Whether a code point above ASCII is normally not shown at all. */
    static boolean invisible(int c) {
        return (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xE0000 && c <= 0xE0FFF)
                || c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || c == 0xFEFF;
    }

    /** Adds what came. */
    void append(String text) {
        raw.append(text);
        int limit = raw.length();
        if (!ended && limit > 0 && Character.isHighSurrogate(raw.charAt(limit - 1))) {
            limit--;
        }
        foldTo(limit);
    }

    /** Says that nothing more comes. */
    void end() {
        ended = true;
        foldTo(raw.length());
    }

    private void foldTo(int limit) {
        while (rawFolded < limit) {
            char c = raw.charAt(rawFolded);
            int start = rawFolded++;
            char folded = BMP[c];
            if (Character.isHighSurrogate(c)
                    && rawFolded < raw.length()
                    && Character.isLowSurrogate(raw.charAt(rawFolded))) {
                folded = fold(Character.toCodePoint(c, raw.charAt(rawFolded)));
                rawFolded++;
            }
            if (folded != IGNORED) {
                if (length == chars.length) {
                    chars = Arrays.copyOf(chars, length * 2);
                    starts = Arrays.copyOf(starts, length * 2);
                }
                chars[length] = folded;
                starts[length++] = start;
            }
        }
    }

    /** The folded character, or {@link #NONE} outside of the text. */
    char at(int index) {
        if (index < 0) {
            return NONE;
        }
        if (index < length) {
            return chars[index];
        }
        if (!ended) {
            looked = true;
        }
        return NONE;
    }

    /** Whether someone looked beyond what has come, since the last time this was asked. */
    boolean looked() {
        boolean result = looked;
        looked = false;
        return result;
    }

    /** The number of folded characters that there are. */
    int length() {
        return length;
    }

    /** The number of raw characters that are kept. */
    int rawLength() {
        return raw.length();
    }

    /**
     * The first raw character of a folded one; for the place after the last, where the text ends.
     */
    int rawStart(int index) {
        return index < length ? starts[index] : rawFolded;
    }

    /** Where a folded character ends, not counting invisible ones that follow it. */
    int rawEnd(int index) {
        char first = raw.charAt(starts[index]);
        boolean pair =
                Character.isHighSurrogate(first)
                        && starts[index] + 1 < raw.length()
                        && Character.isLowSurrogate(raw.charAt(starts[index] + 1));
        return starts[index] + (pair ? 2 : 1);
    }

    /** Raw characters. */
    CharSequence raw(int start, int end) {
        return raw.subSequence(start, end);
    }

    /** Moves raw characters, from where the last move ended, to a text. */
    void take(int rawEnd, StringBuilder out) {
        out.append(raw, taken, rawEnd);
        taken = rawEnd;
    }

    /** Where the last move ended. */
    int taken() {
        return taken;
    }

    /** Leaves out raw characters up to a place. */
    void skip(int rawEnd) {
        taken = rawEnd;
    }

    /** Folded characters as a text. */
    String text(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** The decimal digits of a stretch, and nothing else of it. */
    String digits(int start, int end) {
        StringBuilder out = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (isDigit(chars[i])) {
                out.append(chars[i]);
            }
        }
        return out.toString();
    }

    /**
     * Forgets all but {@link #BEHIND} of the folded characters before a position, all of which have
     * been taken or skipped.
     *
     * @return the position after that
     */
    int forget(int position) {
        int drop = position - BEHIND;
        if (drop < 4 * BEHIND) {
            return position;
        }
        int rawDrop = starts[drop];
        raw.delete(0, rawDrop);
        System.arraycopy(chars, drop, chars, 0, length - drop);
        for (int i = drop; i < length; i++) {
            starts[i - drop] = starts[i] - rawDrop;
        }
        length -= drop;
        rawFolded -= rawDrop;
        taken -= rawDrop;
        return position - drop;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Letters and digits of every script. */
    static boolean isWord(char c) {
        return isDigit(c) || isAsciiLetter(c) || (c >= 0x80 && Character.isLetter(c));
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n';
    }
}
