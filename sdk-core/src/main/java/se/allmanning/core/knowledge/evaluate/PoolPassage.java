/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * One line of a pool: a passage that is never split.
 *
 * @param id what relevance judgements call it
 * @param document the document that it was cut from, where the line says so
 * @param title its title; blank where it has none
 * @param text its words; the title where the line has no text of its own
 */
public record PoolPassage(String id, @Nullable String document, String title, String text) {

    @Override
    public String toString() {
        return "PoolPassage[" + id + "]";
    }
}
