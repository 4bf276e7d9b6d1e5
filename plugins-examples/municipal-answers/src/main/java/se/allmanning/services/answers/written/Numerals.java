/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers, units and months as words, in Swedish and English. */
final class Numerals {

    private static final Map<String, Integer> WORDS = words();
    private static final Map<String, Integer> SCALES =
            Map.ofEntries(
                    Map.entry("tusen", 3),
                    Map.entry("thousand", 3),
                    Map.entry("miljon", 6),
                    Map.entry("miljoner", 6),
                    Map.entry("million", 6),
                    Map.entry("millions", 6),
                    Map.entry("miljard", 9),
                    Map.entry("miljarder", 9),
                    Map.entry("billion", 9));
    private static final List<String> MONTHS =
            List.of(
                    "januari january",
                    "februari february",
                    "mars march",
                    "april april",
                    "maj may",
                    "juni june",
                    "juli july",
                    "augusti august",
                    "september september",
                    "oktober october",
                    "november november",
                    "december december");

    private Numerals() {}

    private static Map<String, Integer> words() {
        Map<String, Integer> out = new HashMap<>();
        String[] small = {
            "två two",
            "tre three",
            "fyra four",
            "fem five",
            "sex six",
            "sju seven",
            "åtta eight",
            "nio nine",
            "tio ten",
            "elva eleven",
            "tolv twelve",
            "tretton thirteen",
            "fjorton fourteen",
            "femton fifteen",
            "sexton sixteen",
            "sjutton seventeen",
            "arton eighteen",
            "nitton nineteen"
        };
        for (int i = 0; i < small.length; i++) {
            put(out, small[i], i + 2);
        }
        String[] tens = {
            "tjugo twenty",
            "trettio thirty",
            "fyrtio forty",
            "femtio fifty",
            "sextio sixty",
            "sjuttio seventy",
            "åttio eighty",
            "nittio ninety"
        };
        String[] units = {"ett", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"};
        String[] english = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        for (int t = 0; t < tens.length; t++) {
            put(out, tens[t], (t + 2) * 10);
            int space = tens[t].indexOf(' ');
            for (int u = 0; u < units.length; u++) {
                out.put(tens[t].substring(0, space) + units[u], (t + 2) * 10 + Math.max(1, u));
            }
            for (int u = 0; u < english.length; u++) {
                out.put(tens[t].substring(space + 1) + "-" + english[u], (t + 2) * 10 + u + 1);
            }
        }
        put(out, "hundra hundred", 100);
        return Map.copyOf(out);
    }

    private static void put(Map<String, Integer> out, String both, int value) {
        int space = both.indexOf(' ');
        out.put(both.substring(0, space), value);
        out.put(both.substring(space + 1), value);
    }

    /** What a small-letter word counts; {@code null} where it is no numeral of two or more. */
    static @Nullable BigDecimal of(String word) {
        Integer value = WORDS.get(word);
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /** Whether the word is one, or the article that is spelled the same. */
    static boolean isOne(String word) {
        return word.equals("en") || word.equals("ett") || word.equals("one");
    }

    /** The power of ten that a word such as <em>miljoner</em> stands for; 0: none. */
    static int scale(String word) {
        return SCALES.getOrDefault(word, 0);
    }

    /** The month, 1 to 12; 0 where the word is none. */
    static int month(String word) {
        String w = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        for (int i = 0; i < MONTHS.size(); i++) {
            for (String name : List.of(MONTHS.get(i).split(" ", -1))) {
                if (w.equals(name) || (w.length() == 3 && name.startsWith(w))) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /**
     * What is counted, under one name for all its forms in both languages; empty where the word is
     * no unit that is told apart.
     */
    static String unit(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        return switch (w) {
            case "%", "procent", "procents", "percent", "procentenheter" -> "%";
            case "§", "§§", "paragraf", "paragrafen", "section", "sections" -> "§";
            case "kap", "kapitel", "kapitlet", "chapter", "chapters" -> "kap";
            case "kr", "kronor", "krona", "kronors", "sek", "kronorna" -> "kr";
            case "h", "timme", "timmar", "timmars", "hour", "hours", "tim" -> "hour";
            case "min", "minut", "minuter", "minuters", "minute", "minutes" -> "minute";
            case "dygn", "dygns", "dag", "day", "days", "dagen" -> "day";
            case "vecka", "veckan", "week", "weeks" -> "week";
            case "månad", "månaden", "month", "months" -> "month";
            case "år", "års", "året", "year", "years" -> "year";
            case "kvm", "m2", "kvadratmeter", "kvadratmeters" -> "m2";
            case "m", "meter", "meters", "metre", "metres" -> "m";
            case "km", "kilometer", "kilometre", "kilometres" -> "km";
            case "cm", "centimeter" -> "cm";
            case "kg", "kilo", "kilogram" -> "kg";
            default -> {
                if (w.endsWith("dagar") || w.endsWith("dagars")) {
                    yield "day";
                }
                if (w.endsWith("veckor") || w.endsWith("veckors")) {
                    yield "week";
                }
                yield w.endsWith("månader") || w.endsWith("månaders") ? "month" : "";
            }
        };
    }
}
