/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layout of {@code HOME/audit/}: a folder for each chain with its segments, its lock and, once
 * closed, {@code end.json}.
 */
final class AuditFolder {

    static final String END = "end.json";

    private static final String LOCK = "lock";
    private static final Pattern CHAIN = Pattern.compile("[0-9a-f]{28}");
    private static final Pattern SEGMENT = Pattern.compile("([0-9]{8})\\.jsonl");
    private static final int TIME_DIGITS = 12;

    /**
     * The chains that this process writes. A process that opens and closes a locked file may lose
     * its own lock on it (POSIX), so its own chains are known without touching their files.
     */
    private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

    private AuditFolder() {}

    /**
     * A segment of a chain.
     *
     * @param number its place, from 0
     * @param file where it is
     */
    record Segment(int number, Path file) {}

    /** A chain that this process owns until it is closed. */
    record Owned(Path folder, FileChannel channel, FileLock lock) implements AutoCloseable {

        String chain() {
            return folder.getFileName().toString();
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                lock.release();
            } finally {
                LIVE.remove(folder);
            }
        }
    }

    /** Whether the text has the form of a chain's id. */
    static boolean isChain(String text) {
        return CHAIN.matcher(text).matches();
    }

    /** When the chain was started, as its id says. */
    static Instant started(String chain) {
        return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(chain, 0, TIME_DIGITS));
    }

    /** Makes the folder of a new chain and takes its lock. */
    static Owned newChain(Path audit, Instant now) throws IOException {
        Files.createDirectories(audit);
        long millis = Math.max(0, now.toEpochMilli()) & 0xffff_ffff_ffffL;
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String id =
                HexFormat.of().toHexDigits(millis, TIME_DIGITS) + HexFormat.of().formatHex(random);
        Path folder = audit.toRealPath().resolve(id);
        LIVE.add(folder);
        try {
            Files.createDirectory(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new FileAlreadyExistsException(folder.toString());
            }
            forceFolder(audit);
            return new Owned(folder, channel, lock);
        } catch (IOException | RuntimeException e) {
            LIVE.remove(folder);
            throw e;
        }
    }

    /** Whether some process, perhaps this one, is writing the chain now. */
    static boolean isLive(Path folder) throws IOException {
        if (LIVE.contains(folder.toRealPath())) {
            return true;
        }
        Path file = folder.resolve(LOCK);
        synchronized (LIVE) {
            if (!Files.exists(file)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            } catch (OverlappingFileLockException e) {
                return true;
            }
        }
    }

    /** The folders of all chains, by the time of their start; none where there is no audit yet. */
    static List<Path> chains(Path audit) throws IOException {
        if (!Files.isDirectory(audit)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(audit)) {
            return folders.filter(folder -> isChain(folder.getFileName().toString()))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    /** The segments of a chain, in order. */
    static List<Segment> segments(Path chain) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(chain)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches()) {
                    segments.add(new Segment(Integer.parseInt(name.group(1)), file));
                }
            }
        }
        return segments;
    }

    static Path segment(Path chain, int number) {
        return chain.resolve(String.format(Locale.ROOT, "%08d.jsonl", number));
    }

    /** Returns when the folder's entries are on the disk, on systems that can say so. */
    static void forceFolder(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows opens no folders; there the file system journals its entries itself.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** Writes a small file whole or not at all. */
    static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.toAbsolutePath().getParent());
    }
}
