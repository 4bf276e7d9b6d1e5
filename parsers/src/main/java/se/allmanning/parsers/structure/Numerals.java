/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

/** Numbers as lists write them, in lower case. */
public final class Numerals {

    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {
        "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"
    };
    private static final String SUPERSCRIPTS =
            "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    private Numerals() {}

    /** a to z, then aa, bb and so on, as word processors count. */
    public static String letters(int number) {
        if (number < 1 || number > 26 * 20) {
            return Integer.toString(number);
        }
        return String.valueOf((char) ('a' + (number - 1) % 26)).repeat((number - 1) / 26 + 1);
    }

    /** Roman numerals up to 3999. */
    public static String roman(int number) {
        if (number < 1 || number > 3999) {
            return Integer.toString(number);
        }
        StringBuilder out = new StringBuilder();
        int left = number;
        for (int i = 0; i < VALUES.length; i++) {
            while (left >= VALUES[i]) {
                out.append(SIGNS[i]);
                left -= VALUES[i];
            }
        }
        return out.toString();
    }

    /** Digits as superscripts; other characters as they are. */
    public static String superscript(String words) {
        StringBuilder out = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            out.append(c >= '0' && c <= '9' ? SUPERSCRIPTS.charAt(c - '0') : c);
        }
        return out.toString();
    }
}
