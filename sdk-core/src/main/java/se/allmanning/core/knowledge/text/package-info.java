/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What is known about Swedish text: its words with their stems and character n-grams ({@link
 * se.allmanning.core.knowledge.text.SwedishWords}), its sentences ({@link
 * se.allmanning.core.knowledge.text.SwedishSentences}), and what a passage is read together with
 * ({@link se.allmanning.core.knowledge.text.PassageContext}). The index, the ingest and the answers
 * all use these, so that a question is taken apart exactly as the passages were.
 *
 * <p>Everything here is thread-safe and keeps nothing in thread-locals.
 */
@NullMarked
package se.allmanning.core.knowledge.text;

import org.jspecify.annotations.NullMarked;
