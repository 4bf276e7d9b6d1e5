/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bracket with quotes, as a model writes it.
 *
 * @param end the place after it
 * @param quotes what it holds
 * @param whole whether it came to its end
 */
record Bracket(int end, List<Draft.Quote> quotes, boolean whole) {

    private static final Pattern BARE =
            Pattern.compile("^\\P{N}*?(\\d{1,3})\\s*[:,;.]?\\s+(?=\\p{L})(.+)$", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final String DOUBLE = "\"”“„»«";
    private static final String SINGLE = "'’‘";

    /** Reads a bracket; {@code null} where more is awaited. */
    static @Nullable Bracket at(StringBuilder buffer, int open, boolean atEnd) {
        char closer =
                switch (buffer.charAt(open)) {
                    case '(' -> ')';
                    case '【' -> '】';
                    default -> ']';
                };
        List<Draft.Quote> quotes = new ArrayList<>();
        StringBuilder outside = new StringBuilder();
        int number = -1;
        int i = open + 1;
        while (i < buffer.length()) {
            char c = buffer.charAt(i);
            if (opensQuote(c, outside)) {
                int close = closing(buffer, i, closer, atEnd);
                if (close < 0) {
                    return atEnd ? new Bracket(buffer.length(), List.of(), false) : null;
                }
                number = lastNumber(outside.toString(), number);
                quotes.add(new Draft.Quote(number, buffer.substring(i + 1, close)));
                if (buffer.charAt(close) == closer) {
                    return new Bracket(close + 1, quotes, true);
                }
                outside.setLength(0);
                i = close + 1;
                continue;
            }
            if (c == closer) {
                if (quotes.isEmpty()) {
                    return unquoted(buffer, outside.toString(), i + 1, atEnd);
                }
                return new Bracket(i + 1, quotes, true);
            }
            outside.append(c);
            i++;
        }
        if (!atEnd) {
            return null;
        }
        return new Bracket(buffer.length(), quotes, !quotes.isEmpty());
    }

    private static boolean opensQuote(char c, StringBuilder outside) {
        if (DOUBLE.indexOf(c) >= 0) {
            return true;
        }
        String before = outside.toString().stripTrailing();
        return SINGLE.indexOf(c) >= 0
                && !before.isEmpty()
                && (":,;.".indexOf(before.charAt(before.length() - 1)) >= 0
                        || Character.isDigit(before.charAt(before.length() - 1)));
    }

    /**
     * The mark that closes the quote which opens here: before the closer or a separator. Where it
     * was forgotten, the closer at the line's end; -1 where more is awaited.
     */
    private static int closing(StringBuilder buffer, int open, char closer, boolean atEnd) {
        String marks = DOUBLE.indexOf(buffer.charAt(open)) >= 0 ? DOUBLE : SINGLE;
        for (int i = open + 1; i < buffer.length(); i++) {
            if (buffer.charAt(i) == closer && endsLine(buffer, i + 1)) {
                return i;
            }
            if (marks.indexOf(buffer.charAt(i)) < 0) {
                continue;
            }
            int next = i + 1;
            while (next < buffer.length() && " .,\u00A0".indexOf(buffer.charAt(next)) >= 0) {
                next++;
            }
            if (next == buffer.length()) {
                return atEnd ? i : -1;
            }
            char c = buffer.charAt(next);
            boolean separated = buffer.substring(i + 1, next).contains(",");
            if (c == closer
                    || c == ';'
                    || (separated && (Character.isDigit(c) || DOUBLE.indexOf(c) >= 0))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean endsLine(StringBuilder buffer, int from) {
        int i = from;
        while (i < buffer.length() && " .".indexOf(buffer.charAt(i)) >= 0) {
            i++;
        }
        return i < buffer.length() && buffer.charAt(i) == '\n';
    }

    private static int lastNumber(String text, int otherwise) {
        int number = otherwise;
        Matcher m = NUMBER.matcher(text);
        while (m.find()) {
            number = Integer.parseInt(m.group());
        }
        return number;
    }

    /** A bracket without quotation marks: bare words, words after it, or none. */
    private static @Nullable Bracket unquoted(
            StringBuilder buffer, String inside, int end, boolean atEnd) {
        Matcher bare = BARE.matcher(inside);
        if (bare.find()) {
            return new Bracket(
                    end,
                    List.of(
                            new Draft.Quote(
                                    Integer.parseInt(bare.group(1)), bare.group(2).strip())),
                    true);
        }
        int i = end;
        while (i < buffer.length() && ": \u00A0".indexOf(buffer.charAt(i)) >= 0) {
            i++;
        }
        if (i == buffer.length() && !atEnd) {
            return null;
        }
        int number = lastNumber(inside, -1);
        if (i < buffer.length() && DOUBLE.indexOf(buffer.charAt(i)) >= 0) {
            for (int close = i + 1; close < buffer.length(); close++) {
                if (DOUBLE.indexOf(buffer.charAt(close)) >= 0) {
                    return new Bracket(
                            close + 1,
                            List.of(new Draft.Quote(number, buffer.substring(i + 1, close))),
                            true);
                }
            }
            return atEnd ? new Bracket(buffer.length(), List.of(), false) : null;
        }
        List<Draft.Quote> numbers = new ArrayList<>();
        Matcher m = NUMBER.matcher(inside);
        while (m.find()) {
            numbers.add(new Draft.Quote(Integer.parseInt(m.group()), ""));
        }
        return new Bracket(end, numbers, true);
    }
}
