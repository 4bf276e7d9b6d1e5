/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/**
 * Recognises e-mail addresses, letters of every script included, with {@code @} or its full-width
 * form, or {@code (at)} and {@code [at]} in its place.
 */
final class EmailAddresses implements Detector {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 128;

    private final Detector numbers = new PersonalNumbers();

    @Override
    public @Nullable Hit match(Folded text, int index) {
        int length = length(text, index);
        return length == 0 ? null : new Hit(GuardKind.EMAIL, length);
    }

    private int length(Folded text, int index) {
        if (!Folded.isWord(text.at(index)) || local(text.at(index - 1))) {
            return 0;
        }
        int at = index;
        int digits = 0;
        while (at - index <= LONGEST_LOCAL && local(text.at(at))) {
            digits += Folded.isDigit(text.at(at)) ? 1 : 0;
            at++;
        }
        int sign = at - index > LONGEST_LOCAL ? 0 : sign(text, at);
        int end = sign == 0 ? 0 : domain(text, at + sign);
        if (end == 0 || (digits >= 9 && holdsNumber(text, index, at))) {
            return 0;
        }
        return end - index;
    }

    private boolean holdsNumber(Folded text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (numbers.match(text, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean local(char c) {
        return Folded.isWord(c)
                || c == '.'
                || c == '_'
                || c == '-'
                || c == '+'
                || c == '%'
                || c == '\'';
    }

    private static int sign(Folded text, int at) {
        if (text.at(at) == '@') {
            return 1;
        }
        int from = text.at(at) == ' ' ? 1 : 0;
        char open = text.at(at + from);
        if (open != '(' && open != '[') {
            return 0;
        }
        boolean found =
                Character.toLowerCase(text.at(at + from + 1)) == 'a'
                        && Character.toLowerCase(text.at(at + from + 2)) == 't'
                        && text.at(at + from + 3) == (open == '(' ? ')' : ']');
        if (!found) {
            return 0;
        }
        return from + 4 + (text.at(at + from + 4) == ' ' ? 1 : 0);
    }

    /** The end of the domain that begins here, or 0. */
    private static int domain(Folded text, int from) {
        int at = from;
        int labelStart = from;
        int end = 0;
        boolean letters = true;
        while (at - from <= LONGEST_DOMAIN) {
            char c = text.at(at);
            if (Folded.isWord(c) || c == '-') {
                letters &= !Folded.isDigit(c) && c != '-';
                at++;
                continue;
            }
            int label = at - labelStart;
            if (label == 0) {
                break;
            }
            if (labelStart > from && letters && label >= 2) {
                end = at;
            }
            if (c != '.') {
                break;
            }
            at++;
            labelStart = at;
            letters = true;
        }
        return end;
    }
}
