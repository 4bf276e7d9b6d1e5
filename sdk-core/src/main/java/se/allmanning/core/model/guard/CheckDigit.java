/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/**
 * What ten or twelve digits are: lag (1991:481) 18 and 18 a §§ for personal numbers, lag (1974:174)
 * for organisation numbers. The check digit is Luhn's, over the last ten digits.
 */
final class CheckDigit {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final int NO_CENTURY = -1;

    private CheckDigit() {}

    /** The kind, or null if it is none. */
    static @Nullable GuardKind kind(String digits) {
        return kind(digits.toCharArray(), digits.length());
    }

    /** The kind of the first so many digits, or null if they are none. */
    static @Nullable GuardKind kind(char[] digits, int length) {
        int from = length - 10;
        if ((from != 0 && from != 2) || !luhn(digits, from)) {
            return null;
        }
        int century = from == 0 ? NO_CENTURY : number(digits, 0);
        if (number(digits, from + 2) >= 20) {
            boolean organisation = digits[from] != '0';
            return organisation && (century == NO_CENTURY || century == 16)
                    ? GuardKind.ORGANISATION
                    : null;
        }
        if ((number(digits, from + 6) == 0 && digits[from + 8] == '0') || !knownCentury(century)) {
            return null;
        }
        int day = number(digits, from + 4);
        if (day >= 60) {
            // Month 00 and day 60 stand for an unknown date of birth.
            int month = number(digits, from + 2);
            boolean unknown = day == 60 || month == 0;
            boolean valid =
                    unknown ? month <= 12 && day <= 91 : date(digits, from, century, day - 60);
            return valid ? GuardKind.COORDINATION_NUMBER : null;
        }
        return date(digits, from, century, day) ? GuardKind.PERSONAL_NUMBER : null;
    }

    /** Whether the first six or eight digits are a date of birth, with or without 60 on the day. */
    static boolean date(char[] digits, int length) {
        int from = length - 6;
        int century = from == 0 ? NO_CENTURY : number(digits, 0);
        int day = number(digits, from + 4);
        return knownCentury(century) && date(digits, from, century, day > 60 ? day - 60 : day);
    }

    /** Whether the ten digits from a place end with the check digit of the others. */
    static boolean luhn(char[] digits, int from) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int value = digits[from + i] - '0';
            if (i % 2 == 0) {
                value *= 2;
            }
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    private static boolean knownCentury(int century) {
        return century == NO_CENTURY || (century >= 18 && century <= 20);
    }

    private static boolean date(char[] digits, int from, int century, int day) {
        int year = number(digits, from);
        int month = number(digits, from + 2);
        if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) {
            return false;
        }
        if (month == 2 && day == 29) {
            // Without a century any that makes the date valid will do: 00 may be 2000.
            return year % 4 == 0 && (year != 0 || century == NO_CENTURY || century == 20);
        }
        return true;
    }

    private static int number(char[] digits, int from) {
        return (digits[from] - '0') * 10 + digits[from + 1] - '0';
    }
}
