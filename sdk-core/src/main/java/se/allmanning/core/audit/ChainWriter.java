/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;

/**
 * The end of a chain, where it grows: gives each record its sequence and hash, and begins a new
 * segment when one is full. Used by one thread at a time.
 */
final class ChainWriter implements AutoCloseable {

    private final String chain;
    private final Path folder;
    private final AuditDisk disk;
    private final Clock clock;
    private final long segmentBytes;
    private final boolean forced;
    private final MessageDigest sha256 = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 17);

    private AuditDisk.@Nullable SegmentFile file;
    private int segment = -1;
    private long written;
    private long sequence;
    private String previous = Hashes.NONE;

    ChainWriter(Path folder, AuditDisk disk, Clock clock, long segmentBytes, boolean forced) {
        this.chain = folder.getFileName().toString();
        this.folder = folder;
        this.disk = disk;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        this.forced = forced;
    }

    /** Adds a record whose bytes are canonical JSON. It is on the disk after {@link #force}. */
    AuditEntry append(AuditRecord record, byte[] bytes) throws IOException {
        if (file == null || written >= segmentBytes) {
            beginSegment();
        }
        ChainLine.Sealed line = ChainLine.record(sha256, chain, previous, bytes, sequence);
        put(line.line());
        AuditEntry entry = new AuditEntry(chain, sequence, previous, line.hash(), record);
        previous = line.hash();
        sequence++;
        return entry;
    }

    private void beginSegment() throws IOException {
        finishSegment();
        segment++;
        written = 0;
        file = disk.create(AuditFolder.segment(folder, segment));
        ChainLine.Sealed head =
                ChainLine.head(
                        sha256,
                        chain,
                        previous,
                        segment,
                        sequence,
                        AuditRecord.written(clock.instant()));
        put(head.line());
        previous = head.hash();
    }

    private void put(byte[] line) throws IOException {
        int at = 0;
        while (at < line.length) {
            int length = Math.min(buffer.remaining(), line.length - at);
            buffer.put(line, at, length);
            at += length;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        written += line.length;
    }

    private void flush() throws IOException {
        buffer.flip();
        if (file != null && buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Returns when all that was appended is on the disk. */
    void force() throws IOException {
        flush();
        if (file != null && forced) {
            file.force();
        }
    }

    private void finishSegment() throws IOException {
        if (file != null) {
            force();
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
