/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.HashMap;
import java.util.Map;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.StoredDocument;

/** Applies changes to a store and commits every so often. Used by one thread for one sync. */
final class Commits {

    private final KnowledgeStoreWriter writer;
    private final SyncLimits limits;
    private final Map<String, String> properties;
    private boolean open;
    private int passages;

    /**
     * @param properties what the store says of itself, and goes on saying
     */
    Commits(KnowledgeStoreWriter writer, SyncLimits limits, Map<String, String> properties) {
        this.writer = writer;
        this.limits = limits;
        this.properties = new HashMap<>(properties);
    }

    void apply(Prepared document, Progress progress) {
        switch (document.change()) {
            case ALL -> {
                replace(document);
                passages += document.stored().passages();
                open = true;
            }
            case ENTRY -> {
                writer.update(document.stored());
                open = true;
            }
            case NONE -> {}
        }
        if (passages >= limits.commitPassages()) {
            commit();
        }
        progress.done(document.report());
    }

    private void replace(Prepared document) {
        try {
            writer.replace(document.stored(), document.passages());
        } catch (IllegalArgumentException e) {
            throw IngestFault.model(
                    "vectors that the knowledge base cannot hold: " + e.getMessage());
        }
    }

    /** Takes a document out that has left its source. */
    void remove(StoredDocument document, Progress progress) {
        writer.update(Entries.gone(document));
        open = true;
        progress.done(new SyncReport.Entry(document.id(), SyncStatus.REMOVED, 0, null));
    }

    private void commit() {
        writer.commit(properties);
        passages = 0;
        open = false;
    }

    /** Commits for the last time, and says one thing more of the store. */
    void last(String property, String value) {
        properties.put(property, value);
        commit();
    }

    /** Keeps whole documents that were done before something else failed. */
    void rescue(RuntimeException failure) {
        if (open) {
            try {
                commit();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
