/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;

/** Tells the listener of each document, and collects the report. Used by one thread. */
final class Progress {

    private final SyncListener listener;
    private final int total;
    private final List<SyncReport.Entry> entries = new ArrayList<>();

    Progress(SyncListener listener, int total) {
        this.listener = listener;
        this.total = total;
    }

    void done(SyncReport.Entry entry) {
        entries.add(entry);
        listener.documentDone(entries.size(), total, entry);
    }

    SyncReport report() {
        entries.sort(Comparator.comparing(SyncReport.Entry::path));
        return new SyncReport(entries);
    }
}
