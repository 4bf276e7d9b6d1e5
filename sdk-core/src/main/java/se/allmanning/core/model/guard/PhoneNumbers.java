/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises telephone numbers: Swedish ones with their area code, after the numbering plan of
 * Post-och telestyrelsen, and those of other countries after a plus sign or 00.
 */
final class PhoneNumbers implements Detector {

    private static final Set<String> AREAS_OF_THREE =
            Set.of(
                    "010", "011", "013", "016", "018", "019", "020", "021", "023", "026", "031",
                    "033", "035", "036", "040", "042", "044", "046", "054", "060", "063", "070",
                    "072", "073", "076", "079", "090");
    private static final Set<String> GROUPINGS =
            Set.of(
                    "5", "3,2", "2,3", "6", "2,2,2", "3,3", "2,4", "7", "3,2,2", "2,2,3", "3,4",
                    "4,3", "2,3,2", "8", "3,3,2", "4,4", "2,3,3", "3,2,3", "2,2,2,2");
    private static final int MOST_DIGITS = 15;

    @Override
    public @Nullable Hit match(Folded text, int index) {
        int length = length(text, index);
        return length == 0 ? null : new Hit(GuardKind.PHONE, length);
    }

    private static int length(Folded text, int index) {
        char first = text.at(index);
        char before = text.at(index - 1);
        if (first == '+') {
            return Folded.isWord(before) ? 0 : international(text, index, index + 1);
        }
        boolean bracket = first == '(';
        if (!bracket && first != '0') {
            return 0;
        }
        if (Folded.isWord(before)
                || before == '+'
                || ((before == '.'
                                || before == ','
                                || before == ':'
                                || before == '-'
                                || before == '/')
                        && Folded.isDigit(text.at(index - 2)))) {
            return 0;
        }
        int at = bracket ? index + 1 : index;
        if (bracket && text.at(at) == '+') {
            return international(text, index, at + 1);
        }
        if (text.at(at) != '0') {
            return 0;
        }
        if (text.at(at + 1) == '0') {
            // 100 001-1 000 000 is a range of amounts.
            boolean amount = before == ' ' && Folded.isDigit(text.at(index - 2));
            return bracket || amount ? 0 : international(text, index, at + 2);
        }
        return national(text, index, at, bracket);
    }

    private static int international(Folded text, int index, int from) {
        if (text.at(from) < '1' || text.at(from) > '9') {
            return 0;
        }
        int digits = 0;
        int at = from;
        int end = from;
        boolean swedish = text.at(from) == '4' && text.at(from + 1) == '6';
        while (digits <= MOST_DIGITS) {
            char c = text.at(at);
            if (Folded.isDigit(c)) {
                digits++;
                at++;
                end = at;
            } else if (c == '(' && text.at(at + 1) == '0' && text.at(at + 2) == ')') {
                at += 3;
            } else if (separates(text, at)) {
                at++;
                // A blank on either side of a hyphen or a bracket.
                if (separates(text, at) && text.at(at) != c) {
                    at++;
                }
                if (!Folded.isDigit(text.at(at)) && text.at(at) != '(') {
                    break;
                }
                if (swedish && digits >= 11) {
                    break;
                }
            } else {
                break;
            }
        }
        int least = swedish ? 9 : 8;
        int most = swedish ? 12 : MOST_DIGITS;
        return digits < least || digits > most || Folded.isWord(text.at(end)) ? 0 : end - index;
    }

    private static boolean separates(Folded text, int at) {
        char c = text.at(at);
        return c == ' ' || c == '-' || c == '/' || c == ')' || c == '.';
    }

    private static int national(Folded text, int index, int from, boolean bracket) {
        int run = 0;
        while (run <= 10 && Folded.isDigit(text.at(from + run))) {
            run++;
        }
        int area = area(text, from);
        if (run < area || run > 10) {
            return 0;
        }
        int at = from + run;
        if (run > area) {
            boolean lonely = !bracket && whole(run, area) && !goesOn(text, at);
            return lonely ? at - index : 0;
        }
        int marks = 0;
        while (marks < 3 && (separates(text, at) && text.at(at) != '.')) {
            marks++;
            at++;
        }
        boolean mobile = text.at(from + 1) == '7';
        if (marks == 0 || !Folded.isDigit(text.at(at)) || (text.at(at) == '0' && !mobile)) {
            return 0;
        }
        return subscriber(text, index, at, area);
    }

    /** Reads the groups after the area code; the longest row of them that is a number counts. */
    private static int subscriber(Folded text, int index, int from, int area) {
        StringBuilder shape = new StringBuilder();
        int total = area;
        int best = 0;
        int at = from;
        for (int group = 0; group < 4; group++) {
            int length = 0;
            while (length <= 8 && Folded.isDigit(text.at(at + length))) {
                length++;
            }
            at += length;
            total += length;
            if (length == 0 || length > 8 || total > 11) {
                break;
            }
            shape.append(group == 0 ? "" : ",").append(length);
            if (total >= (area == 4 ? 9 : area == 3 ? 8 : 9)
                    && total <= 10
                    && GROUPINGS.contains(shape.toString())
                    && !goesOn(text, at)) {
                best = at - index;
            }
            char c = text.at(at);
            if (c != ' ' && c != '-') {
                break;
            }
            at++;
        }
        return best;
    }

    private static boolean whole(int run, int area) {
        return area == 2 ? run >= 9 && run <= 10 : run >= 9;
    }

    /** Whether what looked like the end of a number is not. */
    private static boolean goesOn(Folded text, int at) {
        char c = text.at(at);
        return Folded.isWord(c)
                || ((c == ':' || c == '.' || c == ',') && Folded.isDigit(text.at(at + 1)));
    }

    /** The number of digits of the area code with its zero. */
    private static int area(Folded text, int from) {
        if (text.at(from + 1) == '8') {
            return 2;
        }
        String three = "0" + text.at(from + 1) + text.at(from + 2);
        return AREAS_OF_THREE.contains(three) ? 3 : 4;
    }
}
