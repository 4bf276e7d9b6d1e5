/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;

/**
 * A condition of a certification that people keep, and that is shown to them; no program checks it.
 * Immutable.
 *
 * @param id {@code [a-z][a-z0-9-]{1,63}}
 * @param sv in Swedish
 * @param en in English
 */
public record Condition(String id, String sv, String en) {

    /** Checks that all are there. */
    public Condition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sv, "sv");
        Objects.requireNonNull(en, "en");
    }
}
