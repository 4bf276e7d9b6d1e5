/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a chain at one moment. Kept elsewhere, it proves that the chain up to there is the
 * one that was seen then; without one, a chain that was rewritten whole or whose tail was cut off
 * cannot be told from a true one.
 *
 * @param chain the chain's id
 * @param sequence the sequence of its last record then
 * @param hash that record's hash
 * @param time when the checkpoint was taken, to the millisecond
 */
public record Checkpoint(String chain, long sequence, String hash, Instant time) {

    /**
     * @throws IllegalArgumentException if chain or hash have another form or the sequence is
     *     negative
     */
    public Checkpoint {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        Hashes.check("The checkpoint's hash", hash);
        if (!AuditFolder.isChain(chain) || sequence < 0) {
            throw new IllegalArgumentException(
                    "A checkpoint names a chain and a sequence from 0 on.");
        }
    }

    SortedMap<String, Object> fields() {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("chain", chain);
        fields.put("hash", hash);
        fields.put("sequence", sequence);
        fields.put("time", AuditRecord.written(time));
        return fields;
    }

    static Checkpoint ofFields(Map<?, ?> fields) {
        if (fields.get("chain") instanceof String chain
                && fields.get("hash") instanceof String hash
                && fields.get("sequence") instanceof Long sequence
                && fields.get("time") instanceof String time) {
            return new Checkpoint(chain, sequence, hash, Instant.parse(time));
        }
        throw new IllegalArgumentException("A checkpoint has chain, hash, sequence and time.");
    }
}
