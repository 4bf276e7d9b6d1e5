/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a store found, in one state of it: numbers for every candidate at once, words only for those
 * that are asked for. Close it when the passages are loaded. Not thread-safe.
 */
public interface StoreResult extends AutoCloseable {

    /** The union of the best by each signal, in no particular order. */
    List<Candidate> candidates();

    /**
     * The passages of some candidates of this result, in the order given; vectors may be left out.
     *
     * @throws IllegalStateException if the result is closed
     */
    List<Hit> load(Collection<Candidate> chosen);

    /**
     * As {@link #load}, with the vectors of passages and sentences where the store can give them:
     * asked for a few passages, when the cosines do not suffice.
     *
     * @implSpec returns {@link #load}
     * @throws IllegalStateException if the result is closed
     */
    default List<Hit> loadWithVectors(Collection<Candidate> chosen) {
        return load(chosen);
    }

    /** How many passages the asker may see. */
    long passages();

    /**
     * The question's different terms as a lexical signal understands them, each with the number of
     * passages that the asker may see and that hold it: what the inverse document frequency is made
     * of. Empty for other signals.
     */
    Map<String, Long> frequencies(Signal signal);

    /** Lets the store forget the state that was searched. */
    @Override
    void close();

    /**
     * A passage by its numbers alone. Immutable; the arrays are not copied and must not be changed.
     */
    final class Candidate {
        private final int number;
        private final List<Signal> signals;
        private final double[] scores;
        private final float[] sentenceCosines;

        /**
         * Made by the store.
         *
         * @param number what the store knows the passage by, within the result
         * @param signals the signals, the same list for all candidates of a result
         * @param scores for each signal its score, {@code NaN} where there is none
         * @param sentenceCosines for each sentence of the passage its cosine with the question;
         *     empty where unknown
         */
        public Candidate(
                int number, List<Signal> signals, double[] scores, float[] sentenceCosines) {
            this.number = number;
            this.signals = signals;
            this.scores = scores;
            this.sentenceCosines = sentenceCosines;
        }

        /** What the store knows the passage by, within the result. */
        public int number() {
            return number;
        }

        /** Whether the passage has a score by the signal. */
        public boolean has(Signal signal) {
            int at = signals.indexOf(signal);
            return at >= 0 && !Double.isNaN(scores[at]);
        }

        /**
         * The exact score by a signal, whether or not the passage is among the signal's best; 0
         * where there is none: no word in common, no vector.
         */
        public double score(Signal signal) {
            int at = signals.indexOf(signal);
            return at < 0 || Double.isNaN(scores[at]) ? 0.0 : scores[at];
        }

        /** For each sentence of the passage its cosine with the question; empty where unknown. */
        public float[] sentenceCosines() {
            return sentenceCosines;
        }

        @Override
        public String toString() {
            return "Candidate[" + number + "]";
        }
    }

    /**
     * A candidate with its words.
     *
     * @param candidate its scores
     * @param document the ledger entry of its document
     * @param passage the passage
     */
    record Hit(Candidate candidate, StoredDocument document, StoredPassage passage) {
        @Override
        public String toString() {
            return "Hit[" + document + ", " + passage + "]";
        }
    }
}
