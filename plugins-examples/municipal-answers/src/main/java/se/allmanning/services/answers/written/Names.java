/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names in a sentence: words with a capital letter that do not begin it, and words of capitals or
 * of letters and digits wherever they stand. German writes every noun so, and other scripts have no
 * capitals or another spelling of the same name: there, nothing is taken for a name.
 */
final class Names {

    private static final Pattern WORD =
            Pattern.compile("\\p{L}[\\p{L}\\p{N}]*(?:['’&/_-][\\p{L}\\p{N}]+){0,8}");
    private static final Set<String> COMMON =
            Set.of(
                    "i",
                    "sweden",
                    "swedish",
                    "english",
                    "section",
                    "sections",
                    "chapter",
                    "act",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "i'm",
                    "sek");

    private Names() {}

    /** The words of a text, small, as names are looked up among them. */
    static Set<String> words(String text) {
        Set<String> out = new HashSet<>();
        Matcher m = WORD.matcher(Neutral.visible(text));
        while (m.find()) {
            String word = m.group().toLowerCase(Locale.ROOT);
            out.add(word);
            for (String part : word.split("['’&/_-]", -1)) {
                out.add(part);
            }
        }
        return out;
    }

    /**
     * The first name of a sentence that is not among the words.
     *
     * @param language of the sentence
     */
    static Optional<String> unknown(String sentence, Set<String> words, String language) {
        boolean nouns = language.equals("de") || language.equals("lb");
        Matcher m = WORD.matcher(sentence);
        while (m.find()) {
            String word = m.group();
            if (!latin(word) || COMMON.contains(word.toLowerCase(Locale.ROOT))) {
                continue;
            }
            boolean name =
                    coded(word)
                            || (!nouns
                                    && Character.isUpperCase(word.charAt(0))
                                    && !begins(sentence, m.start()));
            if (name && !known(word.toLowerCase(Locale.ROOT), words)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static boolean latin(String word) {
        return word.codePoints()
                .filter(Character::isLetter)
                .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
    }

    /** Two capitals, or letters and digits together: PBL, KANARIE-77, K2R2T1. */
    private static boolean coded(String word) {
        long capitals = word.chars().filter(Character::isUpperCase).count();
        boolean digits = word.chars().anyMatch(Character::isDigit);
        return capitals >= 2 || (digits && capitals >= 1);
    }

    private static boolean begins(String sentence, int at) {
        int i = at;
        while (i > 0
                && (Character.isWhitespace(sentence.charAt(i - 1))
                        || "\"”“»«'’(".indexOf(sentence.charAt(i - 1)) >= 0)) {
            i--;
        }
        return i == 0 || ":.!?".indexOf(sentence.charAt(i - 1)) >= 0;
    }

    /** Whether the word stands there, or one that differs from it in its ending only. */
    private static boolean known(String name, Set<String> words) {
        if (words.contains(name) || words.contains(withoutGenitive(name))) {
            return true;
        }
        for (String word : words) {
            if (sameButEnding(name, word)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String withoutGenitive(String name) {
        return name.endsWith("s") ? name.replaceAll("['’]?s$", "") : null;
    }

    private static boolean sameButEnding(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        if (shorter < 4) {
            return b.equals(a + "s");
        }
        int common = 0;
        while (common < shorter && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        int lost = a.length() - common;
        int gained = b.length() - common;
        boolean letters =
                a.substring(common).chars().noneMatch(Character::isDigit)
                        && b.substring(common).chars().noneMatch(Character::isDigit);
        return common >= 4 && lost <= 3 && gained <= 3 && Math.min(lost, gained) == 0 && letters;
    }
}
