/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.List;

/**
 * What the model wrote between two quotes' ends: a sentence and the quotes that follow it. Nothing
 * of it is checked.
 *
 * @param text the sentence
 * @param quotes what it says it rests on; empty: nothing
 * @param whole whether it came to its end
 */
record Draft(String text, List<Quote> quotes, boolean whole) {

    /**
     * A quote as the model gives it.
     *
     * @param source the number of the source
     * @param words the words that are said to stand there; empty where it gives none
     */
    record Quote(int source, String words) {
        @Override
        public String toString() {
            return "Quote[" + source + "]";
        }
    }

    @Override
    public String toString() {
        return "Draft[quotes=" + quotes.size() + ", whole=" + whole + "]";
    }
}
