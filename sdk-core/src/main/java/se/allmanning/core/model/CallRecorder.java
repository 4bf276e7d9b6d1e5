/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.util.List;
import se.allmanning.core.audit.AuditRecord;

/**
 * Where calls are recorded. A host gives its audit trail; there is no way to call a model without
 * one. Thread-safe.
 */
public interface CallRecorder {

    /** Room that is kept for the record of a call. */
    interface Room extends AutoCloseable {
        /** Gives the room back; a second call does nothing. */
        @Override
        void close();
    }

    /**
     * Keeps room for the record of a call; its closing gives it back.
     *
     * @throws se.allmanning.service.AllmanningException if nothing can be recorded; then no call is
     *     made
     */
    Room reserve();

    /**
     * Puts records on the disk, all or none.
     *
     * @return their ids, in the same order
     * @throws se.allmanning.service.AllmanningException if that fails
     */
    List<String> append(List<AuditRecord> records);

    /**
     * Keeps what went to a model and what came back, where the authority chose to; encrypted, apart
     * from the records.
     *
     * @param record the id of the record that it belongs to
     * @throws se.allmanning.service.AllmanningException if that fails
     */
    void keep(String record, String authority, List<String> input, String output);

    /** The keyed fingerprint of content, 64 hexadecimal digits. */
    String fingerprint(List<String> content);
}
