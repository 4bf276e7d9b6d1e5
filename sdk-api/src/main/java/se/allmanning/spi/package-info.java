/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What vendors implement. Everything starts at one root, {@link
 * se.allmanning.spi.AllmanningExtension}, which the Java {@link java.util.ServiceLoader} finds; all
 * its methods are empty by default.
 *
 * <ul>
 *   <li>A {@link se.allmanning.spi.ModelConnector} binds models of a platform; models are
 *       LangChain4j's types.
 *   <li>A {@link se.allmanning.spi.StructureParser} reads a kind of file. It tells {@link
 *       se.allmanning.spi.ParsedDocument.Builder} what it meets, and the builder makes canonical
 *       text, offsets and tree of it.
 *   <li>A {@link se.allmanning.spi.KnowledgeStoreFactory} opens a {@link
 *       se.allmanning.spi.KnowledgeStore}, which holds passages with their vectors and the ledger
 *       of documents, and filters inside every query.
 * </ul>
 *
 * <pre>{@code
 * public final class AcmeExtension implements AllmanningExtension {
 *     @Override
 *     public List<ModelConnector> modelConnectors() {
 *         return List.of(new AcmeConnector());
 *     }
 * }
 * // META-INF/services/se.allmanning.spi.AllmanningExtension: com.acme.AcmeExtension
 * }</pre>
 *
 * <p>Implementations are called from many threads unless a method says otherwise. Sources of
 * documents are given to a sync directly, so they need no registration; see {@link
 * se.allmanning.knowledge.KnowledgeSource}.
 */
@NullMarked
package se.allmanning.spi;

import org.jspecify.annotations.NullMarked;
