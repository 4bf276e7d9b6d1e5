/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Collection;
import java.util.List;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;

/** One way to weigh what a store found for a question. Made for one result, used by one thread. */
interface Scoring {

    /** How good a candidate looks by its numbers alone. */
    double preliminary(Candidate candidate);

    /** Loads candidates with what {@link #look} wants of them. */
    List<Hit> load(StoreResult result, Collection<Candidate> chosen);

    /** Looks through a passage. */
    Scored look(Hit hit);

    /** A score as a share of the highest possible one, 0 to 1. */
    double toUnit(double score);

    /**
     * How sure it is that the best passages answer, 0 to 1.
     *
     * @param best what was looked through, best first; not empty
     */
    double confidence(List<Scored> best);

    /** The confidence from which on quotes count as an answer. */
    double threshold();
}
