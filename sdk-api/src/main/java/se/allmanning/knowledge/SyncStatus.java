/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import org.jspecify.annotations.Nullable;

/** What happened to one document in a sync. An open value: new ones may appear. Immutable. */
public final class SyncStatus {

    /** New, and now in the search. */
    public static final SyncStatus INDEXED = new SyncStatus("indexed");

    /** Changed, and its new text has taken the old one's place. */
    public static final SyncStatus REPLACED = new SyncStatus("replaced");

    /** As it was; it cost nothing. */
    public static final SyncStatus UNCHANGED = new SyncStatus("unchanged");

    /** No longer in the source, and no longer in the search. */
    public static final SyncStatus REMOVED = new SyncStatus("removed");

    /** Not a kind of file that any parser takes. */
    public static final SyncStatus SKIPPED = new SyncStatus("skipped");

    /**
     * It could not be read; the reason says why and what to do. A text that was indexed before
     * stays as it was.
     */
    public static final SyncStatus FAILED = new SyncStatus("failed");

    private final String id;

    private SyncStatus(String id) {
        this.id = id;
    }

    /** The id, as the command line prints it. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SyncStatus that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
