/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * From a question to quotes. {@link se.allmanning.core.knowledge.answer.Retrieval} ranks the
 * passages that a store finds, picks the sentences that best answer, and says how sure it is.
 * Nothing here writes text, and nothing here decides what an asker may see: the store has done that
 * inside the query. Stateless apart from the model that embeds the question; thread-safe.
 */
@NullMarked
package se.allmanning.core.knowledge.answer;

import org.jspecify.annotations.NullMarked;
