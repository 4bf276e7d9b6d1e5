/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where it can be read that something is so. Immutable.
 *
 * @param reference a URL, or the id of a document such as a case number
 * @param sha256 the digest of the document; {@code null} where the reference has none
 */
public record Evidence(String reference, @Nullable String sha256) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the digest is not 64 lower-case hexadecimal digits
     */
    public Evidence {
        Objects.requireNonNull(reference, "reference");
        if (sha256 != null) {
            ModelDigest.checked(sha256);
        }
    }
}
