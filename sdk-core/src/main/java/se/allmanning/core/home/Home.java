/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The one folder that holds everything that a host keeps: {@code allmanning.yaml}, {@code
 * knowledge/AUTHORITY/NAME/}, {@code connectors/ID/}, {@code evaluation/}. Copying it moves the
 * installation. Its format is a number in {@code home.version}; a newer one is refused. Immutable.
 */
public final class Home {

    /** The format that this version writes. */
    public static final int FORMAT = 1;

    private static final String VERSION_FILE = "home.version";

    private final Path path;

    private Home(Path path) {
        this.path = path;
    }

    /**
     * Opens a home, making it if it does not exist. A home on a read-only file system can be opened
     * once it has been made.
     *
     * @throws AllmanningException if it is not a folder, cannot be made, or has a newer format
     */
    public static Home open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new AllmanningException(
                        "ALM-HOM-001",
                        Category.USAGE,
                        "The home " + path + " is a file. Name a folder, or one that can be made.");
            }
            Path version = path.resolve(VERSION_FILE);
            if (!Files.exists(version)) {
                Files.createDirectories(path);
                writeVersion(path, version);
            }
            check(path, Files.readString(version, StandardCharsets.UTF_8).strip());
            return new Home(path);
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-HOM-002",
                    Category.FAULT,
                    "The home "
                            + path
                            + " cannot be made or read ("
                            + e.getClass().getSimpleName()
                            + "). Check that the folder exists and may be written, or name another with --home.",
                    e);
        }
    }

    private static void writeVersion(Path path, Path version) throws IOException {
        Path draft = Files.createTempFile(path, VERSION_FILE, ".tmp");
        try {
            Files.writeString(draft, FORMAT + "\n", StandardCharsets.UTF_8);
            try {
                Files.move(draft, version, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
                Files.move(draft, version, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void check(Path path, String found) {
        int format;
        try {
            format = Integer.parseInt(found);
        } catch (NumberFormatException e) {
            throw new AllmanningException(
                    "ALM-HOM-003",
                    Category.FAULT,
                    "The file "
                            + path.resolve(VERSION_FILE)
                            + " holds no number. Restore it from a backup; format "
                            + FORMAT
                            + " is written as \""
                            + FORMAT
                            + "\".",
                    e);
        }
        if (format > FORMAT) {
            throw new AllmanningException(
                    "ALM-HOM-004",
                    Category.USAGE,
                    "The home "
                            + path
                            + " has format "
                            + format
                            + ", and this version reads up to "
                            + FORMAT
                            + ". Update Allmänning, or open another home.");
        }
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** Where the configuration stands, whether or not it does. */
    public Path configurationFile() {
        return path.resolve("allmanning.yaml");
    }

    /** The folder of a knowledge base, whether or not it exists. */
    public Path knowledge(String authority, String name) {
        return path.resolve("knowledge").resolve(authority).resolve(name);
    }

    /** The folder of an authority's knowledge bases, whether or not it exists. */
    public Path knowledge(String authority) {
        return path.resolve("knowledge").resolve(authority);
    }

    /** The folder of a connector, whether or not it exists. */
    public Path connector(String id) {
        return path.resolve("connectors").resolve(id);
    }

    /** The folder of the audit trail, whether or not it exists. */
    public Path audit() {
        return path.resolve("audit");
    }

    /** The folder of orders on crisis mode, whether or not it exists. */
    public Path crisis() {
        return path.resolve("crisis");
    }

    /** The folder of verified catalogs, whether or not it exists. */
    public Path catalog() {
        return path.resolve("catalog");
    }

    /** The folder of what evaluations keep between runs, whether or not it exists. */
    public Path evaluation() {
        return path.resolve("evaluation");
    }

    @Override
    public String toString() {
        return "Home[" + path + "]";
    }
}
