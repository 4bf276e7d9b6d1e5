/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar or zip file with documents at its top or in its folder {@code metadata}. */
final class ArchiveRepository implements Repository {

    private final Path path;
    private final ZipFile archive;

    private ArchiveRepository(Path path, ZipFile archive) {
        this.path = path;
        this.archive = archive;
    }

    static ArchiveRepository open(Path path) {
        try {
            return new ArchiveRepository(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            throw TrustException.unreadable(path.toString(), "it is no jar or zip file", e);
        }
    }

    /** The size that the archive claims is not believed: what is unpacked is counted. */
    @Override
    public Optional<byte[]> read(String file, long limit) {
        ZipEntry entry = archive.getEntry("metadata/" + file);
        if (entry == null) {
            entry = archive.getEntry(file);
        }
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return Optional.of(Bounded.read(in, limit, path + " (" + file + ")"));
        } catch (IOException e) {
            throw TrustException.unreadable(
                    path + " (" + file + ")", e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() {
        try {
            archive.close();
        } catch (IOException e) {
            throw TrustException.unreadable(path.toString(), e.getClass().getSimpleName(), e);
        }
    }
}
