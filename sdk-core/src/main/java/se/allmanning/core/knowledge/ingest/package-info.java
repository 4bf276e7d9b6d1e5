/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * How documents come into a knowledge base. {@link
 * se.allmanning.core.knowledge.ingest.KnowledgeSync} compares a source with the ledger of a {@link
 * se.allmanning.spi.KnowledgeStore}; what is new or changed is parsed, kept in the {@link
 * se.allmanning.core.knowledge.ingest.TextArchive}, cut into passages by the {@link
 * se.allmanning.core.knowledge.ingest.PassageCutter}, embedded and stored.
 *
 * <p>Three threads work at once: one reads and cuts, one hands large lists of texts to the model,
 * and the caller indexes and tells the listener. A document is replaced whole or not at all; its
 * text is durable before its ledger entry is. Whatever ends a sync, the documents that were done
 * are kept and the next sync does the rest.
 */
@NullMarked
package se.allmanning.core.knowledge.ingest;

import org.jspecify.annotations.NullMarked;
