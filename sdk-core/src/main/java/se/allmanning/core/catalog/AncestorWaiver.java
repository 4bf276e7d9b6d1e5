/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;

/**
 * Why an entry is certified though the catalog does not know all of its ancestors. It covers
 * ancestors that are unknown, never one that is revoked. Immutable.
 *
 * @param why the reason
 * @param reviewer who decided
 * @param evidence where it can be read
 */
public record AncestorWaiver(String why, String reviewer, Evidence evidence) {

    /** Checks that all are there. */
    public AncestorWaiver {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(evidence, "evidence");
    }
}
