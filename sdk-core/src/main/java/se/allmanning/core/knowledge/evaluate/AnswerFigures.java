/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * How well questions are answered and refused.
 *
 * @param queries how many questions
 * @param firstQuote share of the questions with an annotated answer whose first quote holds it,
 *     refusal off; {@code null} where none is annotated
 * @param anyQuote the same for any of the quotes
 * @param refusedAt90 share of the questions that are refused once their answer's document is taken
 *     away, at the highest threshold that still answers 90 % of them while it is there
 */
public record AnswerFigures(
        int queries, @Nullable Double firstQuote, @Nullable Double anyQuote, double refusedAt90) {}
