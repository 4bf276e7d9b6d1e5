/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import se.allmanning.spi.StoreResult.Hit;

/**
 * A passage in its place.
 *
 * @param hit the passage
 * @param score how well it fits, 0 to 1; comparable within one result only
 */
public record RankedPassage(Hit hit, double score) {
    @Override
    public String toString() {
        return "RankedPassage[" + hit + "]";
    }
}
