/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;

/**
 * That a model may no longer be used. It takes effect as soon as it is read, whatever {@code since}
 * says, and never expires. Immutable.
 *
 * @param model the model that is revoked, and with it all that are made from it
 * @param digest revokes also every entry and every offer with this digest, under whatever id;
 *     {@code null} where only the id is revoked
 * @param reason why
 * @param since from when the fault is known to have been there
 */
public record Revocation(ModelId model, @Nullable String digest, String reason, Instant since) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the digest is not 64 lower-case hexadecimal digits
     */
    public Revocation {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        if (digest != null) {
            ModelDigest.checked(digest);
        }
    }

    /** The digest that is revoked wherever it is found. */
    public Optional<String> revokedDigest() {
        return Optional.ofNullable(digest);
    }
}
