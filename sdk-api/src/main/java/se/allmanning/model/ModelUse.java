/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a model took part in a result: its id, where it ran, the digest of its files, and whether
 * the digest was verified against the bytes that ran (a local model) or only claimed (a remote
 * one). Immutable.
 */
public final class ModelUse {

    private final ModelId model;
    private final String deployment;
    private final @Nullable String digest;
    private final boolean verified;

    /**
     * Made by the host.
     *
     * @param deployment the id of the deployment where it ran; {@link ModelOffer#LOCAL}: inside the
     *     process
     * @param digest SHA-256 of the model's files, 64 lower-case hexadecimal digits; {@code null}
     *     where none is known
     * @param verified whether the digest was computed from the bytes that ran
     */
    public ModelUse(ModelId model, String deployment, @Nullable String digest, boolean verified) {
        this.model = Objects.requireNonNull(model, "model");
        this.deployment = Objects.requireNonNull(deployment, "deployment");
        this.digest = digest;
        this.verified = verified && digest != null;
    }

    /** The model. */
    public ModelId model() {
        return model;
    }

    /** The id of the deployment where it ran. */
    public String deployment() {
        return deployment;
    }

    /** SHA-256 of the model's files; empty where none is known. */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    /** Whether the digest was computed from the bytes that ran; otherwise it is only claimed. */
    public boolean verified() {
        return verified;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelUse that
                && model.equals(that.model)
                && deployment.equals(that.deployment)
                && Objects.equals(digest, that.digest)
                && verified == that.verified;
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, deployment, digest, verified);
    }

    @Override
    public String toString() {
        return model + " at " + deployment + (verified ? " (verified)" : " (claimed)");
    }
}
