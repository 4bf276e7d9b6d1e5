/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.Objects;

/**
 * A passage that is indexed as it is, never cut: one document of one passage.
 *
 * @param id what identifies it in its source
 * @param title its title; blank where it has none
 * @param text its words
 */
public record GivenPassage(String id, String title, String text) {

    /** Refuses nulls. */
    public GivenPassage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "GivenPassage[" + id + "]";
    }
}
