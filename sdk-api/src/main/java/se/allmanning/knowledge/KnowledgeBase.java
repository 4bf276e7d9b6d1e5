/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import se.allmanning.service.Invocation;

/**
 * A knowledge base as its host holds it: it is filled from sources and searched. The methods of
 * {@link Knowledge} use the host's default invocation. Thread-safe; one process at a time may write
 * it, any number may read. Valid until the host closes.
 *
 * <p>Implemented by the host; new methods may be added.
 */
public interface KnowledgeBase extends Knowledge {

    /**
     * Brings the knowledge base up to date with a source: new documents are indexed, changed ones
     * replaced, those that are gone leave the search. Each document changes atomically; what a
     * killed process had committed stays, and the next call completes the rest. A source that
     * cannot be read removes nothing.
     *
     * @return one entry for every file or document
     * @throws se.allmanning.service.AllmanningException if another process writes this base, the
     *     base was built with another embedding model, or the disk is full
     */
    default SyncReport sync(KnowledgeSource source) {
        return sync(source, SyncListener.SILENT);
    }

    /** As {@link #sync(KnowledgeSource)}, telling a listener how it goes. */
    SyncReport sync(KnowledgeSource source, SyncListener listener);

    /** The knowledge base as the asker of the given invocation sees it. */
    Knowledge as(Invocation invocation);

    /** What is in the knowledge base, as the default invocation may know it. */
    KnowledgeStatus status();
}
