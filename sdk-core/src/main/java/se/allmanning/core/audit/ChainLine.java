/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.CanonicalReader.NotCanonicalException;

/**
 * One line of a segment: a head or a record, as a link of its chain. Its hash is SHA-256 over the
 * canonical form of the line without the member {@code hash}.
 *
 * @param chain the chain that it says it belongs to
 * @param hash the hash that stands in it
 * @param previous the hash of the link before it that stands in it
 * @param sequence a record's own sequence; for a head, that of the record to come
 * @param head the members of a head; null for a record
 * @param record the members of the record; empty for a head
 * @param genuine whether the hash that stands in it is the hash of the line
 */
record ChainLine(
        String chain,
        String hash,
        String previous,
        long sequence,
        @Nullable SortedMap<String, Object> head,
        SortedMap<String, Object> record,
        boolean genuine) {

    /** The format that this version writes, as every head names it. */
    static final long FORMAT = 1;

    /** The longest line, without its line break. The largest record stays below. */
    static final int MAX_BYTES = 1 << 20;

    private static final String HASH = ",\"hash\":\"";

    boolean isHead() {
        return head != null;
    }

    /** The number of the segment that a head begins; -1 where it has none. */
    long segment() {
        return head != null && head.get("segment") instanceof Long number ? number : -1;
    }

    /** A line with its hash. */
    static final class Sealed {
        private final byte[] line;
        private final String hash;

        Sealed(byte[] line, String hash) {
            this.line = line;
            this.hash = hash;
        }

        /** The bytes themselves, which the caller only reads. */
        byte[] line() {
            return line;
        }

        String hash() {
            return hash;
        }
    }

    /** The line of a record, with its line break. The record's bytes are canonical JSON. */
    static Sealed record(
            MessageDigest sha256, String chain, String previous, byte[] record, long sequence) {
        String before = "{\"chain\":\"" + chain + '"';
        String between = ",\"previous\":\"" + previous + "\",\"record\":";
        String after = ",\"sequence\":" + sequence + '}';
        int hashed = before.length() + between.length() + record.length + after.length();
        byte[] line = new byte[hashed + HASH.length() + 64 + 2];
        int tail = before.length() + HASH.length() + 65;
        int at = put(between, line, tail);
        System.arraycopy(record, 0, line, at, record.length);
        at = put(after, line, at + record.length);
        put("\n", line, at);
        put(before, line, 0);
        sha256.update(line, 0, before.length());
        sha256.update(line, tail, at - tail);
        String hash = Hashes.hex(sha256.digest());
        put(HASH + hash + '"', line, before.length());
        return new Sealed(line, hash);
    }

    private static int put(String ascii, byte[] into, int at) {
        byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }

    /** The line of a segment's head, with its line break. */
    static Sealed head(
            MessageDigest sha256,
            String chain,
            String previous,
            int segment,
            long sequence,
            String created) {
        SortedMap<String, Object> head = new TreeMap<>();
        head.put("chain", chain);
        head.put("created", created);
        head.put("format", FORMAT);
        head.put("previous", previous);
        head.put("segment", (long) segment);
        head.put("sequence", sequence);
        String hash = Hashes.hex(sha256.digest(CanonicalJson.bytes(head)));
        head.put("hash", hash);
        return new Sealed((CanonicalJson.text(head) + "\n").getBytes(StandardCharsets.UTF_8), hash);
    }

    /**
     * Reads a line without its line break.
     *
     * @throws NotCanonicalException if it is not canonical JSON, or lacks what every link has
     */
    static ChainLine parse(MessageDigest sha256, byte[] bytes, int start, int end)
            throws NotCanonicalException {
        SortedMap<String, Object> line = new CanonicalReader(bytes, start, end).whole();
        if (line.get("chain") instanceof String chain
                && line.get("hash") instanceof String hash
                && line.get("previous") instanceof String previous
                && line.get("sequence") instanceof Long sequence) {
            boolean genuine = hash.equals(hashWithout(sha256, bytes, start, end, chain, hash));
            Object record = line.get("record");
            return new ChainLine(
                    chain,
                    hash,
                    previous,
                    sequence,
                    record == null ? line : null,
                    members(record),
                    genuine);
        }
        throw new NotCanonicalException(0, "an object with chain, hash, previous and sequence");
    }

    @SuppressWarnings("unchecked")
    private static SortedMap<String, Object> members(@Nullable Object record)
            throws NotCanonicalException {
        if (record == null) {
            return new TreeMap<>();
        }
        if (record instanceof SortedMap<?, ?> members) {
            return (SortedMap<String, Object>) members;
        }
        throw new NotCanonicalException(0, "an object as the record");
    }

    /**
     * The hash of the bytes without the member {@code hash}. The bytes are canonical, so that for a
     * chain's id of the usual form the member's place is known; any other line is not genuine.
     */
    private static String hashWithout(
            MessageDigest sha256, byte[] bytes, int start, int end, String chain, String hash) {
        if (!AuditFolder.isChain(chain) || !Hashes.isHash(hash)) {
            return "";
        }
        int cut = indexOf(HASH, bytes, start, end);
        if (cut < 0) {
            return "";
        }
        int resume = cut + HASH.length() + 65;
        sha256.update(bytes, start, cut - start);
        sha256.update(bytes, resume, end - resume);
        return Hashes.hex(sha256.digest());
    }

    /** Heads and records have nothing but id, time and format before the hash: it is near. */
    private static int indexOf(String ascii, byte[] bytes, int start, int end) {
        int last = Math.min(end - 66, start + 200) - ascii.length();
        for (int at = start; at <= last; at++) {
            int i = 0;
            while (i < ascii.length() && bytes[at + i] == ascii.charAt(i)) {
                i++;
            }
            if (i == ascii.length()) {
                return at;
            }
        }
        return -1;
    }
}
