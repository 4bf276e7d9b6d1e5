/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where sentences end, by rules for Swedish and English: a full stop, question or exclamation mark
 * before white space and a capital letter, digit, quotation mark or the end, unless an abbreviation
 * stands before it; and a line break before anything but a small letter.
 */
final class Sentences {

    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "t.ex", "bl.a", "m.m", "m.fl", "o.s.v", "osv", "dvs", "d.v.s", "s.k", "p.g.a",
                    "pga", "f.d", "i.e", "e.g", "etc", "ca", "kap", "st", "p", "jfr", "resp", "nr",
                    "tel", "kl", "sid", "s", "art", "prop", "dir", "bet", "mom", "inkl", "exkl",
                    "enl", "avd", "fr.o.m", "t.o.m", "fr", "tom", "vs", "mr", "mrs", "dr", "no",
                    "sec", "ch", "para", "u.a", "ev", "max", "min", "tim");

    private Sentences() {}

    /** The sentences of a text, stripped, without empty ones. */
    static List<String> split(String text) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (endsAt(text, i)) {
                add(out, text.substring(from, i + 1));
                from = i + 1;
            }
        }
        add(out, text.substring(from));
        return out;
    }

    private static void add(List<String> out, String sentence) {
        String stripped = sentence.strip();
        if (!stripped.isEmpty()) {
            out.add(stripped);
        }
    }

    /** The whole sentences around the units from {@code from} to {@code to}, stripped. */
    static String around(String text, int from, int to) {
        int start = from;
        while (start > 0 && !endsAt(text, start - 1)) {
            start--;
        }
        int end = to;
        while (end < text.length() && (end == 0 || !endsAt(text, end - 1))) {
            end++;
        }
        return text.substring(start, end).strip();
    }

    /** Whether a sentence ends with the unit at this place. */
    static boolean endsAt(String text, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            int next = next(text, i + 1);
            return next == text.length() || !Character.isLowerCase(text.charAt(next));
        }
        if (c != '.' && c != '!' && c != '?') {
            return false;
        }
        if (i + 1 == text.length()) {
            return true;
        }
        if (!Character.isWhitespace(text.charAt(i + 1)) && text.charAt(i + 1) != '\u00A0') {
            return false;
        }
        int next = next(text, i + 1);
        if (next == text.length()) {
            return true;
        }
        char follows = text.charAt(next);
        boolean begins =
                Character.isUpperCase(follows)
                        || Character.isDigit(follows)
                        || "\"”“»«'’([-•*–".indexOf(follows) >= 0;
        return begins && !(c == '.' && abbreviated(text, i, follows));
    }

    private static boolean abbreviated(String text, int stop, char follows) {
        int from = stop;
        while (from > 0
                && (Character.isLetterOrDigit(text.charAt(from - 1))
                        || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, stop).toLowerCase(Locale.ROOT);
        if (ABBREVIATIONS.contains(word)) {
            return true;
        }
        boolean initial = word.length() == 1 && Character.isUpperCase(text.charAt(from));
        boolean listNumber =
                !word.isEmpty()
                        && word.length() <= 3
                        && word.chars().allMatch(Character::isDigit)
                        && (from == 0 || text.charAt(from - 1) == '\n');
        return initial || listNumber || (word.contains(".") && !Character.isUpperCase(follows));
    }

    private static int next(String text, int from) {
        int i = from;
        while (i < text.length()
                && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00A0')) {
            i++;
        }
        return i;
    }
}
