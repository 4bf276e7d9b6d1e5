/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static se.allmanning.core.catalog.Catalogs.NOW;
import static se.allmanning.core.catalog.Catalogs.digest;
import static se.allmanning.core.catalog.Catalogs.id;

import java.time.Instant;
import java.util.function.UnaryOperator;
import se.allmanning.core.catalog.Catalogs;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;

/**
 * A use that is permitted, of which a test changes one thing: sensitive information under secrecy,
 * answered by a certified model in a national cloud with every agreement in place.
 */
final class Scene {

    static final InformationClass SENSITIVE =
            InformationClass.k(3).r(2).t(1).with(PersonalData.SPECIAL).secretBy("OSL 26:1");

    private Catalogs catalog = Catalogs.document();
    private ModelEntry.Builder entry = Catalogs.entry("model");
    private boolean listed = true;
    private UsageDeclaration usage =
            UsageDeclaration.of(Purpose.QUESTION_ANSWERING).upTo(SENSITIVE);
    private Purpose purpose = Purpose.QUESTION_ANSWERING;
    private InformationClass information = SENSITIVE;
    private boolean classified;
    private Deployment.Builder deployment =
            Deployment.builder("cloud", HostingKind.NATIONAL_CLOUD)
                    .operator("Drift AB")
                    .jurisdiction("SE")
                    .country("SE")
                    .processorAgreement("PUB 2026-01-15")
                    .procurement("KS 2026/17")
                    .noTraining(true)
                    .technicalProcessingOnly(true)
                    .dutyOfSilence(true);
    private ModelOffer.Builder offer =
            ModelOffer.builder(id("model"), ModelKind.CHAT)
                    .deployment("cloud")
                    .claimedDigest(digest("model"));
    private MunicipalRules municipal = MunicipalRules.NONE;
    private Crisis crisis = Crisis.NONE;
    private Instant now = NOW;

    Scene entry(UnaryOperator<ModelEntry.Builder> change) {
        entry = change.apply(entry);
        return this;
    }

    Scene catalog(UnaryOperator<Catalogs> change) {
        catalog = change.apply(catalog);
        return this;
    }

    Scene unlisted() {
        listed = false;
        return this;
    }

    Scene usage(UnaryOperator<UsageDeclaration> change) {
        usage = change.apply(usage);
        return this;
    }

    Scene purpose(String id) {
        purpose = Purpose.of(id);
        return this;
    }

    Scene information(InformationClass value) {
        information = value;
        return this;
    }

    Scene classified() {
        classified = true;
        return this;
    }

    /** Another deployment with the same id, which is all that is said of it. */
    Scene deployment(Deployment.Builder value) {
        deployment = value;
        return this;
    }

    Scene deployment(UnaryOperator<Deployment.Builder> change) {
        deployment = change.apply(deployment);
        return this;
    }

    Scene offer(UnaryOperator<ModelOffer.Builder> change) {
        offer = change.apply(offer);
        return this;
    }

    Scene municipal(UnaryOperator<MunicipalRules.Builder> change) {
        municipal = change.apply(MunicipalRules.builder()).build();
        return this;
    }

    Scene crisis(Crisis value) {
        crisis = value;
        return this;
    }

    Scene at(Instant value) {
        now = value;
        return this;
    }

    PolicyCall call() {
        return new PolicyCall("answers", usage, purpose, information, classified);
    }

    ModelOffer offer() {
        return offer.build();
    }

    Instant now() {
        return now;
    }

    Policy policy() {
        if (listed) {
            catalog.with(entry.build());
            listed = false;
        }
        return Policy.of(
                catalog.catalog(), java.util.List.of(deployment.build()), municipal, crisis);
    }

    PolicyDecision decide() {
        return policy().decide(call(), offer(), now);
    }
}
