/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import se.allmanning.connector.onnx.ModelDescriptor.ModelFile;

/**
 * Brings a model from its jar into a folder, once. The folder appears whole or not at all: files
 * are written and checked beside it, forced to the disk, and the folder is renamed. Two processes
 * may do so at once; the second finds the first one's folder and drops its own.
 */
final class Unpacking {

    private static final String TEMPORARY = ".unpacking-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final ClassPathModel model;
    private final Path target;

    Unpacking(ClassPathModel model, Path directory) {
        this.model = model;
        ModelDescriptor descriptor = model.descriptor();
        this.target =
                directory
                        .resolve("models")
                        .resolve(
                                descriptor.id().name()
                                        + "-"
                                        + descriptor.digest().substring(0, 16));
    }

    ModelFolder folder() {
        if (!Files.isDirectory(target)) {
            try {
                unpack();
            } catch (IOException e) {
                throw OnnxFault.UNPACKING.because(
                        "The model "
                                + model.descriptor().id()
                                + " cannot be unpacked to "
                                + target
                                + " ("
                                + e.getClass().getSimpleName()
                                + "). Check that the home may be written and that the disk has "
                                + bytes() / 1_000_000
                                + " MB free.",
                        e);
            }
        }
        return new ModelFolder(
                target,
                model.descriptor(),
                "Delete the folder " + target + "; it is unpacked again from its artifact.");
    }

    private long bytes() {
        return model.descriptor().files().stream()
                .mapToLong(file -> {
                    Long size = file.size();
                    return size == null ? 0 : size;
                })
                .sum();
    }

    private void unpack() throws IOException {
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        dropAbandoned(parent);
        Path temporary = Files.createTempDirectory(parent, TEMPORARY);
        try {
            for (ModelFile file : model.descriptor().files()) {
                Path to = temporary.resolve(file.path());
                Files.createDirectories(to.getParent());
                MessageDigest digest = Sha256.start();
                try (InputStream in = new DigestInputStream(model.open(file.path()), digest)) {
                    write(in, to);
                }
                check(file, Sha256.finish(digest));
            }
            try (InputStream in = new ByteArrayInputStream(model.json())) {
                write(in, temporary.resolve(DescriptorReader.FILE_NAME));
            }
            force(temporary);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                force(parent);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // Another process was faster; its folder is as good as ours.
            } catch (IOException e) {
                if (!Files.isDirectory(target)) {
                    throw e;
                }
            }
        } finally {
            delete(temporary);
        }
    }

    /** Deletes what a killed process left; unpacking takes seconds, so an hour is long enough. */
    private static void dropAbandoned(Path parent) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, TEMPORARY + "*")) {
            for (Path folder : folders) {
                try {
                    if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                        delete(folder);
                    }
                } catch (NoSuchFileException e) {
                    // Whose it was has just finished, or dropped it first.
                }
            }
        }
    }

    private void check(ModelFile file, String found) {
        if (!found.equals(file.sha256())) {
            throw OnnxFault.DAMAGED_FILE.because(
                    "The file "
                            + file.path()
                            + " in the artifact of "
                            + model.descriptor().id()
                            + " ("
                            + model.location()
                            + ") is damaged: expected SHA-256 "
                            + file.sha256()
                            + ", found "
                            + found
                            + ". It was not used. Delete the jar and fetch it again.");
        }
    }

    /** Writes a file and forces it to the disk. */
    static void write(InputStream in, Path to) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            in.transferTo(out);
            channel.force(true);
        }
    }

    /** Forces a folder's entries to the disk where the system knows how. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; there a rename is durable by itself.
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        }
    }
}
