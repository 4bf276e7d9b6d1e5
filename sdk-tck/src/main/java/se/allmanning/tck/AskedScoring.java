/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.List;

/**
 * A scoring request as a provider understands it.
 *
 * @param query the question
 * @param texts the texts to score, in order
 */
public record AskedScoring(String query, List<String> texts) {
    @Override
    public String toString() {
        return "AskedScoring[" + texts.size() + " texts]";
    }
}
