/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;

/** Finds where sentences end, in one pass from left to right. For one text, used once. */
final class SentenceScanner {

    private static final String END_MARKS = ".!?…";
    private static final String OPENERS = "\"“”»'’([";
    private static final String CLOSERS = "\"”“»«'’)]";
    private static final String BULLETS = "-–—•*·▪";
    // After one of these a new line is a new sentence.
    private static final String LINE_ENDS = ".!?:;";

    private final String text;
    private final int length;
    private final List<Span> out = new ArrayList<>();

    /** Where the current sentence starts. */
    private int start;

    SentenceScanner(String text) {
        this.text = text;
        this.length = text.length();
    }

    List<Span> scan() {
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (c == '\n') {
                at = lineBreak(at);
            } else if (END_MARKS.indexOf(c) >= 0) {
                at = endMark(at);
            } else {
                at++;
            }
        }
        push(length);
        return out;
    }

    private int lineBreak(int at) {
        int next = at + 1;
        boolean blankLine = false;
        while (next < length && Chars.isSpace(text.charAt(next))) {
            blankLine |= text.charAt(next) == '\n';
            next++;
        }
        if (next >= length || blankLine || endsBefore(at) || startsListItem(next)) {
            push(at);
            start = next;
        }
        return next;
    }

    private boolean endsBefore(int at) {
        int end = at;
        while (end > start && Chars.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end == start || LINE_ENDS.indexOf(text.charAt(end - 1)) >= 0;
    }

    private int endMark(int at) {
        int after = at + 1;
        while (after < length && END_MARKS.indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        while (after < length && CLOSERS.indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        int next = after;
        while (next < length && isSpaceInLine(next)) {
            next++;
        }
        if (next == after || next == length || text.charAt(next) == '\n' || !startsSentence(next)) {
            return after;
        }
        boolean singlePoint = text.charAt(at) == '.' && after == at + 1;
        if (singlePoint && Abbreviations.endsAt(text, start, at)) {
            return after;
        }
        push(after);
        start = next;
        return next;
    }

    private boolean isSpaceInLine(int at) {
        return text.charAt(at) != '\n' && Chars.isSpace(text.charAt(at));
    }

    private boolean startsSentence(int at) {
        int first = at;
        while (first < length && OPENERS.indexOf(text.charAt(first)) >= 0) {
            first++;
        }
        if (first == length) {
            return false;
        }
        if (BULLETS.indexOf(text.charAt(first)) >= 0) {
            return first + 1 < length
                    && (Chars.isSpace(text.charAt(first + 1))
                            || Character.isUpperCase(text.codePointAt(first + 1)));
        }
        int c = text.codePointAt(first);
        return Character.isUpperCase(c) || Character.isDigit(c);
    }

    /** A bullet, "1.", "12)" or "a)", with white space after it. */
    private boolean startsListItem(int at) {
        char c = text.charAt(at);
        int end = at + 1;
        if (Character.isDigit(c)) {
            if (end < length && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end == length || (text.charAt(end) != '.' && text.charAt(end) != ')')) {
                return false;
            }
            end++;
        } else if (isSmallLetter(c)) {
            if (end == length || text.charAt(end) != ')') {
                return false;
            }
            end++;
        } else if (BULLETS.indexOf(c) < 0) {
            return false;
        }
        return end < length && Chars.isSpace(text.charAt(end));
    }

    private static boolean isSmallLetter(char c) {
        return (c >= 'a' && c <= 'z') || c == 'å' || c == 'ä' || c == 'ö';
    }

    private void push(int end) {
        int from = start;
        int to = end;
        while (from < to && Chars.isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && Chars.isSpace(text.charAt(to - 1))) {
            to--;
        }
        if (to > from) {
            out.add(new Span(from, to));
        }
    }
}
