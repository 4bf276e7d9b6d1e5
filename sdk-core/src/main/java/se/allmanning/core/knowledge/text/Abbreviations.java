/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import java.util.Locale;
import java.util.Set;

/** Tells the point of an abbreviation from the point of a sentence. */
final class Abbreviations {

    private static final int LONGEST = 12;
    private static final int LONGEST_DOTTED = 6;
    private static final String OPENERS = "(\"“”»[";

    private static final Set<String> KNOWN =
            Set.of(
                    ("t.ex bl.a m.m m.fl d.v.s dvs kl nr kap st resp ca c:a max min tel osv o.s.v"
                                    + " o.d o.dyl e.d e.dyl dyl ev fr.o.m t.o.m s.k f.d f.n i.e p.g.a pga"
                                    + " m.h.a jfr prop bet rskr art avd bil fig tab sid ff mom stk inkl exkl"
                                    + " enl ang avs betr ggr mån prof jur kand mag doc ing tekn leg jan febr"
                                    + " feb apr aug sept sep okt nov dec mfl tex a.a t.v t.h u.a i.o.m iom vol"
                                    + " uppl anm o.likn likn fl")
                            .split(" "));

    private Abbreviations() {}

    /**
     * Whether the point belongs to the word before it.
     *
     * @param sentence where the current sentence starts
     * @param point where the point is
     */
    static boolean endsAt(String text, int sentence, int point) {
        int from = point;
        while (from > sentence && !isEdge(text.charAt(from - 1))) {
            from--;
        }
        int length = point - from;
        if (length == 0) {
            return true;
        }
        if (length > LONGEST) {
            return false;
        }
        String word = text.substring(from, point).toLowerCase(Locale.ROOT);
        return KNOWN.contains(word)
                || isInitial(word)
                || (isNumber(word) && isBlank(text, sentence, from))
                || isDotted(word);
    }

    private static boolean isEdge(char c) {
        return Chars.isSpace(c) || OPENERS.indexOf(c) >= 0;
    }

    private static boolean isInitial(String word) {
        return word.codePointCount(0, word.length()) == 1
                && Character.isLetter(word.codePointAt(0));
    }

    private static boolean isNumber(String word) {
        return word.length() <= 2 && word.chars().allMatch(Character::isDigit);
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** One or two letters between points, as in "f.k" or "a.st". */
    private static boolean isDotted(String word) {
        if (word.length() > LONGEST_DOTTED || word.indexOf('.') < 0) {
            return false;
        }
        int run = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean pointAfterLetters = c == '.' && run > 0;
            if (!pointAfterLetters && !(Character.isLetter(c) && run < 2)) {
                return false;
            }
            run = pointAfterLetters ? 0 : run + 1;
        }
        return run > 0;
    }
}
