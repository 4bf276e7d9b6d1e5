/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.util.List;
import java.util.Set;

/** What an evaluation asks: an indexed pool of passages. Thread-safe. */
public interface Pool extends AutoCloseable {

    /** The ids of the passages that fit best, best first, at most {@code limit}. */
    List<String> rank(String question, int limit);

    /**
     * The answer that the pool would give, whether or not it is sure enough to be given.
     *
     * @param without ids of passages to leave out, as if they were not there
     */
    PoolAnswer answer(String question, Set<String> without);

    @Override
    void close();

    /**
     * Quotes and how sure they are.
     *
     * @param quotes best first; empty where nothing was found at all
     * @param confidence 0 to 1
     */
    record PoolAnswer(List<String> quotes, double confidence) {

        /** Copies the list. */
        public PoolAnswer {
            quotes = List.copyOf(quotes);
        }

        @Override
        public String toString() {
            return "PoolAnswer[quotes=" + quotes.size() + "]";
        }
    }
}
