/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers made at random with a right check digit, and the ways in which they are written. */
final class NumberForms {

    private static final String[] MARKS = {
        "",
        "-",
        "+",
        " ",
        "\u00A0",
        "\u202F",
        "\u2013",
        "\u2212",
        "\u2010",
        "\u2011",
        "\u00AD",
        "\u200B",
        "\u00AD-",
        " - ",
        " \u2013 ",
        "-\n",
        "\n",
        "-\r\n  ",
        "\\-",
        "\uFF0D"
    };

    private final Random random;

    NumberForms(long seed) {
        random = new Random(seed);
    }

    /**
     * Twelve digits of a person's number.
     *
     * @param add what is added to the day: 60 for a coordination number
     */
    String number(int add) {
        LocalDate date = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(365 * 126));
        String eleven =
                "%04d%02d%02d%03d"
                        .formatted(
                                date.getYear(),
                                date.getMonthValue(),
                                date.getDayOfMonth() + add,
                                1 + random.nextInt(999));
        int sum = 0;
        for (int i = 2; i < 11; i++) {
            int value = (eleven.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += value / 10 + value % 10;
        }
        return eleven + (10 - sum % 10) % 10;
    }

    /** The ways in which twelve digits are written. */
    static List<String> of(String number) {
        List<String> forms = new ArrayList<>();
        String date = number.substring(2, 8);
        String last = number.substring(8);
        for (String mark : MARKS) {
            forms.add(date + mark + last);
            forms.add(number.substring(0, 8) + mark + last);
        }
        for (String mark : new String[] {"-", " ", ".", "/", "\u2013"}) {
            String parts =
                    number.substring(2, 4)
                            + mark
                            + number.substring(4, 6)
                            + mark
                            + number.substring(6, 8);
            forms.add(parts + "-" + last);
            forms.add(number.substring(0, 2) + parts + "-" + last);
            forms.add(number.substring(0, 2) + parts + " " + last);
        }
        forms.add(String.join(" ", number.split("")));
        for (int zero : new int[] {0xFF10, 0x0660, 0x0966, 0x1D7CE}) {
            StringBuilder other = new StringBuilder();
            number.chars().forEach(c -> other.appendCodePoint(zero + c - '0'));
            forms.add(other.toString());
        }
        return forms;
    }
}
