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
        StringBuilder out = new StringBuilder(words.length());
        boolean space = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '\n') {
                space = false;
                if (!out.isEmpty()) {
                    out.append('\n');
                }
            } else if (isSpace(c)) {
                space = !out.isEmpty() && out.charAt(out.length() - 1) != '\n';
            } else if (!isInvisible(c)) {
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

    private static boolean isInvisible(char c) {
        return c == '\u00AD'
                || (c >= '\u200B' && c <= '\u200F')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2060' && c <= '\u2064')
                || c == '\uFEFF';
    }
}
