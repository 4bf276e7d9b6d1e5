/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.Collection;
import java.util.Map;

/** Writes. Not thread-safe. Nothing is seen, nor survives, before {@link #commit}. */
public interface KnowledgeStoreWriter extends AutoCloseable {

    /**
     * Puts a document with all its passages in the place of what was stored under its source and
     * id. Passages of a document whose class {@linkplain
     * se.allmanning.policy.InformationClass#mayReachModels() may not reach models} come without
     * vectors and are found by words alone.
     *
     * @throws IllegalArgumentException if a passage has a vector that the store cannot hold or that
     *     its document must not have
     */
    void replace(StoredDocument document, Collection<StoredPassage> passages);

    /**
     * Puts a new ledger entry in place of the old one and keeps the passages with their vectors,
     * now under the new entry's class and groups. Where the entry is no longer current its passages
     * leave the store.
     */
    void update(StoredDocument document);

    /**
     * Makes all since the last commit durable and visible, together with what is said about the
     * whole.
     */
    void commit(Map<String, String> properties);

    /** Gives the lock back; what was not committed is forgotten. */
    @Override
    void close();
}
