/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.policy.Clearance;

/**
 * What the catalog says of one model at one time. Immutable.
 *
 * @param model the model
 * @param status whether it is certified
 * @param clearance the effective clearance: the least over the entry, the delegation that carries
 *     it and all known ancestors; {@link Clearance#NONE} where the model is not certified
 * @param through the ancestor or the digest that decided the status; {@code null} where the entry
 *     itself did
 */
public record Certification(
        ModelId model, CertificationStatus status, Clearance clearance, @Nullable String through) {

    /** Checks that nothing but {@code through} is absent. */
    public Certification {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(clearance, "clearance");
    }

    /** The ancestor or the digest that decided the status, where the entry itself did not. */
    public Optional<String> decidedBy() {
        return Optional.ofNullable(through);
    }
}
