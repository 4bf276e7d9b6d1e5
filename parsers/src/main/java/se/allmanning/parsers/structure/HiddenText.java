/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what a document holds and readers do not see. Such text is left out, since it could speak
 * to a model behind the reader's back, and reported, since it may have been meant to be seen. Holds
 * numbers and reasons, never a word. Not thread-safe.
 */
public final class HiddenText {

    private static final int MOST_PAGES = 10;

    private final Map<Integer, Integer> lengths = new TreeMap<>();
    private final Map<Integer, TreeSet<String>> reasons = new TreeMap<>();
    private int characters;

    /** Text was left out of a format without pages, for the given reason, in a few words. */
    public void leftOut(String words, String reason) {
        leftOut(0, words, reason);
    }

    /**
     * Text was left out.
     *
     * @param page from 1; 0 where there are none
     */
    public void leftOut(int page, String words, String reason) {
        int length =
                (int)
                        words.codePoints()
                                .filter(c -> !Character.isWhitespace(c) && c != '\u00A0')
                                .count();
        if (length > 0) {
            lengths.merge(page, length, Integer::sum);
            reasons.computeIfAbsent(page, p -> new TreeSet<>()).add(reason);
        }
    }

    /** Adds what another count has. */
    public void add(HiddenText other) {
        other.lengths.forEach((page, length) -> lengths.merge(page, length, Integer::sum));
        other.reasons.forEach(
                (page, why) -> reasons.computeIfAbsent(page, p -> new TreeSet<>()).addAll(why));
        characters += other.characters;
    }

    /** Counts the invisible characters in text that is kept. */
    void characters(String words) {
        characters += Spaces.countHidden(words);
    }

    /** Whether nothing was left out. */
    public boolean isEmpty() {
        return lengths.isEmpty() && characters == 0;
    }

    /** What was left out, for the report; at most two sentences' worth of places. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!lengths.isEmpty()) {
            List<String> places = new ArrayList<>();
            lengths.forEach((page, length) -> places.add(place(page, length)));
            int more = places.size() - MOST_PAGES;
            String list =
                    more > 0
                            ? String.join("; ", places.subList(0, MOST_PAGES))
                                    + "; and on "
                                    + more
                                    + " more pages"
                            : String.join("; ", places);
            sentences.add(
                    "Hidden text left out: "
                            + list
                            + ". Make it visible and ingest the file again if it belongs to the document.");
        }
        if (characters > 0) {
            sentences.add("Hidden characters removed: " + characters + ".");
        }
        return sentences;
    }

    private String place(int page, int length) {
        String why = String.join(", ", reasons.getOrDefault(page, new TreeSet<>()));
        String count = length + (length == 1 ? " character" : " characters") + " (" + why + ")";
        return page == 0 ? count : "page " + page + ", " + count;
    }
}
