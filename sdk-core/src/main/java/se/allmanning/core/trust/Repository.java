/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where signed documents come from. Nothing that comes from it is believed: it is verified, and a
 * repository can at worst withhold. It is read by one thread.
 */
public interface Repository extends AutoCloseable {

    /**
     * The document of the given file name, such as {@code timestamp.json}.
     *
     * @param limit above so many bytes it is refused, and no more of it is read
     * @return empty if there is none
     * @throws TrustException if it is larger or cannot be read
     */
    Optional<byte[]> read(String file, long limit);

    /** What it is, for messages: its path or address. */
    String name();

    /** Ends connections and closes files, where there are any. */
    @Override
    default void close() {}

    /**
     * The repository of a folder, a jar or zip file, or an address.
     *
     * @param source a path, or an address that begins with {@code https://}
     * @throws TrustException if there is no such folder or file, or the address is not fetched from
     */
    static Repository of(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https:") || lower.startsWith("http:")) {
            try {
                return new HttpsRepository(URI.create(source));
            } catch (IllegalArgumentException e) {
                throw TrustException.address(source, "it is no address");
            }
        }
        return of(Path.of(source));
    }

    /**
     * The repository of a folder, or a jar or zip file.
     *
     * @throws TrustException if there is none
     */
    static Repository of(Path path) {
        if (Files.isDirectory(path)) {
            return new FolderRepository(path);
        }
        if (Files.isRegularFile(path)) {
            return ArchiveRepository.open(path);
        }
        throw TrustException.unreadable(path.toString(), "there is no such folder or file", null);
    }
}
