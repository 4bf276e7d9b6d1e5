/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of placeholders: {@code [PERSONNUMMER-1]}, and what a model may make of it. In brackets,
 * the case, blanks and the hyphen may differ; without brackets, a hyphen must stand there.
 *
 * @param kind what it stands for
 * @param number its number
 * @param length the folded characters that it takes, at most {@value #LONGEST}
 * @param plain whether it is written so that nothing else can be meant
 */
record Placeholder(GuardKind kind, int number, int length, boolean plain) {

    /** The most folded characters that a placeholder takes. */
    static final int LONGEST = 44;

    private static final int LONGEST_LABEL = 20;
    private static final int MOST_DIGITS = 6;
    private static final Map<String, GuardKind> LABELS = labels();

    private static Map<String, GuardKind> labels() {
        Map<String, GuardKind> labels = new HashMap<>();
        for (GuardKind kind : GuardKind.identifiers()) {
            labels.put(kind.label(), kind);
        }
        labels.put(GuardKind.PLACEHOLDER_TEXT.label(), GuardKind.PLACEHOLDER_TEXT);
        labels.put("E-POST", GuardKind.EMAIL);
        return labels;
    }

    /** A placeholder as it is written. */
    static String text(GuardKind kind, int number) {
        return "[" + kind.label() + "-" + number + "]";
    }

    /** The placeholder that begins here, or null. */
    static @Nullable Placeholder at(Folded text, int index) {
        int at = index;
        if (text.at(at) == '\\') {
            at++;
        }
        boolean bracket = text.at(at) == '[';
        if (bracket) {
            at = blanks(text, at + 1);
        } else if (at > index
                || !Folded.isAsciiLetter(text.at(at))
                || Folded.isWord(text.at(at - 1))
                || text.at(at - 1) == '-') {
            return null;
        }
        int end = at;
        while (end - at <= LONGEST_LABEL
                && (Folded.isAsciiLetter(text.at(end)) || (text.at(end) == '-' && end == at + 1))) {
            end++;
        }
        int from = end;
        while (from - end < 3 && separates(text.at(from))) {
            from++;
        }
        boolean hyphen = from == end + 1 && (text.at(end) == '-' || text.at(end) == '_');
        int to = from;
        int number = 0;
        while (to - from <= MOST_DIGITS && Folded.isDigit(text.at(to))) {
            number = number * 10 + text.at(to) - '0';
            to++;
        }
        if (to == from || to - from > MOST_DIGITS) {
            return null;
        }
        String written = text.text(at, end);
        GuardKind kind = LABELS.get(written.toUpperCase(Locale.ROOT));
        if (kind == null) {
            return null;
        }
        int close = bracket ? close(text, to) : 0;
        if (close > 0) {
            return new Placeholder(kind, number, close - index, true);
        }
        boolean goesOn =
                Folded.isWord(text.at(to))
                        && (text.at(to) != 's' || Folded.isWord(text.at(to + 1)));
        if (!hyphen || goesOn) {
            return null;
        }
        boolean upper = written.equals(written.toUpperCase(Locale.ROOT));
        return new Placeholder(kind, number, to - index, upper);
    }

    private static boolean separates(char c) {
        return c == '-' || c == '_' || c == ' ' || c == ':' || c == '#';
    }

    private static int blanks(Folded text, int from) {
        int at = from;
        while (at - from < 2 && (text.at(at) == ' ' || text.at(at) == '*')) {
            at++;
        }
        return at;
    }

    private static int close(Folded text, int from) {
        int at = blanks(text, from);
        if (text.at(at) == '\\') {
            at++;
        }
        return text.at(at) == ']' ? at + 1 : 0;
    }
}
