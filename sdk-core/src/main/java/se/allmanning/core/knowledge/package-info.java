/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The knowledge bases of a home. {@link se.allmanning.core.knowledge.KnowledgeBases} opens each on
 * first use and lends services what they ask for. Below it are the rooms of the work: {@code
 * ingest} reads sources, cuts documents into passages and keeps canonical texts; {@code lucene}
 * holds the index; {@code text} knows Swedish words and sentences; {@code answer} ranks, quotes and
 * refuses; {@code evaluate} measures all that.
 *
 * <p>Two laws are kept here. A view of a knowledge base is bound to one asker, and the asker's
 * groups and class go into every query. And no citation leaves before its words have been found,
 * character for character, in the stored text.
 *
 * <p>Thread-safe.
 */
@NullMarked
package se.allmanning.core.knowledge;

import org.jspecify.annotations.NullMarked;
