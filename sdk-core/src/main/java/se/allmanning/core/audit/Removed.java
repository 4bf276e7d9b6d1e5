/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a disposal took from one chain, as its record says.
 *
 * @param references the decisions' references
 * @param chain the chain
 * @param complete whether nothing of the chain was left
 * @param segments what was removed, in order and without a gap
 */
record Removed(String references, String chain, boolean complete, List<Segment> segments) {

    /**
     * A removed segment.
     *
     * @param number its number
     * @param first the sequence of its first record
     * @param last the sequence of its last record; below {@code first} where it had none
     * @param hash the hash of its last line
     * @param sha256 the SHA-256 of the file
     */
    record Segment(long number, long first, long last, String hash, String sha256) {

        SortedMap<String, Object> fields() {
            SortedMap<String, Object> fields = new TreeMap<>();
            fields.put("segment", number);
            fields.put("first_sequence", first);
            fields.put("last_sequence", last);
            fields.put("last_hash", hash);
            fields.put("sha256", sha256);
            return fields;
        }
    }

    long from() {
        return segments.get(0).number();
    }

    Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** The object in the record of a disposal. */
    static SortedMap<String, Object> fields(
            List<DisposalDecision> decisions,
            String chain,
            boolean complete,
            List<Segment> segments) {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("decisions", decisions.stream().map(DisposalDecision::fields).toList());
        fields.put("chain", chain);
        fields.put("complete", complete);
        fields.put("segments", segments.stream().map(Segment::fields).toList());
        return fields;
    }

    /** What the record of a disposal says of a chain; empty where it speaks of something else. */
    static Optional<Removed> of(SortedMap<String, Object> record) {
        if (!AuditEvent.DISPOSAL.id().equals(record.get(Field.EVENT.key()))
                || !(record.get(Field.DISPOSAL.key()) instanceof Map<?, ?> disposal)
                || !(disposal.get("chain") instanceof String chain)
                || !(disposal.get("decisions") instanceof List<?> decisions)
                || !(disposal.get("segments") instanceof List<?> listed)) {
            return Optional.empty();
        }
        List<Segment> segments = new ArrayList<>();
        for (Object one : listed) {
            if (one instanceof Map<?, ?> segment
                    && segment.get("segment") instanceof Long number
                    && segment.get("first_sequence") instanceof Long first
                    && segment.get("last_sequence") instanceof Long last
                    && segment.get("last_hash") instanceof String hash
                    && segment.get("sha256") instanceof String sha256) {
                segments.add(new Segment(number, first, last, hash, sha256));
            }
        }
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        List<String> references = new ArrayList<>();
        for (Object one : decisions) {
            if (one instanceof Map<?, ?> decision) {
                references.add(String.valueOf(decision.get("reference")));
            }
        }
        return Optional.of(
                new Removed(
                        String.join(", ", references),
                        chain,
                        Boolean.TRUE.equals(disposal.get("complete")),
                        segments));
    }
}
