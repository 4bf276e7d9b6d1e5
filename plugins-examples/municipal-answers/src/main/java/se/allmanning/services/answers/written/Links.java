/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages and mailboxes, and telephone numbers. */
final class Links {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[a-z][a-z0-9+.-]{1,15}://\\S+|\\b(?:mailto|javascript|data|tel|hxxps?):\\S+"
                            + "|\\bwww\\.\\S+|(?<![\\p{L}\\d._%+-])[\\p{L}\\d._%+-]{1,64}@[\\p{L}\\d.-]{1,120}\\.\\p{L}{2,24}"
                            + "|(?<![\\p{L}\\d.@-])(?:[\\p{L}\\d-]{1,63}\\.){1,6}(?:se|com|org|net|nu|eu|io|info|biz|ru|cn|dev|app"
                            + "|example|test|invalid|me|co|ai|xyz|top|no|dk|fi|de|uk)(?![\\p{L}\\d])(?:/\\S*)?",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern TELEPHONE =
            Pattern.compile("(?<![\\d:.,])(?:\\+\\d|0\\d)(?:[ \\u00A0()/-]{0,2}\\d){5,12}(?!\\d)");

    private Links() {}

    /** Whether the text holds an address. */
    static boolean any(String text) {
        return ADDRESS.matcher(text).find();
    }

    /** The text with a mark in the place of each address, so that nothing can be followed. */
    static String without(String text) {
        return ADDRESS.matcher(text).replaceAll("[…]");
    }

    /** Whether every address and telephone number of a sentence stands in the source. */
    static boolean supported(String sentence, String source) {
        String small = source.toLowerCase(Locale.ROOT);
        Matcher address = ADDRESS.matcher(sentence);
        while (address.find()) {
            String wanted =
                    address.group().toLowerCase(Locale.ROOT).replaceAll("[.,;:!?)”\"»]+$", "");
            if (!whole(small, wanted)) {
                return false;
            }
        }
        Matcher telephone = TELEPHONE.matcher(sentence);
        while (telephone.find()) {
            if (!hasNumber(source, digits(telephone.group()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean whole(String text, String wanted) {
        for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
            int end = i + wanted.length();
            boolean before = i == 0 || !inAddress(text.charAt(i - 1));
            boolean after =
                    end == text.length()
                            || !inAddress(text.charAt(end))
                            || (".,:".indexOf(text.charAt(end)) >= 0
                                    && (end + 1 == text.length()
                                            || Character.isWhitespace(text.charAt(end + 1))));
            if (before && after) {
                return true;
            }
        }
        return false;
    }

    private static boolean inAddress(char c) {
        return Character.isLetterOrDigit(c) || "./-_@%?=&#:".indexOf(c) >= 0;
    }

    private static boolean hasNumber(String source, String digits) {
        Matcher m = TELEPHONE.matcher(source);
        while (m.find()) {
            if (digits(m.group()).equals(digits)) {
                return true;
            }
        }
        return false;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
