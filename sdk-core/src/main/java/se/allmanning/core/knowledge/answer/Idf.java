/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;
import java.util.Map;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult;

/**
 * How much the question's terms tell in one lexical field, among the passages that the asker may
 * see: Lucene's inverse document frequency. Immutable.
 */
final class Idf {

    private final long passages;
    private final Map<String, Long> frequencies;

    Idf(StoreResult result, Signal signal) {
        this.passages = result.passages();
        this.frequencies = result.frequencies(signal);
    }

    /** The weight of a term; a term that no passage holds weighs most. */
    double of(String term) {
        long frequency = frequencies.getOrDefault(term, 0L);
        return Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
    }

    /** What BM25 of all these terms cannot reach: each counted as often as it is asked. */
    double mass(List<String> terms) {
        double mass = 0;
        for (String term : terms) {
            mass += of(term);
        }
        return mass;
    }
}
