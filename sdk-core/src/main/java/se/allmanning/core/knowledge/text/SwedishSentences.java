/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a text into its sentences, none longer than {@value #LONGEST} characters: a longer one is
 * cut at a semicolon, a colon, a comma or a space, and a very short one stays with its neighbour.
 * Headings and the points of a list are sentences of their own. Thread-safe.
 */
public final class SwedishSentences {

    /** The greatest number of UTF-16 units in a sentence. */
    public static final int LONGEST = 400;

    private static final int SHORTEST = 20;
    // A cut leaves at least so much in front of it, so that the pieces stay readable.
    private static final int SHORTEST_CUT = 161;

    private SwedishSentences() {}

    /**
     * Where a sentence stands.
     *
     * @param start its first UTF-16 unit in the text
     * @param end the unit after its last
     */
    public record Span(int start, int end) {

        /** The number of UTF-16 units. */
        public int length() {
            return end - start;
        }
    }

    /** The sentences of a text, in order, without the white space between them; none if blank. */
    public static List<Span> of(String text) {
        List<Span> out = new ArrayList<>();
        for (Span sentence : new SentenceScanner(text).scan()) {
            Span last = out.isEmpty() ? null : out.getLast();
            if (last != null
                    && sentence.length() < SHORTEST
                    && sentence.end() - last.start() <= LONGEST) {
                out.set(out.size() - 1, new Span(last.start(), sentence.end()));
            } else {
                cut(text, sentence, out);
            }
        }
        joinShortOpening(out);
        return out;
    }

    private static void joinShortOpening(List<Span> spans) {
        if (spans.size() < 2 || spans.get(0).length() >= SHORTEST) {
            return;
        }
        Span joined = new Span(spans.get(0).start(), spans.get(1).end());
        if (joined.length() <= LONGEST) {
            spans.remove(0);
            spans.set(0, joined);
        }
    }

    private static void cut(String text, Span sentence, List<Span> out) {
        int start = sentence.start();
        while (sentence.end() - start > LONGEST) {
            int end = cutPoint(text, start);
            out.add(new Span(start, end));
            start = end;
            while (start < sentence.end() && Chars.isSpace(text.charAt(start))) {
                start++;
            }
        }
        if (start < sentence.end()) {
            out.add(new Span(start, sentence.end()));
        }
    }

    private static int cutPoint(String text, int start) {
        int end = lastMark(text, start, ";:");
        if (end < 0) {
            end = lastMark(text, start, ",");
        }
        for (int i = start + LONGEST; end < 0 && i >= start + SHORTEST_CUT; i--) {
            if (Chars.isSpace(text.charAt(i))) {
                end = i;
            }
        }
        if (end < 0) {
            end = start + LONGEST;
            if (Character.isLowSurrogate(text.charAt(end))
                    && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
        }
        return end;
    }

    /** The place after the last of the marks that white space follows, or -1. */
    private static int lastMark(String text, int start, String marks) {
        for (int i = start + LONGEST - 1; i >= start + SHORTEST_CUT; i--) {
            if (marks.indexOf(text.charAt(i)) >= 0 && Chars.isSpace(text.charAt(i + 1))) {
                return i + 1;
            }
        }
        return -1;
    }
}
