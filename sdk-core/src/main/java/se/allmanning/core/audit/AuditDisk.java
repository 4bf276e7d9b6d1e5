/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the trail asks of a disk; tests put a full or broken one in its place. */
interface AuditDisk {

    /** An open segment. */
    interface SegmentFile extends AutoCloseable {

        /** Writes all that remains of the buffer at the end of the file. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when all that was written is on the disk. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes a segment that does not exist, and returns when the folder knows it. */
    SegmentFile create(Path file) throws IOException;

    /** How many bytes may still be written. */
    long usableBytes() throws IOException;

    /** The disk that the folder, which exists, lies on. */
    static AuditDisk of(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return new AuditDisk() {
            @Override
            public SegmentFile create(Path file) throws IOException {
                FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                AuditFolder.forceFolder(file.getParent());
                return new ChannelFile(channel);
            }

            @Override
            public long usableBytes() throws IOException {
                return store.getUsableSpace();
            }
        };
    }

    /** A segment in a file. */
    record ChannelFile(FileChannel channel) implements SegmentFile {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
