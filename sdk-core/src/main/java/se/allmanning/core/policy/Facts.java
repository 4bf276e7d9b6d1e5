/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.CertifiedModel;
import se.allmanning.core.catalog.CrisisLimits;
import se.allmanning.core.catalog.DigestCheck;
import se.allmanning.core.catalog.Guidance;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;

/**
 * What the rules look at: the call, the offer, what the catalog says of the model, and where it
 * runs. Made for one decision.
 *
 * @param model what the catalog says; {@code null} where it does not know the model
 * @param deployment where it runs; {@code null} where nobody attests it
 * @param contradiction in what attestations of the deployment contradict each other
 * @param revoked whether the model or the offer's digest is revoked
 * @param denying the guidance of the catalog that denies something
 * @param eea the countries of the EEA
 */
record Facts(
        PolicyCall call,
        ModelOffer offer,
        @Nullable CertifiedModel model,
        @Nullable Deployment deployment,
        @Nullable String contradiction,
        boolean revoked,
        DigestCheck digest,
        List<Guidance> denying,
        Set<String> eea,
        Crisis crisis,
        Instant now) {

    InformationClass information() {
        return call.informationClass();
    }

    boolean personal() {
        return !information().personalData().equals(PersonalData.NONE);
    }

    boolean isAbout(PersonalData kind) {
        return information().personalData().equals(kind);
    }

    /** Whether somebody else than the authority handles what is sent; so too if nobody knows. */
    boolean leaves() {
        return deployment == null || !deployment.stays();
    }

    /** Whether information that is not public leaves the authority. */
    boolean entrusts() {
        return leaves() && (information().k() >= 1 || personal());
    }

    /** Whether secret information, or what is sensitive enough to be, leaves the authority. */
    boolean entrustsSecrets() {
        return leaves() && (information().k() >= 2 || information().secrecy().isPresent());
    }

    boolean inEea(@Nullable String country) {
        return country != null && eea.contains(country);
    }

    /** Whether the operator's jurisdiction and the machines are known to be in the EEA. */
    boolean withinEea() {
        return deployment != null
                && (deployment.stays()
                        || (inEea(deployment.jurisdiction().orElse(null))
                                && inEea(deployment.country().orElse(null))));
    }

    /** Whether the catalog's word on the model is fresh, or a crisis stretches it far enough. */
    boolean fresh() {
        if (model == null || model.exemptFromFreshness(offer) || now.isBefore(model.freshUntil())) {
            return true;
        }
        CrisisLimits limits = model.entry().crisis();
        return crisis.active(now)
                && limits.extraDays() > 0
                && limits.maximum().covers(information())
                && now.getEpochSecond()
                        < model.freshUntil().getEpochSecond() + limits.extraDays() * 86_400L;
    }
}
