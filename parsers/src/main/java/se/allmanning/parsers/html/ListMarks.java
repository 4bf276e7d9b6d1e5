/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import se.allmanning.parsers.structure.Numerals;

/** The marks of an ordered list, as a browser shows them. */
final class ListMarks {

    private ListMarks() {}

    static String of(String type, int number) {
        return switch (type) {
            case "a" -> Numerals.letters(number) + ".";
            case "A" -> Numerals.letters(number).toUpperCase(java.util.Locale.ROOT) + ".";
            case "i" -> Numerals.roman(number) + ".";
            case "I" -> Numerals.roman(number).toUpperCase(java.util.Locale.ROOT) + ".";
            default -> number + ".";
        };
    }
}
