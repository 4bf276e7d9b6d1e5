/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts what a model writes into sentences with the quotes that follow them, as it arrives: {@code
 * Sentence. [2: "words of the source"]}. Tolerant of how small models write that: typographic
 * quotation marks, several quotes in one bracket or in several, missing blanks, bullets and
 * numbers, {@code [2]: "words"}, {@code (Källa 2, "words")}.
 *
 * <p>Keeps no more than {@value #LONGEST} characters. Not thread-safe.
 */
final class StatementScanner {

    /** The most characters that may wait for their end. */
    static final int LONGEST = 2_500;

    private static final Pattern OPENING =
            Pattern.compile(
                    "[\\[【]\\s*(?:(?:källa|källor|source|sources|stycke|passage|nr|k)\\.?\\s*)?#?\\d{1,3}(?=\\s*[\\]】:,;.\"”“„»«'’]|\\s+[\\p{L}])"
                            + "|\\(\\s*(?:(?:källa|source)\\s*)?#?\\d{1,3}\\s*[:,]?\\s*(?=[\"”“„»«])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern MAYBE_OPENING =
            Pattern.compile("[\\[【(]\\s*\\p{L}{0,7}\\.?\\s*#?\\d{0,3}\\s*[:,]?\\s*$");
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "[\\s,;.]*(?:(?:och|and|&|samt)\\s*)?(?=[\\[【(])", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAYBE_BETWEEN =
            Pattern.compile(
                    "[\\s,;.]*(?:o|oc|och|a|an|and|&|s|sa|sam|samt)?\\s*$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern THINKING =
            Pattern.compile("^\\s*<(think|thinking|reasoning)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEAD =
            Pattern.compile(
                    "^\\s*(?:(?:[-*•–>]|#{1,6}|\\d{1,2}[.)])\\s+|(?:svar|answer|påstående|mening|statement)\\s*\\d*\\s*:\\s*){1,4}",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NO_ANSWER =
            Pattern.compile(
                    "^\\W*(?:inget svar|no answer)(?:\\s+i\\s+(?:källorna|dokumenten))?\\W*$",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final StringBuilder buffer = new StringBuilder();
    private boolean noAnswer;

    /** Takes what arrives; returns what came to its end. */
    List<Draft> feed(String piece) {
        buffer.append(piece);
        return drain(false, true);
    }

    /**
     * Nothing more arrives.
     *
     * @param whole whether the model came to its end
     */
    List<Draft> finish(boolean whole) {
        List<Draft> out = drain(true, whole);
        buffer.setLength(0);
        return out;
    }

    /** Whether the model said that the sources do not answer. */
    boolean noAnswer() {
        return noAnswer;
    }

    private List<Draft> drain(boolean atEnd, boolean whole) {
        List<Draft> out = new ArrayList<>();
        while (!buffer.isEmpty()) {
            int taken = thinking(atEnd);
            if (taken == 0) {
                taken = next(out, atEnd, whole);
            }
            if (taken <= 0) {
                break;
            }
            buffer.delete(0, Math.min(taken, buffer.length()));
        }
        return out;
    }

    /** What a model thinks aloud is no answer: its length, -1 where its end is awaited. */
    private int thinking(boolean atEnd) {
        Matcher m = THINKING.matcher(buffer);
        if (!m.find()) {
            return 0;
        }
        String close = "</" + m.group(1) + ">";
        int end = buffer.indexOf(close, m.end());
        if (end >= 0) {
            return end + close.length();
        }
        if (buffer.length() > LONGEST) {
            buffer.delete(m.end(), buffer.length() - close.length());
        }
        return atEnd ? buffer.length() : -1;
    }

    /** Takes one sentence; returns how much of the buffer is done with, 0 where more is awaited. */
    private int next(List<Draft> out, boolean atEnd, boolean whole) {
        Matcher opening = OPENING.matcher(buffer);
        int open = opening.find() ? opening.start() : buffer.length();
        int line = lineEnd(open, atEnd);
        if (line < 0) {
            return tooLong(out);
        }
        if (line < open) {
            add(out, buffer.substring(0, line), List.of(), true);
            return line + 1;
        }
        if (open == buffer.length()) {
            if (atEnd) {
                add(out, buffer.toString(), List.of(), whole);
                return buffer.length();
            }
            return tooLong(out);
        }
        return quoted(out, open, atEnd);
    }

    private int tooLong(List<Draft> out) {
        if (buffer.length() <= LONGEST) {
            return 0;
        }
        add(out, buffer.toString(), List.of(), false);
        return buffer.length();
    }

    /**
     * The line break before {@code open} that ends a sentence without quotes; {@code open} where
     * there is none; -1 where what follows the break is awaited.
     */
    private int lineEnd(int open, boolean atEnd) {
        for (int i = 0; i < open; i++) {
            if (buffer.charAt(i) != '\n') {
                continue;
            }
            int next = i + 1;
            while (next < buffer.length() && Character.isWhitespace(buffer.charAt(next))) {
                next++;
            }
            if (next == buffer.length()) {
                return atEnd ? i : blank(i) ? i : -1;
            }
            boolean quotesFollow = next == open;
            char c = buffer.charAt(next);
            if (!quotesFollow && "[(【".indexOf(c) >= 0 && !atEnd && pending(next)) {
                return -1;
            }
            boolean goesOn = Character.isLowerCase(c) && !stopped(i);
            if (blank(i) || !(quotesFollow || goesOn)) {
                return i;
            }
        }
        return open;
    }

    private boolean blank(int end) {
        return buffer.substring(0, end).isBlank();
    }

    private boolean stopped(int end) {
        String before = buffer.substring(0, end).stripTrailing();
        return !before.isEmpty() && ".!?:".indexOf(before.charAt(before.length() - 1)) >= 0;
    }

    private boolean pending(int from) {
        return MAYBE_OPENING.matcher(buffer).region(from, buffer.length()).lookingAt();
    }

    private int quoted(List<Draft> out, int open, boolean atEnd) {
        List<Draft.Quote> quotes = new ArrayList<>();
        int at = open;
        while (true) {
            Bracket bracket = Bracket.at(buffer, at, atEnd);
            if (bracket == null) {
                return tooLong(out);
            }
            if (!bracket.whole()) {
                add(out, buffer.substring(0, open), List.of(), false);
                return bracket.end();
            }
            quotes.addAll(bracket.quotes());
            at = bracket.end();
            Matcher between = BETWEEN.matcher(buffer).region(at, buffer.length());
            if (between.lookingAt()) {
                int follows = between.end();
                Matcher again = OPENING.matcher(buffer).region(follows, buffer.length());
                if (again.lookingAt()) {
                    at = follows;
                    continue;
                }
                if (!atEnd && pending(follows)) {
                    return 0;
                }
            } else if (!atEnd
                    && MAYBE_BETWEEN.matcher(buffer).region(at, buffer.length()).lookingAt()) {
                return 0;
            }
            break;
        }
        String sentence = buffer.substring(0, open).stripTrailing();
        int end = at;
        while (end < buffer.length() && ".,;!?".indexOf(buffer.charAt(end)) >= 0) {
            if (".!?".indexOf(buffer.charAt(end)) >= 0 && !stopped(open)) {
                sentence += buffer.charAt(end);
            }
            end++;
        }
        add(out, sentence, quotes, true);
        return end;
    }

    /** Only the last sentence before a quote rests on it; those before it rest on nothing. */
    private void add(List<Draft> out, String text, List<Draft.Quote> quotes, boolean whole) {
        List<String> sentences = Sentences.split(clean(text));
        for (int i = 0; i < sentences.size(); i++) {
            String sentence = sentences.get(i);
            boolean last = i == sentences.size() - 1;
            if (NO_ANSWER.matcher(sentence).matches()) {
                noAnswer = true;
            } else if (sentence.chars().anyMatch(Character::isLetter)) {
                out.add(new Draft(sentence, last ? quotes : List.of(), !last || whole));
            }
        }
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String bare = line.replace("**", "").replace("__", "").replace("`", "");
            out.append(LEAD.matcher(bare).replaceFirst("").strip()).append('\n');
        }
        return out.toString().strip();
    }
}
