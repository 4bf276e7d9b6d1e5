/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads no more than it may. */
final class Bounded {

    private Bounded() {}

    /** The whole of a stream, of which one byte above the limit is read at most. */
    static byte[] read(InputStream in, long limit, String what) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw TrustException.tooLarge(what, limit);
        }
        return bytes;
    }

    /** A file; empty if there is none. */
    static Optional<byte[]> read(Path file, long limit) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > limit) {
                throw TrustException.tooLarge(file.toString(), limit);
            }
            return Optional.of(read(in, limit, file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw TrustException.unreadable(file.toString(), e.getClass().getSimpleName(), e);
        }
    }
}
