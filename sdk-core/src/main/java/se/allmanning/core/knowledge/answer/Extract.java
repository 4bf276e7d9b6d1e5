/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;
import se.allmanning.spi.StoreResult.Hit;

/**
 * What the documents have to say to a question, before it is decided whether that is an answer.
 *
 * @param quotes at most three, best first; empty where nothing was found at all
 * @param confidence how sure it is that the documents answer the question, 0 to 1
 * @param threshold the confidence from which on it counts as an answer
 * @param crossLanguage whether the question was taken to be in another language than the documents
 * @param wordsAlone whether no model saw the question, because of the asker's information class
 */
public record Extract(
        List<Quote> quotes,
        double confidence,
        double threshold,
        boolean crossLanguage,
        boolean wordsAlone) {

    /** Copies the list. */
    public Extract {
        quotes = List.copyOf(quotes);
    }

    /** Whether it counts as an answer. */
    public boolean answers() {
        return !quotes.isEmpty() && confidence >= threshold;
    }

    @Override
    public String toString() {
        return "Extract[quotes=" + quotes.size() + "]";
    }

    /**
     * Words of a passage.
     *
     * @param hit the passage
     * @param start its first UTF-16 unit in the passage's text
     * @param end the unit after its last
     * @param score how well it fits, 0 to 1
     */
    public record Quote(Hit hit, int start, int end, double score) {

        /** The words. */
        public String text() {
            return hit.passage().text().substring(start, end);
        }

        @Override
        public String toString() {
            return "Quote[" + start + "-" + end + "]";
        }
    }
}
