/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.CanonicalReader.NotCanonicalException;
import se.allmanning.core.home.Sha256;

/** The records of one chain in their order, and how many lines are none. Holds one file open. */
final class ChainReader implements AutoCloseable {

    private final Iterator<AuditFolder.Segment> segments;
    private final MessageDigest sha256 = Sha256.digest();
    private @Nullable LineReader lines;
    private @Nullable AuditEntry current;
    private Instant time = Instant.MIN;
    private long unreadable;

    ChainReader(Path chain) throws IOException {
        this(AuditFolder.segments(chain));
    }

    ChainReader(List<AuditFolder.Segment> segments) {
        this.segments = segments.iterator();
    }

    /** Moves on; returns whether there is a record. */
    boolean next() throws IOException {
        while (true) {
            if (lines == null) {
                if (!segments.hasNext()) {
                    current = null;
                    return false;
                }
                lines = new LineReader(segments.next().file());
            }
            switch (lines.next()) {
                case NONE, UNFINISHED -> {
                    lines.close();
                    lines = null;
                }
                case TOO_LONG -> unreadable++;
                case WHOLE -> {
                    if (parse(lines)) {
                        return true;
                    }
                }
            }
        }
    }

    private boolean parse(LineReader from) {
        try {
            ChainLine line = ChainLine.parse(sha256, from.bytes(), from.start(), from.end());
            if (line.isHead()) {
                return false;
            }
            AuditRecord record = AuditRecord.ofFields(line.record());
            AuditEntry entry =
                    new AuditEntry(
                            line.chain(), line.sequence(), line.previous(), line.hash(), record);
            current = entry;
            // A clock that was set back must not change the order that the chain proves.
            time = entry.time().isAfter(time) ? entry.time() : time;
            return true;
        } catch (NotCanonicalException | IllegalArgumentException e) {
            unreadable++;
            return false;
        }
    }

    /** The record; only after {@link #next} returned true. */
    AuditEntry current() {
        if (current == null) {
            throw new IllegalStateException("No record.");
        }
        return current;
    }

    /** The latest time so far. */
    Instant time() {
        return time;
    }

    /** How many lines could not be read. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }
}
