/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;

/**
 * One entry with all that the rest of the catalog says of it, worked out once when the catalog is
 * made, so that a decision only compares. Immutable.
 *
 * @param entry the entry, bounded by the sectors of the role that signed it
 * @param role who signed it; several roles with commas between where several did
 * @param standing its status, time left aside
 * @param through the ancestor or digest that decided the standing; {@code null} where the entry did
 * @param effective the least clearance over the entry, the role and all known ancestors; {@link
 *     Clearance#NONE} unless the standing is certified
 * @param freshUntil when its document is no longer fresh
 * @param starter whether it travels with the SDK
 */
public record CertifiedModel(
        ModelEntry entry,
        String role,
        CertificationStatus standing,
        @Nullable String through,
        Clearance effective,
        Instant freshUntil,
        boolean starter) {

    /** Checks that nothing but {@code through} is absent. */
    public CertifiedModel {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(freshUntil, "freshUntil");
    }

    /** The status at a time. */
    public CertificationStatus status(Instant at) {
        if (!standing.equals(CertificationStatus.CERTIFIED)) {
            return standing;
        }
        Instant from = entry.validFrom().orElse(null);
        if (from != null && at.isBefore(from)) {
            return CertificationStatus.NOT_YET_VALID;
        }
        Instant until = entry.validUntil().orElse(null);
        return until != null && !at.isBefore(until)
                ? CertificationStatus.EXPIRED
                : CertificationStatus.CERTIFIED;
    }

    /**
     * Whether the offer need not be fresh: a model that travels with the SDK and runs inside the
     * process, for which no newer word can be had without a network.
     */
    public boolean exemptFromFreshness(ModelOffer offer) {
        return starter && offer.deployment().equals(ModelOffer.LOCAL);
    }
}
