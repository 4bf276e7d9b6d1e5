/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sync did, one entry for every file or document, sorted by path. Immutable. */
public final class SyncReport {

    private final List<Entry> entries;

    /** Made by the host. */
    public SyncReport(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** One entry for every file or document. */
    public List<Entry> entries() {
        return entries;
    }

    /** How many documents have the given status. */
    public long count(SyncStatus status) {
        return entries.stream().filter(e -> e.status().equals(status)).count();
    }

    @Override
    public String toString() {
        return "SyncReport["
                + entries.size()
                + " entries, "
                + count(SyncStatus.FAILED)
                + " failed]";
    }

    /** What happened to one document. Immutable. */
    public static final class Entry {
        private final String path;
        private final SyncStatus status;
        private final int passages;
        private final @Nullable String reason;

        /**
         * Made by the host.
         *
         * @param path the document's id in its source
         * @param passages how many passages it has in the search now
         * @param reason why it failed or was skipped, or what of it could not be read; else {@code
         *     null}
         */
        public Entry(String path, SyncStatus status, int passages, @Nullable String reason) {
            this.path = path;
            this.status = status;
            this.passages = passages;
            this.reason = reason;
        }

        /** The document's id in its source, such as the path relative to the folder. */
        public String path() {
            return path;
        }

        /** What happened. */
        public SyncStatus status() {
            return status;
        }

        /** How many passages the document has in the search now. */
        public int passages() {
            return passages;
        }

        /** Why it failed or was skipped, or what of it could not be read. */
        public Optional<String> reason() {
            return Optional.ofNullable(reason);
        }

        @Override
        public String toString() {
            return "Entry[" + path + ", " + status + ", " + passages + "]";
        }
    }
}
