/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.List;
import java.util.Set;
import se.allmanning.core.catalog.Guidance;
import se.allmanning.core.policy.Rule.Finding;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.HumanOversight;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.policy.RiskClass;

/** What the call and the service that makes it must be like, whichever the model. */
final class UseRules {

    private static final Set<PersonalData> KINDS =
            Set.of(
                    PersonalData.NONE,
                    PersonalData.ORDINARY,
                    PersonalData.SPECIAL,
                    PersonalData.CRIMINAL);

    static final List<Rule> ALL =
            List.of(
                    new Rule(
                            "ALM-POL-121",
                            "level-four",
                            List.of(),
                            f -> highestLevel(f.information()) > Clearance.MAX_LEVEL,
                            f ->
                                    new Finding(
                                            "K, R and T at most " + Clearance.MAX_LEVEL,
                                            CatalogRules.levels(f),
                                            "Information på nivå 4 skickas aldrig till en modell.",
                                            "Information of level 4 is never sent to a model.")),
                    new Rule(
                            "ALM-POL-122",
                            "security-classified",
                            List.of("sakerhetsskydd"),
                            f -> f.call().securityClassified(),
                            f ->
                                    new Finding(
                                            "not security-classified",
                                            "security-classified",
                                            "Säkerhetsskyddsklassificerade uppgifter skickas aldrig"
                                                    + " till en modell.",
                                            "Security-classified information is never sent to a"
                                                    + " model.")),
                    new Rule(
                            "ALM-POL-123",
                            "declared-class",
                            List.of(),
                            f -> !f.information().within(f.call().usage().highestClass()),
                            f ->
                                    new Finding(
                                            "within " + f.call().usage().highestClass(),
                                            f.information().toString(),
                                            "Tjänsten är gjord för information till och med "
                                                    + f.call().usage().highestClass()
                                                    + ".",
                                            "The service is made for information up to "
                                                    + f.call().usage().highestClass()
                                                    + ".")),
                    new Rule(
                            "ALM-POL-124",
                            "declared-purpose",
                            List.of("gdpr-5-1-b"),
                            f -> !f.call().purposeWithinUsage(),
                            f ->
                                    new Finding(
                                            "within " + f.call().usage().purpose(),
                                            f.call().purpose().id(),
                                            "Anropets ändamål ryms inte i tjänstens, som är "
                                                    + f.call().usage().purpose()
                                                    + ".",
                                            "The purpose of the call is not within the service's,"
                                                    + " which is "
                                                    + f.call().usage().purpose()
                                                    + ".")),
                    new Rule(
                            "ALM-POL-125",
                            "personal-data-kind",
                            List.of(),
                            f -> !KINDS.contains(f.information().personalData()),
                            f ->
                                    new Finding(
                                            "none, ordinary, special or criminal",
                                            f.information().personalData().id(),
                                            "En okänd sorts personuppgifter skickas inte till en"
                                                    + " modell.",
                                            "An unknown kind of personal data is not sent to a"
                                                    + " model.")),
                    new Rule(
                            "ALM-POL-126",
                            "prohibited-practice",
                            List.of("ai-5"),
                            f -> f.call().usage().risk().equals(RiskClass.PROHIBITED),
                            f ->
                                    new Finding(
                                            "a practice that is allowed",
                                            RiskClass.PROHIBITED.id(),
                                            "Tjänsten anger en användning som AI-förordningen"
                                                    + " förbjuder.",
                                            "The service declares a practice that the AI Act"
                                                    + " prohibits.")),
                    new Rule(
                            "ALM-POL-127",
                            "automatic-decision",
                            List.of("kl-6-37", "fl-28"),
                            f ->
                                    f.call().usage().decidesAutomatically()
                                            && f.call().usage().delegation().isEmpty(),
                            f ->
                                    new Finding(
                                            "a named delegation",
                                            "none",
                                            "Tjänsten fattar beslut automatiskt, men ingen"
                                                    + " delegering till en automatiserad"
                                                    + " beslutsfunktion är angiven.",
                                            "The service decides automatically, but no delegation"
                                                    + " to an automated function is named.")),
                    new Rule(
                            "ALM-POL-128",
                            "human-oversight",
                            List.of("ai-14", "ai-26"),
                            f ->
                                    f.call().usage().risk().equals(RiskClass.HIGH)
                                            && !f.call()
                                                    .usage()
                                                    .oversight()
                                                    .equals(HumanOversight.REVIEWED)
                                            && !f.call()
                                                    .usage()
                                                    .oversight()
                                                    .equals(HumanOversight.SUPERVISED),
                            f ->
                                    new Finding(
                                            "reviewed or supervised",
                                            f.call().usage().oversight().id(),
                                            "Användning med hög risk kräver mänsklig tillsyn.",
                                            "High-risk use requires human oversight.")),
                    new Rule(
                            "ALM-POL-129",
                            "guidance",
                            List.of(),
                            f -> guidance(f) != null,
                            f -> {
                                Guidance g = guidance(f);
                                return g == null
                                        ? new Finding("", "", "", "")
                                        : new Finding(
                                                "no guidance against it",
                                                g.id(),
                                                "Enligt vägledningen ”"
                                                        + g.titleSv()
                                                        + "” ska modeller inte användas så: "
                                                        + g.textSv(),
                                                "By the guidance \""
                                                        + g.titleEn()
                                                        + "\" models are not to be used so: "
                                                        + g.textEn());
                            }));

    private UseRules() {}

    private static int highestLevel(InformationClass c) {
        return Math.max(c.k(), Math.max(c.r(), c.t()));
    }

    /** The first guidance by id that denies the use; {@code null} where none does. */
    static @org.jspecify.annotations.Nullable Guidance guidance(Facts f) {
        for (Guidance guidance : f.denying()) {
            if (guidance.appliesTo(
                    f.call().usage().sector().id(), f.call().purpose().id(), f.now())) {
                return guidance;
            }
        }
        return null;
    }
}
