/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recognises markers such as {@code [3]}, {@code [1, 4]}, {@code [2-4]}, {@code [^1]} and {@code
 * [källa 7]} and takes out the numbers that are not allowed. Immutable.
 */
final class CitationMarkers {

    private static final Set<String> WORDS =
            Set.of(
                    "källa",
                    "källor",
                    "kalla",
                    "kallor",
                    "source",
                    "sources",
                    "ref",
                    "nr",
                    "k",
                    "dokument",
                    "document");
    private static final int LONGEST_WORD = 10;
    private static final int LONGEST = 60;
    private static final int MOST_IN_RANGE = 100;

    private final Set<Integer> allowed;

    CitationMarkers(Set<Integer> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Nullable Step match(Folded text, int index) {
        boolean blank = text.at(index) == ' ';
        int open = blank ? index + 1 : index;
        char bracket = text.at(open);
        if (bracket != '[' && bracket != '\u3010') {
            return null;
        }
        char close = bracket == '[' ? ']' : '\u3011';
        int at = open + 1;
        if (text.at(at) == '^') {
            at++;
        }
        int word = at;
        while (at - word < LONGEST_WORD
                && Folded.isWord(text.at(at))
                && !Folded.isDigit(text.at(at))) {
            at++;
        }
        String label = text.text(Math.min(word, text.length()), Math.min(at, text.length()));
        if (!label.isEmpty() && !WORDS.contains(label.toLowerCase(Locale.ROOT))) {
            return null;
        }
        while (at - open < LONGEST
                && (text.at(at) == ' ' || text.at(at) == '.' || text.at(at) == ':')) {
            at++;
        }
        List<Integer> numbers = new ArrayList<>();
        int end = numbers(text, at, open, close, numbers);
        // A bracket before a target is a link's text.
        if (end == 0 || numbers.isEmpty() || text.at(end) == '(') {
            return null;
        }
        List<Integer> known = numbers.stream().filter(allowed::contains).toList();
        int length = end - index;
        if (known.size() == numbers.size()) {
            return Step.keep(length);
        }
        if (known.isEmpty()) {
            return Step.replace(length, "", GuardKind.CITATION);
        }
        String kept =
                known.stream()
                        .map(String::valueOf)
                        .collect(
                                Collectors.joining(
                                        ", ", label.isEmpty() ? "[" : "[" + label + " ", "]"));
        return Step.replace(length, (blank ? " " : "") + kept, GuardKind.CITATION);
    }

    /** Reads numbers and ranges up to the closing bracket; the place after it, or 0. */
    private static int numbers(Folded text, int from, int open, char close, List<Integer> numbers) {
        int at = from;
        boolean range = false;
        while (at - open < LONGEST) {
            int digits = at;
            int number = 0;
            while (at - digits < 6 && Folded.isDigit(text.at(at))) {
                number = number * 10 + text.at(at) - '0';
                at++;
            }
            if (at == digits) {
                return 0;
            }
            if (range
                    && number > numbers.getLast()
                    && number - numbers.getLast() <= MOST_IN_RANGE) {
                for (int i = numbers.getLast() + 1; i < number; i++) {
                    numbers.add(i);
                }
            }
            numbers.add(number);
            range = false;
            // What stands after a dagger is the source's name.
            if (text.at(at) == '\u2020') {
                while (at - open < LONGEST && text.at(at) != close && text.at(at) != Folded.NONE) {
                    at++;
                }
            }
            if (text.at(at) == close) {
                return at + 1;
            }
            int separator = at;
            while (at - separator < 4 && " ,;-&".indexOf(text.at(at)) >= 0) {
                range |= text.at(at) == '-';
                at++;
            }
            if (at == separator) {
                return 0;
            }
        }
        return 0;
    }
}
