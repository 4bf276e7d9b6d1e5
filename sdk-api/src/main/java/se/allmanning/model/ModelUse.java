/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a model took part in a result: its id, the digest of its files, and whether the digest was
 * verified against the bytes that ran (a local model) or only claimed (a remote one). Immutable.
 */
public final class ModelUse {

    private final ModelId model;
    private final String digest;
    private final boolean verified;

    /**
     * Made by the host.
     *
     * @param digest SHA-256 of the model's files, 64 lower-case hexadecimal digits
     * @param verified whether the digest was computed from the bytes that ran
     */
    public ModelUse(ModelId model, String digest, boolean verified) {
        this.model = Objects.requireNonNull(model, "model");
        this.digest = Objects.requireNonNull(digest, "digest");
        this.verified = verified;
    }

    /** The model. */
    public ModelId model() {
        return model;
    }

    /** SHA-256 of the model's files. */
    public String digest() {
        return digest;
    }

    /** Whether the digest was computed from the bytes that ran. */
    public boolean verified() {
        return verified;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelUse that
                && model.equals(that.model)
                && digest.equals(that.digest)
                && verified == that.verified;
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, digest, verified);
    }

    @Override
    public String toString() {
        return model + (verified ? " (verified)" : " (claimed)");
    }
}
