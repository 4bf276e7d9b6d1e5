/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * A record in its place in a chain.
 *
 * @param chain the chain's id
 * @param sequence its place, from 0
 * @param previous the hash of the link before it
 * @param hash its own hash
 * @param record what it says
 */
public record AuditEntry(
        String chain, long sequence, String previous, String hash, AuditRecord record) {

    /** Checks that nothing is null. */
    public AuditEntry {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(record, "record");
    }

    /**
     * The record's id: the chain's id, a hyphen and the sequence. Unique; those of one chain are
     * ordered by their number, chains by the time of their start.
     */
    public String id() {
        return chain + "-" + sequence;
    }

    /** When it happened. */
    public Instant time() {
        return record.time().orElseThrow();
    }
}
