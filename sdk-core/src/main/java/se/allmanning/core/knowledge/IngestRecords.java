/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;

/**
 * Leaves one record in the audit trail for each document that a sync has changed, or failed to.
 * They are put on the disk some at a time, so that a sync of thousands does not wait for each. Used
 * by one thread for one sync.
 */
final class IngestRecords implements SyncListener {

    private static final int BATCH = 64;
    private static final int LONGEST_NAME = 1000;

    private final CallScope scope;
    private final ModelCalls calls;
    private final SyncListener listener;
    private int kept;

    IngestRecords(CallScope scope, ModelCalls calls, SyncListener listener) {
        this.scope = scope;
        this.calls = calls;
        this.listener = listener;
    }

    @Override
    public void documentDone(int done, int total, SyncReport.Entry entry) {
        if (!entry.status().equals(SyncStatus.UNCHANGED)) {
            String path = entry.path();
            scope.keep(
                    scope.record(AuditEvent.INGEST_DOCUMENT)
                            .outcome(entry.status().id())
                            .detail(
                                    "document",
                                    path.length() > LONGEST_NAME
                                            ? path.substring(0, LONGEST_NAME)
                                            : path)
                            .detail("passages", Integer.toString(entry.passages()))
                            .build());
            if (++kept % BATCH == 0) {
                finish();
            }
        }
        listener.documentDone(done, total, entry);
    }

    /** Puts the rest on the disk. */
    void finish() {
        calls.finish(scope);
    }
}
