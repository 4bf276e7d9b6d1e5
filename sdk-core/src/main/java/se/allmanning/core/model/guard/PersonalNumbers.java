/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises personal, coordination, interim and organisation numbers in the ways they are written.
 */
final class PersonalNumbers implements Detector {

    // Lengths of the groups, one hexadecimal digit each. What stands in STRONG is a number by
    // itself; what stands in WEAK only if it is not part of a longer row of numbers.
    private static final Set<Long> STRONG = Set.of(0xAL, 0xCL, 0x64L, 0x84L);
    private static final long FOURS = 0x444L;
    private static final Set<Long> WEAK =
            Set.of(
                    0x2224L,
                    0x22222L,
                    0x622L,
                    0x631L,
                    0x4224L,
                    0x264L,
                    0x2AL,
                    FOURS,
                    0x22224L,
                    0x42222L,
                    0x222222L,
                    0x822L,
                    0x831L,
                    0x1111111111L,
                    0x111111111111L);
    private static final String INTERIM_LETTERS = "TRSUWXJKLMN";
    private static final String ROW_MARKS = "-./,:";
    private static final int LONGEST_TOKEN = 40;

    @Override
    public @Nullable Hit match(Folded text, int index) {
        int length = length(text, index);
        return length == 0 ? null : new Hit(kind(text, index, length), length);
    }

    private static int length(Folded text, int index) {
        if (!Folded.isDigit(text.at(index)) || Folded.isDigit(text.at(index - 1))) {
            return 0;
        }
        int run = 1;
        while (run < 15 && Folded.isDigit(text.at(index + run))) {
            run++;
        }
        int account = account(text, index, run);
        if (account > 0) {
            return account;
        }
        if (run > DigitGroups.MOST) {
            return 0;
        }
        DigitGroups groups = new DigitGroups(text, index);
        for (int last = groups.count(); last > 0; last--) {
            if (groups.total(last) < 10) {
                break;
            }
            GuardKind kind = CheckDigit.kind(groups.digits(), groups.total(last));
            if (kind != null && written(text, index, groups, last, kind)) {
                return groups.end(last - 1) - index;
            }
        }
        return interim(text, index, groups);
    }

    private static GuardKind kind(Folded text, int index, int length) {
        for (int i = index; i < index + length; i++) {
            if (INTERIM_LETTERS.indexOf(Character.toUpperCase(text.at(i))) >= 0) {
                return GuardKind.INTERIM_NUMBER;
            }
        }
        String digits = text.digits(index, index + length);
        GuardKind kind = CheckDigit.kind(digits);
        if (kind == null && digits.length() == 12) {
            kind = CheckDigit.kind(digits.substring(0, 10));
        } else if (kind == null && digits.length() == 14) {
            kind = CheckDigit.kind(digits.substring(4));
        }
        return kind == null ? GuardKind.PERSONAL_NUMBER : kind;
    }

    /**
     * The length of a VAT number (SE, ten digits, two digits) or of a personal account (clearing
     * number 3300 or 3782, personal number) that holds a number, or 0.
     */
    private static int account(Folded text, int index, int run) {
        @Nullable GuardKind kind = null;
        if (run == 12
                && Character.toUpperCase(text.at(index - 1)) == 'E'
                && Character.toUpperCase(text.at(index - 2)) == 'S') {
            kind = CheckDigit.kind(digits(text, index, 10));
        } else if (run == 14) {
            String clearing = digits(text, index, 4);
            if (clearing.equals("3300") || clearing.equals("3782")) {
                kind = CheckDigit.kind(digits(text, index + 4, 10));
                kind = kind == GuardKind.ORGANISATION ? null : kind;
            }
        }
        return kind == null ? 0 : run;
    }

    private static String digits(Folded text, int from, int count) {
        char[] out = new char[count];
        for (int i = 0; i < count; i++) {
            out[i] = text.at(from + i);
        }
        return new String(out);
    }

    private static boolean written(
            Folded text, int index, DigitGroups groups, int last, GuardKind kind) {
        int end = groups.end(last - 1);
        boolean strong = false;
        boolean weak = false;
        for (int merged = -1; merged < last - 1 && !strong && !weak; merged++) {
            if (merged < 0 || groups.broken(merged)) {
                long shape = shape(groups, last, merged);
                strong = STRONG.contains(shape);
                weak = WEAK.contains(shape);
            }
        }
        if (!(strong || (weak && kind != GuardKind.ORGANISATION)) || !marks(groups, last)) {
            return false;
        }
        if (Folded.isDigit(text.at(end)) || joins(text, end, ':', 1)) {
            return false;
        }
        if (strong) {
            boolean marked = last > 1 && groups.mark(0) != DigitGroups.BLANK;
            return marked || !(decimal(text, index, end) || hexadecimal(text, index, end));
        }
        return alone(text, index, end, groups, last);
    }

    private static long shape(DigitGroups groups, int last, int merged) {
        long shape = 0;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += groups.length(i);
            if (i != merged) {
                shape = shape * 16 + sum;
                sum = 0;
            }
        }
        return shape;
    }

    /** Dots and slashes stand within the date only, a plus sign only after it. */
    private static boolean marks(DigitGroups groups, int last) {
        int total = groups.total(last);
        for (int i = 0; i < last - 1; i++) {
            int before = groups.total(i + 1);
            char mark = groups.mark(i);
            if (((mark == '.' || mark == '/') && before > total - 6)
                    || (mark == '+' && before != total - 4)) {
                return false;
            }
        }
        return true;
    }

    private static boolean joins(Folded text, int at, char mark, int step) {
        return text.at(at) == mark && Folded.isDigit(text.at(at + step));
    }

    /**
     * Whether the digits are the whole or the fraction of a decimal number, or part of an address.
     */
    private static boolean decimal(Folded text, int index, int end) {
        return joins(text, end, '.', 1)
                || joins(text, index - 1, '.', -1)
                || (joins(text, index - 1, ',', -1)
                        && text.at(index - 2) == '0'
                        && !Folded.isWord(text.at(index - 3)));
    }

    /** Whether the digits are part of a long hexadecimal number, with or without hyphens. */
    private static boolean hexadecimal(Folded text, int index, int end) {
        int from = index;
        boolean letters = false;
        while (index - from < LONGEST_TOKEN && inHexadecimal(text.at(from - 1))) {
            from--;
            letters |= Folded.isAsciiLetter(text.at(from));
        }
        int to = end;
        while (to - end < LONGEST_TOKEN && inHexadecimal(text.at(to))) {
            letters |= Folded.isAsciiLetter(text.at(to));
            to++;
        }
        return letters && to - from >= 24;
    }

    private static boolean inHexadecimal(char c) {
        return Folded.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
    }

    /** Whether no other number stands so close that this one is part of a row. */
    private static boolean alone(Folded text, int index, int end, DigitGroups groups, int last) {
        for (int i = 0; i < ROW_MARKS.length(); i++) {
            char mark = ROW_MARKS.charAt(i);
            if (joins(text, index - 1, mark, -1) || joins(text, end, mark, 1)) {
                return false;
            }
        }
        long shape = shape(groups, last, -1);
        boolean peculiar = shape % 16 == 4 && shape != FOURS;
        if (peculiar || last == DigitGroups.MOST) {
            return true;
        }
        boolean before = groups.mark(0) == DigitGroups.BLANK && joins(text, index - 1, ' ', -1);
        boolean after = groups.mark(last - 2) == DigitGroups.BLANK && joins(text, end, ' ', 1);
        return !before && !after;
    }

    /**
     * The length of a temporary number, or 0. After a hyphen the letter says enough; without one,
     * the check digit must be right with 1 in the letter's place.
     */
    private static int interim(Folded text, int index, DigitGroups groups) {
        for (int i = Math.min(3, groups.count()); i > 0; i--) {
            int total = groups.total(i);
            boolean whole = i == 1 || (i == 3 && groups.length(1) == 2 && groups.length(2) == 2);
            if (!whole || (total != 6 && total != 8) || !CheckDigit.date(groups.digits(), total)) {
                continue;
            }
            int at = groups.end(i - 1);
            boolean hyphen = false;
            for (int n = 0;
                    n < 3 && (text.at(at) == ' ' || text.at(at) == '-' || text.at(at) == '+');
                    n++) {
                hyphen |= text.at(at) != ' ';
                at++;
            }
            if (INTERIM_LETTERS.indexOf(Character.toUpperCase(text.at(at))) < 0) {
                continue;
            }
            String last = digits(text, at + 1, 3);
            boolean digits = last.chars().allMatch(c -> Folded.isDigit((char) c));
            if (digits
                    && !Folded.isWord(text.at(at + 4))
                    && (hyphen || luhn(groups.digits(), total, last))) {
                return at + 4 - index;
            }
        }
        return 0;
    }

    private static boolean luhn(char[] date, int total, String last) {
        String ten = new String(date, total - 6, 6) + "1" + last;
        return CheckDigit.luhn(ten.toCharArray(), 0);
    }
}
