/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files of crisis mode: {@code current.json}, the order that was used last; {@code clock.json},
 * how far it has come; {@code orders/}, every order that was ever used, which is a record and
 * stays. Files are there whole or not at all.
 */
final class CrisisFolder {

    /** Folders that a thread of this process has locked. Guards itself. */
    private static final Set<Path> LOCKED = new HashSet<>();

    private final Path folder;
    private final Path current;

    CrisisFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.current = this.folder.resolve("current.json");
    }

    Path current() {
        return current;
    }

    Path clock() {
        return folder.resolve("clock.json");
    }

    Path started(String id) {
        return folder.resolve("orders").resolve(id + ".start.json");
    }

    Path stopped(String id) {
        return folder.resolve("orders").resolve(id + ".stop.json");
    }

    Path ended(String id) {
        return folder.resolve("orders").resolve(id + ".end.json");
    }

    /** What changes when a file is replaced; {@code "none"} if there is none. */
    static Object mark(Path file) throws IOException {
        if (!Files.exists(file)) {
            if (Files.notExists(file)) {
                return "none";
            }
            throw new IOException("hidden");
        }
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
        return new Mark(a.lastModifiedTime().toString(), a.size(), String.valueOf(a.fileKey()));
    }

    private record Mark(String modified, long size, String key) {}

    /** The file's bytes, at most one more than an order may have; empty if there is none. */
    static Optional<byte[]> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(SignedOrder.MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Does something while no other thread or process does. A thread may come in again. */
    <T> T locked(Supplier<T> action) {
        synchronized (LOCKED) {
            if (!LOCKED.add(folder)) {
                return action.get();
            }
            try {
                Files.createDirectories(folder);
                try (FileChannel channel =
                                FileChannel.open(
                                        folder.resolve("lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IOException("no lock");
                    }
                    return action.get();
                }
            } catch (IOException e) {
                throw CrisisFaults.io(folder, e);
            } finally {
                LOCKED.remove(folder);
            }
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
