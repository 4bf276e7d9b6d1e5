/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

/**
 * One spelling of white space and of bullets for all formats, so that the same words give the same
 * text.
 */
public final class Spaces {

    private static final String BULLETS = "\uF0B7\uF0A7\uF0A8\uF0D8\uF076\uF0FC\uF02D\uF06E\uF071";

    private Spaces() {}

    /** Runs of white space become one space; line breaks stay, without spaces around them. */
    public static String tidy(String words) {
        String seen = withoutInvisible(words);
        StringBuilder out = new StringBuilder(seen.length());
        boolean space = false;
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            if (c == '\n') {
                space = false;
                if (!out.isEmpty()) {
                    out.append('\n');
                }
            } else if (isSpace(c)) {
                space = !out.isEmpty() && out.charAt(out.length() - 1) != '\n';
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                // Symbol fonts put their bullets into the private area, where they mean nothing.
                out.append(BULLETS.indexOf(c) >= 0 ? '\u2022' : c);
            }
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == '\n') {
            end--;
        }
        return out.substring(0, end);
    }

    /** As {@link #tidy}, on one line. */
    public static String oneLine(String words) {
        return tidy(words.replace('\n', ' '));
    }

    /** Whether a character is white space of any width, breaking or not. */
    public static boolean isSpace(char c) {
        return c == ' '
                || c == '\t'
                || c == '\r'
                || c == '\f'
                || c == '\u000B'
                || c == '\u00A0'
                || c == '\u0085'
                || Character.isSpaceChar(c);
    }

    /**
     * How many characters of a text draw nothing and are not there for the setting of lines: what
     * {@link #tidy} removes, but soft hyphens. People see none of them, programs read them all.
     */
    public static int countHidden(String words) {
        return (int) words.codePoints().filter(c -> c != '\u00AD' && isInvisible(c)).count();
    }

    /** A text without its invisible characters, all else as it is. */
    public static String withoutInvisible(String words) {
        if (words.codePoints().noneMatch(Spaces::isInvisible)) {
            return words;
        }
        StringBuilder out = new StringBuilder(words.length());
        words.codePoints().filter(c -> !isInvisible(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    /**
     * Unicode's default ignorable code points (DerivedCoreProperties), without the variation
     * selectors that choose the look of a sign (U+FE00 to U+FE0F) and the vowels of Khmer.
     */
    private static boolean isInvisible(int c) {
        return c == '\u00AD'
                || c == 0x034F
                || c == 0x061C
                || c == 0x115F
                || c == 0x1160
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0x3164
                || c == 0xFEFF
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFFB)
                || (c >= 0x1BCA0 && c <= 0x1BCA3)
                || (c >= 0x1D173 && c <= 0x1D17A)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}
