/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A review that a certification rests on. Immutable.
 *
 * @param kind {@code security}, {@code ethics}, {@code bias} or another id
 * @param reviewer who made it
 * @param date when it was finished
 * @param outcome what it came to, in a word or a sentence
 * @param evidence where it can be read
 */
public record Review(
        String kind, String reviewer, LocalDate date, String outcome, Evidence evidence) {

    /** Checks that all are there. */
    public Review {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(evidence, "evidence");
    }
}
