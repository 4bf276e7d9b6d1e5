/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a text: numbers in digits or words, with what they count where that is told apart;
 * dates; sections. <em>Tre veckor</em>, <em>3 veckor</em> and <em>three weeks</em> are the same
 * figure, <em>3 månader</em> another.
 */
final class Facts {

    /**
     * One figure.
     *
     * @param value the number in one spelling, such as {@code 2500}, {@code 44a} or {@code 03-01}
     * @param unit what it counts; empty where that is not told apart
     */
    record Fact(String value, String unit) {}

    private static final Pattern ISO_DATE = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern DAY_MONTH =
            Pattern.compile(
                    "\\b(\\d{1,2})(?::?e|:a|st|nd|rd|th)?\\s+(?:of\\s+)?(\\p{L}{3,9})\\b(?:,?\\s+(\\d{4})\\b)?");
    private static final Pattern MONTH_DAY =
            Pattern.compile(
                    "\\b(\\p{L}{3,9})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4})\\b)?");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\d{1,3}(?: \\d{3}){1,5}(?!\\d)(?:,\\d+)?|\\d+(?:[.,:]\\d+){0,6}|%|§+|-|"
                            + "\\p{L}+\\d?(?:-\\p{L}+){0,6}");
    private static final Set<String> AND =
            Set.of("och", "eller", "till", "respektive", "and", "or", "to", "-");

    private Facts() {}

    /** The figures of a text, in order. */
    static Set<Fact> of(String text) {
        Set<Fact> out = new LinkedHashSet<>();
        String rest = plain(text);
        rest = takeDates(rest, ISO_DATE, out, 1, 2, 3);
        rest = takeDates(rest, DAY_MONTH, out, 3, 2, 1);
        rest = takeDates(rest, MONTH_DAY, out, 3, 1, 2);
        List<String> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(rest);
        while (m.find()) {
            tokens.add(m.group());
        }
        for (int i = 0; i < tokens.size(); i++) {
            figure(tokens, i, out);
        }
        return out;
    }

    /** Whether the figures hold this one: the same number of the same thing, or of one not told. */
    static boolean supported(Fact fact, Set<Fact> figures) {
        for (Fact f : figures) {
            if (f.value().equals(fact.value())
                    && (fact.unit().isEmpty()
                            || f.unit().isEmpty()
                            || f.unit().equals(fact.unit()))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return Neutral.visible(text)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\u00A0\\u2007\\u2009\\u202F]", " ")
                .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
                .replace("²", "2")
                .replace("kap.", "kap");
    }

    private static String takeDates(
            String text, Pattern form, Set<Fact> out, int year, int month, int day) {
        StringBuilder rest = new StringBuilder();
        Matcher m = form.matcher(text);
        int from = 0;
        while (m.find(from)) {
            String name = m.group(month);
            int number = form == ISO_DATE ? Integer.parseInt(name) : Numerals.month(name);
            int of = Integer.parseInt(m.group(day));
            if (number < 1 || number > 12 || of < 1 || of > 31) {
                int next = m.start() + 1;
                rest.append(text, from, next);
                from = next;
                continue;
            }
            out.add(new Fact(String.format(Locale.ROOT, "%02d-%02d", number, of), "date"));
            String in = m.group(year);
            if (in != null) {
                out.add(new Fact(in, ""));
            }
            rest.append(text, from, m.start()).append(" ; ");
            from = m.end();
        }
        return rest.append(text.substring(from)).toString();
    }

    private static void figure(List<String> tokens, int i, Set<Fact> out) {
        String token = tokens.get(i);
        String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
        if (Numerals.isOne(token)) {
            if (!Numerals.unit(next).isEmpty()) {
                out.add(new Fact("1", Numerals.unit(next)));
            }
            return;
        }
        BigDecimal value = value(token);
        if (value == null) {
            if (!token.isEmpty() && Character.isDigit(token.charAt(0))) {
                out.add(new Fact(token, ""));
            }
            return;
        }
        int after = i + 1;
        int scale = Numerals.scale(next);
        if (scale > 0) {
            value = value.scaleByPowerOfTen(scale);
            after++;
        }
        String written = value.stripTrailingZeros().toPlainString();
        boolean lettered =
                next.length() == 1
                        && Character.isLetter(next.charAt(0))
                        && Numerals.unit(at(tokens, after + 1)).equals("§");
        if (lettered) {
            out.add(new Fact(written + next, "§"));
            return;
        }
        out.add(new Fact(written, unit(tokens, i, after)));
    }

    /** The unit after the number, after the one that it is coupled with, or before it. */
    private static String unit(List<String> tokens, int i, int after) {
        int at = after;
        while (at < i + 8 && AND.contains(at(tokens, at)) && value(at(tokens, at + 1)) != null) {
            at += 2;
        }
        if (at(tokens, at).equals("-")) {
            at++;
        }
        String behind = Numerals.unit(at(tokens, at));
        if (!behind.isEmpty()) {
            return behind;
        }
        String before = i == 0 ? "" : Numerals.unit(tokens.get(i - 1));
        return before.equals("§") || before.equals("kap") ? before : "";
    }

    private static String at(List<String> tokens, int i) {
        return i < tokens.size() ? tokens.get(i) : "";
    }

    /** The number that a token says; {@code null} for words, and for numbers such as 2017:900. */
    private static @Nullable BigDecimal value(String token) {
        if (token.isEmpty()) {
            return null;
        }
        if (!Character.isDigit(token.charAt(0))) {
            return Numerals.of(token);
        }
        String digits = token.replace(" ", "");
        // Three digits after a mark are thousands: 2.500 and 2,500 are written for 2 500.
        digits = digits.replaceAll("[.,](?=\\d{3}(?!\\d))", "");
        digits = digits.replaceAll("(?<=^\\d{1,2}):(?=\\d{2}$)", ".").replace(',', '.');
        return digits.chars().allMatch(c -> c == '.' || Character.isDigit(c))
                        && digits.indexOf('.') == digits.lastIndexOf('.')
                ? new BigDecimal(digits)
                : null;
    }
}
