/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.regex.Pattern;

/** Whether a sentence denies something, in Swedish or English, by its small words. */
final class Negation {

    private static final Pattern BOUNDS =
            Pattern.compile(
                    "\\b(?:inte|ej|icke|not|no)\\s+(?:senare|längre|mer|mera|fler|mindre|högre|lägre|bara|endast|enbart"
                            + "|later|longer|more|less|only|fewer)\\b",
                    Pattern.CASE_INSENSITIVE
                            | Pattern.UNICODE_CASE
                            | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORDS =
            Pattern.compile(
                    "\\b(?:inte|ej|icke|aldrig|ingen|inget|inga|ingenting|varken|inte"
                            + "|not|no|never|none|nothing|neither|nor|cannot)\\b|n['’]t\\b",
                    Pattern.CASE_INSENSITIVE
                            | Pattern.UNICODE_CASE
                            | Pattern.UNICODE_CHARACTER_CLASS);

    private Negation() {}

    /** Whether it denies; bounds such as <em>inte senare än</em> do not. */
    static boolean in(String text) {
        return WORDS.matcher(BOUNDS.matcher(text).replaceAll(" ")).find();
    }

    /** Whether the words of a language are known here. */
    static boolean knows(String language) {
        return language.equals("sv") || language.equals("en");
    }
}
