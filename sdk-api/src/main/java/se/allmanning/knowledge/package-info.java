/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Documents in, cited answers out. A {@link se.allmanning.knowledge.KnowledgeBase} is filled from
 * {@linkplain se.allmanning.knowledge.KnowledgeSource sources} and searched as {@link
 * se.allmanning.knowledge.Knowledge} that is bound to one asker. Every result is a {@link
 * se.allmanning.knowledge.Citation}: it carries the digest of the document's {@link
 * se.allmanning.knowledge.CanonicalText}, offsets in it, and the exact words, so that anybody can
 * check it years later.
 *
 * <pre>{@code
 * KnowledgeBase rules = allmanning.knowledge("rules");
 * rules.sync(KnowledgeSource.folder(Path.of("documents")));
 * for (Citation c : rules.search("delegation till utskott")) {
 *     System.out.println(c.label() + ": " + c.quote());
 * }
 * }</pre>
 *
 * <p>A knowledge base belongs to one authority. Within it, a document's access groups and
 * information class decide who finds it; they are part of every query, so what an asker may not see
 * influences neither results nor counts.
 *
 * <p>All types are immutable values or thread-safe. Nothing in {@code toString()} shows content.
 */
@NullMarked
package se.allmanning.knowledge;

import org.jspecify.annotations.NullMarked;
