/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import se.allmanning.spi.StoreResult.Hit;

/**
 * A passage that was looked through, with what of it would be quoted.
 *
 * @param hit the passage
 * @param score the higher the better; comparable between questions
 * @param start the quote's first UTF-16 unit in the passage's text
 * @param end the unit after the quote's last
 * @param cover share of what the question is about that the quote holds, 0 to 1
 * @param expected 1 or -1 as the quote holds or lacks what the question lets expect, 0 where it
 *     lets expect nothing
 */
record Scored(Hit hit, double score, int start, int end, double cover, int expected) {}
