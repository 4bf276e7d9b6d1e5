/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;

/**
 * The SHA-256 that identifies the files of one variant of a model, as {@link ModelManifest}
 * computes it. Immutable.
 *
 * @param variant what the publisher calls the variant, for example {@code q4}; {@code original} for
 *     what was trained
 * @param digest 64 lower-case hexadecimal digits
 */
public record ModelDigest(String variant, String digest) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the digest is not 64 lower-case hexadecimal digits
     */
    public ModelDigest {
        Objects.requireNonNull(variant, "variant");
        checked(digest);
    }

    static String checked(String digest) {
        boolean hexadecimal = digest.length() == 64;
        for (int i = 0; hexadecimal && i < 64; i++) {
            char c = digest.charAt(i);
            hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!hexadecimal) {
            throw new IllegalArgumentException(
                    "A digest is SHA-256 in 64 lower-case hexadecimal digits.");
        }
        return digest;
    }
}
