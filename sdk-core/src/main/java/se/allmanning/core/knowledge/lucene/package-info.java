/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The {@link se.allmanning.spi.KnowledgeStore} that lies in a Lucene index on disk; {@link
 * se.allmanning.core.knowledge.lucene.LuceneKnowledgeStores} opens it.
 *
 * <p>A source document is one block of Lucene documents: its passages and its ledger entry,
 * replaced by one update, so that a document is never half there. A passage carries three lexical
 * fields, its vector (full precision, with a quantized HNSW graph once a segment is large), its
 * sentences' vectors, and the rest of it as doc values. Passages are found by stems, by character
 * n-grams and by vector; every one that is found gets the exact score of every signal.
 *
 * <p>Isolation: who asks decides a set of visible passages, from terms for information class and
 * access groups. Every score is worked out over this set alone, document frequencies and lengths
 * included, so a result equals that of an index which holds nothing else. One exception is said
 * here: above {@value se.allmanning.core.knowledge.lucene.Nearest#EXACT} visible passages the
 * nearest vectors are found by walking a graph in which hidden passages are way-points and never
 * results; which of the last of some hundred candidates are found may then depend on them, their
 * scores never.
 *
 * <p>Readers never take a lock and see whole commits; the one writer holds Lucene's lock.
 * Everything but the writer is thread-safe.
 */
@NullMarked
package se.allmanning.core.knowledge.lucene;

import org.jspecify.annotations.NullMarked;
