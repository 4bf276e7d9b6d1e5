/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers that nobody has, made when the test runs: none of them stands in the sources. */
final class Numbers {

    private final Random random;

    Numbers(long seed) {
        random = new Random(seed);
    }

    /** A personal number with twelve digits. */
    String personal() {
        return person(0);
    }

    /** A coordination number with twelve digits. */
    String coordination() {
        return person(60);
    }

    private String person(int add) {
        LocalDate date = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(365 * 126));
        String birth =
                "%04d%02d%02d"
                        .formatted(
                                date.getYear(), date.getMonthValue(), date.getDayOfMonth() + add);
        return withCheckDigit(birth + serial());
    }

    private String serial() {
        return "%03d".formatted(1 + random.nextInt(999));
    }

    /** Twelve digits, of which the last makes the ten last right. */
    static String withCheckDigit(String eleven) {
        for (char digit = '0'; digit <= '9'; digit++) {
            if (luhn((eleven + digit).substring(2))) {
                return eleven + digit;
            }
        }
        throw new AssertionError();
    }

    /** An independent reading of the check digit, from the right. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
            int weighted = i % 2 == 1 ? 2 * value : value;
            sum += weighted / 10 + weighted % 10;
        }
        return sum % 10 == 0;
    }

    /** An organisation number with ten digits. */
    String organisation() {
        String head = "55" + (20 + random.nextInt(80)) + "%05d".formatted(random.nextInt(100_000));
        return withCheckDigit("16" + head).substring(2);
    }

    /** The ways in which a number with twelve digits is written. */
    static List<String> forms(String number) {
        List<String> forms = new ArrayList<>();
        String century = number.substring(0, 2);
        String year = number.substring(2, 4);
        String month = number.substring(4, 6);
        String day = number.substring(6, 8);
        String last = number.substring(8);
        String date = year + month + day;
        String[] marks = {
            "",
            "-",
            "+",
            " ",
            "\u00A0",
            "\u2013",
            "\u2212",
            "\u2010",
            "\u2011",
            "\u00AD",
            "\u200B",
            "\u2060",
            "\u00AD-",
            "-\u200B",
            " - ",
            " \u2013 ",
            "-\n",
            "\n",
            "- ",
            "\u00AD\n",
            "-\r\n  ",
            "\u202F",
            "\\-",
            "\uFF0D",
            "\uFF0B",
            "\u2014",
            "\t",
            "\u2028"
        };
        for (String mark : marks) {
            forms.add(date + mark + last);
            forms.add(century + date + mark + last);
        }
        for (String mark : new String[] {"-", " ", ".", "/", "\u2013", "\u2011", "\u00A0"}) {
            String parts = year + mark + month + mark + day;
            forms.add(parts + "-" + last);
            forms.add(century + parts + "-" + last);
            forms.add(century + parts + " " + last);
        }
        forms.add(century + " " + date + "-" + last);
        forms.add(century + date.substring(0, 2) + " " + date.substring(2) + " " + last);
        forms.add(date + "-" + last.substring(0, 2) + " " + last.substring(2));
        forms.add(date + " " + last.substring(0, 3) + " " + last.substring(3));
        forms.add(date.substring(0, 4) + "\n" + date.substring(4) + last);
        forms.add(date + "-" + last.substring(0, 2) + "\n" + last.substring(2));
        forms.add(String.join(" ", (date + last).split("")));
        forms.add(String.join(" ", number.split("")));
        forms.add(String.join("\u200B", number.split("")));
        for (int zero : new int[] {0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE, 0x1D7F6}) {
            forms.add(digits(date, zero) + "-" + digits(last, zero));
            forms.add(digits(number, zero));
        }
        return forms;
    }

    private static String digits(String ascii, int zero) {
        StringBuilder out = new StringBuilder();
        ascii.chars().forEach(c -> out.appendCodePoint(zero + c - '0'));
        return out.toString();
    }

    /** A sentence with something in it. */
    String sentence(String value) {
        String[] frames = {
            "Anna Ek (%s) har sökt bygglov.",
            "Personnummer:%s, Sundsvall.",
            "%s",
            "Sökanden,%s,bor i Ånge.",
            "Enligt beslut den 12 maj 2021 ska %s. Överklagande inom 3 veckor.",
            "\"%s\"",
            "12;%s;Timrå",
            "Ärende BN 2021-000123 avser %s; se 9 kap. 2 § plan- och bygglagen (2010:900).",
            "<td>%s</td>",
            "pnr=%s&ort=Kramfors",
            "Född:%s/Härnösand",
            "nr%s är sökandens",
            "Barnet %s och 2 syskon (7 och 12 år) bor hos modern.",
            "tel 060-12 34 56, %s",
            "- %s\n- 3 barn\n"
        };
        return frames[random.nextInt(frames.length)].formatted(value);
    }
}
