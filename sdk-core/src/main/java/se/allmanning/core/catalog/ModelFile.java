/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;

/**
 * One file of a local model. Immutable.
 *
 * @param path relative to the model's folder, with {@code /}
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record ModelFile(String path, String sha256, long size) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the digest or the size has another form, or the path
     *     leaves the folder
     */
    public ModelFile {
        Objects.requireNonNull(path, "path");
        ModelDigest.checked(sha256);
        if (size < 0) {
            throw new IllegalArgumentException("A file has 0 bytes or more, found " + size + ".");
        }
        if (path.isEmpty()
                || path.startsWith("/")
                || path.indexOf('\\') >= 0
                || path.chars().anyMatch(c -> c < ' ')
                || java.util.Arrays.asList(path.split("/", -1)).stream()
                        .anyMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."))) {
            throw new IllegalArgumentException(
                    "A file's path is relative to the model's folder, with /, without . or ..");
        }
    }
}
