/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import se.allmanning.core.policy.Rule.Finding;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.PersonalData;

/** Where a model must run, and on which agreements, for what is sent to it. */
final class DeploymentRules {

    private static final Set<HostingKind> KINDS =
            Set.of(
                    HostingKind.IN_PROCESS,
                    HostingKind.ON_PREMISES,
                    HostingKind.NATIONAL_CLOUD,
                    HostingKind.EU_CLOUD,
                    HostingKind.OTHER);

    static final List<Rule> ALL =
            List.of(
                    new Rule(
                            "ALM-POL-131",
                            "attested-deployment",
                            List.of(),
                            f -> f.deployment() == null,
                            DeploymentRules::unattested),
                    new Rule(
                            "ALM-POL-132",
                            "hosting-kind",
                            List.of(),
                            f -> f.deployment() != null && !KINDS.contains(f.deployment().kind()),
                            f ->
                                    new Finding(
                                            "a kind of hosting that is known",
                                            text(f, d -> Optional.of(d.kind().id())),
                                            "Driftsättningen är av en okänd sort.",
                                            "The deployment is of an unknown kind.")),
                    new Rule(
                            "ALM-POL-133",
                            "operator",
                            List.of("osl-8"),
                            outside(d -> d.operator().isEmpty() || d.jurisdiction().isEmpty()),
                            f ->
                                    new Finding(
                                            "operator and jurisdiction",
                                            text(f, Deployment::operator)
                                                    + ", "
                                                    + text(f, Deployment::jurisdiction),
                                            "Det är inte känt vem som driver modellen och under"
                                                    + " vilket lands lag.",
                                            "It is not known who operates the model and under"
                                                    + " which country's law.")),
                    new Rule(
                            "ALM-POL-134",
                            "processor-agreement",
                            List.of("gdpr-28"),
                            outside(d -> d.processorAgreement().isEmpty()).and(Facts::personal),
                            f ->
                                    new Finding(
                                            "a processor agreement",
                                            "none",
                                            "Personuppgifter kräver ett personuppgiftsbiträdesavtal"
                                                    + " med den som driver modellen.",
                                            "Personal data requires a processor agreement with the"
                                                    + " operator.")),
                    new Rule(
                            "ALM-POL-135",
                            "transfer",
                            List.of("gdpr-44-49"),
                            f ->
                                    f.deployment() != null
                                            && f.personal()
                                            && !f.withinEea()
                                            && f.deployment().transferGround().isEmpty(),
                            f ->
                                    new Finding(
                                            "within the EEA, or a ground for the transfer",
                                            place(f),
                                            "Personuppgifter lämnar EES, och ingen grund för"
                                                    + " överföringen är angiven.",
                                            "Personal data leaves the EEA, and no ground for the"
                                                    + " transfer is named.")),
                    new Rule(
                            "ALM-POL-136",
                            "special-category",
                            List.of("gdpr-9", "dsl-3-3"),
                            f -> f.isAbout(PersonalData.SPECIAL) && sensitiveUnfit(f),
                            f ->
                                    sensitive(
                                            f,
                                            "Känsliga personuppgifter",
                                            "Special categories of personal data")),
                    new Rule(
                            "ALM-POL-137",
                            "criminal-data",
                            List.of("gdpr-10", "dsl-3-8"),
                            f -> f.isAbout(PersonalData.CRIMINAL) && sensitiveUnfit(f),
                            f ->
                                    sensitive(
                                            f,
                                            "Personuppgifter om lagöverträdelser",
                                            "Personal data on offences")),
                    new Rule(
                            "ALM-POL-138",
                            "technical-processing",
                            List.of("osl-8", "osl-10-2a"),
                            outside(d -> !d.technicalProcessingOnly()).and(Facts::entrustsSecrets),
                            f ->
                                    new Finding(
                                            "technical processing and storage only",
                                            "not attested",
                                            "Uppgifter som är eller kan vara sekretessbelagda får"
                                                    + " lämnas till den som driver modellen endast för"
                                                    + " teknisk bearbetning eller lagring, och det är"
                                                    + " inte intygat.",
                                            "Information that is or may be secret may only be"
                                                    + " given to the operator for technical processing"
                                                    + " or storage, and that is not attested.")),
                    new Rule(
                            "ALM-POL-139",
                            "duty-of-silence",
                            List.of("osl-10-2a", "tystnadsplikt"),
                            outside(d -> !d.dutyOfSilence()).and(Facts::entrustsSecrets),
                            f ->
                                    new Finding(
                                            "a duty of silence",
                                            "not attested",
                                            "Det är inte intygat att de som driver modellen har"
                                                    + " tystnadsplikt.",
                                            "It is not attested that those who operate the model"
                                                    + " are under a duty of silence.")),
                    new Rule(
                            "ALM-POL-140",
                            "no-training",
                            List.of("gdpr-5-1-b", "gdpr-28"),
                            outside(d -> !d.noTraining()).and(Facts::entrusts),
                            f ->
                                    new Finding(
                                            "no training on what is sent",
                                            "not attested",
                                            "Det är inte intygat att det som skickas aldrig används"
                                                    + " för träning.",
                                            "It is not attested that what is sent is never used for"
                                                    + " training.")),
                    new Rule(
                            "ALM-POL-141",
                            "procurement",
                            List.of("lou"),
                            outside(d -> d.procurement().isEmpty()).and(Facts::entrusts),
                            f ->
                                    new Finding(
                                            "a procurement",
                                            "none",
                                            "Ingen upphandling eller annan avtalsgrund är angiven"
                                                    + " för den som driver modellen.",
                                            "No procurement or other agreement is named for the"
                                                    + " operator.")));

    private DeploymentRules() {}

    /** Of a deployment that is attested and that somebody else than the authority runs. */
    private static Predicate<Facts> outside(Predicate<Deployment> lacks) {
        return f -> f.deployment() != null && !f.deployment().stays() && lacks.test(f.deployment());
    }

    private static boolean sensitiveUnfit(Facts f) {
        return (f.deployment() != null && !f.withinEea())
                || (f.model() != null
                        && !f.model().entry().purposes().names(f.call().purpose().id()));
    }

    private static Finding sensitive(Facts f, String sv, String en) {
        return new Finding(
                "operator and machines in the EEA, and a purpose that the entry lists by name",
                place(f) + ", purposes " + (f.model() == null ? "-" : f.model().entry().purposes()),
                sv
                        + " skickas bara till en modell som drivs inom EES, under ett EES-lands lag,"
                        + " och som är certifierad för just det ändamålet.",
                en
                        + " are only sent to a model that is run within the EEA, under the law of an"
                        + " EEA country, and that is certified for that very purpose.");
    }

    private static Finding unattested(Facts f) {
        String contradiction = f.contradiction();
        return contradiction == null
                ? new Finding(
                        "an attested deployment",
                        f.offer().deployment(),
                        "Varken katalogen eller kommunen intygar var modellen körs.",
                        "Neither the catalog nor the municipality attests where the model runs.")
                : new Finding(
                        "attestations that agree",
                        f.offer().deployment() + ": " + contradiction,
                        "De som intygar var modellen körs säger emot varandra om "
                                + contradiction
                                + ".",
                        "Those who attest where the model runs contradict each other on "
                                + contradiction
                                + ".");
    }

    private static String text(Facts f, Function<Deployment, Optional<String>> of) {
        return Optional.ofNullable(f.deployment()).flatMap(of).orElse("unknown");
    }

    private static String place(Facts f) {
        return f.deployment() != null && f.deployment().stays()
                ? "with the authority"
                : "jurisdiction "
                        + text(f, Deployment::jurisdiction)
                        + ", country "
                        + text(f, Deployment::country);
    }
}
