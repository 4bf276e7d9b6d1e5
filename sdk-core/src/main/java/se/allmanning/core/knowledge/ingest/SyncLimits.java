/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

/**
 * How much a sync takes.
 *
 * @param maxFileBytes the largest file, in bytes
 * @param maxPassages the most passages of one document; all of a document's vectors are in memory
 *     at once
 * @param commitPassages after so many passages what was done is committed
 */
public record SyncLimits(long maxFileBytes, int maxPassages, int commitPassages) {

    /** Files up to 64 MiB, 20,000 passages, a commit after every 1,000. */
    public static final SyncLimits DEFAULT = new SyncLimits(64L << 20, 20_000, 1_000);

    /** Checks that all are positive. */
    public SyncLimits {
        if (maxFileBytes < 1 || maxPassages < 1 || commitPassages < 1) {
            throw new IllegalArgumentException("Limits of a sync are 1 or more.");
        }
    }

    /** These limits with another largest file. */
    public SyncLimits maxFileBytes(long bytes) {
        return new SyncLimits(bytes, maxPassages, commitPassages);
    }

    /** These limits with another number of passages between commits. */
    public SyncLimits commitPassages(int passages) {
        return new SyncLimits(maxFileBytes, maxPassages, passages);
    }
}
