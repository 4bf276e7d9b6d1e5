/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

/**
 * Is told how a sync goes, on the thread that called it, so a slow listener slows the sync. What it
 * throws ends the sync; what was committed stays.
 */
@FunctionalInterface
public interface SyncListener {

    /** Listens to nothing. */
    SyncListener SILENT = (done, total, entry) -> {};

    /**
     * One document is done.
     *
     * @param done how many are, this one among them
     * @param total how many there are in all
     * @param entry what happened to this one
     */
    void documentDone(int done, int total, SyncReport.Entry entry);
}
