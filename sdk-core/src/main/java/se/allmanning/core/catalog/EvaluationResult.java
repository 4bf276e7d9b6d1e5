/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.LocalDate;
import java.util.Objects;

/**
 * How well a model did in an evaluation. Immutable.
 *
 * @param suite the evaluation suite, with its version
 * @param metric what was measured, for example {@code nDCG@10}
 * @param value the figure, finite
 * @param source who measured, or where it can be read
 * @param date when
 */
public record EvaluationResult(
        String suite, String metric, double value, String source, LocalDate date) {

    /** Checks that all are there. */
    public EvaluationResult {
        Objects.requireNonNull(suite, "suite");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(date, "date");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A figure is a finite number.");
        }
    }
}
