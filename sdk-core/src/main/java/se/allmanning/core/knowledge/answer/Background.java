/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;

/** What unsuitable passages of a collection get for a question. */
final class Background {

    /**
     * One in so many of the passages looked through may be suitable; in a large collection that
     * leaves twenty of twenty-five that are taken not to be, in one of four passages three.
     */
    private static final int SUITABLE = 5;

    private Background() {}

    /**
     * The mean score of those that are taken to be unsuitable. A single passage is compared with
     * itself: nothing tells then how good its score is.
     *
     * @param best what was looked through, best first; not empty
     */
    static double of(List<Scored> best) {
        return best.stream()
                .skip(Math.max(1, best.size() / SUITABLE))
                .mapToDouble(Scored::score)
                .average()
                .orElse(best.get(0).score());
    }
}
