/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

/** Opens stores of one kind. Made once, used from many threads. */
public interface KnowledgeStoreFactory {

    /** What configuration calls it, {@code [a-z][a-z0-9-]{1,63}}. */
    String id();

    /**
     * Opens the store of one knowledge base, empty where it does not exist yet. Opening takes no
     * write lock and creates nothing that a reader would have to clean up.
     *
     * @throws se.allmanning.service.AllmanningException if it cannot be opened, or holds vectors of
     *     another model than the context's
     */
    KnowledgeStore open(KnowledgeStoreContext context);
}
