/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

/** What counts as white space: all of Unicode's, no-break spaces included. */
final class Chars {

    private static final char NEXT_LINE = '\u0085';

    private Chars() {}

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
