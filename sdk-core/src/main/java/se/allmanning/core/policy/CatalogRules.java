/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import se.allmanning.core.catalog.CertificationStatus;
import se.allmanning.core.catalog.CertifiedModel;
import se.allmanning.core.catalog.CrisisLimits;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.policy.Rule.Finding;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.Sector;

/** What the catalog must say of a model before it may be used. */
final class CatalogRules {

    /** What {@code "*"} covers; an id of somebody's own is only permitted by name. */
    private static final Set<String> SECTORS =
            Set.of(
                    Sector.GENERAL.id(),
                    Sector.SOCIAL_SERVICES.id(),
                    Sector.EDUCATION.id(),
                    Sector.PLANNING.id(),
                    Sector.HEALTH.id());

    private static final Set<String> PURPOSES =
            Set.of(
                    Purpose.QUESTION_ANSWERING.id(),
                    Purpose.WRITING_SUPPORT.id(),
                    Purpose.TRANSLATION.id(),
                    Purpose.SUMMARY.id(),
                    Purpose.CLASSIFICATION.id(),
                    Purpose.DECISION_SUPPORT.id());

    private static final Set<String> RISK_CLASSES =
            Set.of(RiskClass.MINIMAL.id(), RiskClass.LIMITED.id(), RiskClass.HIGH.id());

    static final List<Rule> ALL =
            List.of(
                    new Rule(
                            "ALM-POL-101",
                            "known-model",
                            List.of(),
                            f -> f.model() == null,
                            f ->
                                    new Finding(
                                            "a model in the catalog",
                                            f.offer().model().toString(),
                                            "Modellen finns inte i katalogen över certifierade"
                                                    + " modeller.",
                                            "The model is not in the catalog of certified"
                                                    + " models.")),
                    new Rule(
                            "ALM-POL-102",
                            "certified",
                            List.of(),
                            f ->
                                    f.model() != null
                                            && !f.model()
                                                    .standing()
                                                    .equals(CertificationStatus.CERTIFIED)
                                            && !f.model()
                                                    .standing()
                                                    .equals(CertificationStatus.REVOKED),
                            CatalogRules::uncertified),
                    new Rule(
                            "ALM-POL-103",
                            "validity",
                            List.of(),
                            f -> outsideValidity(f),
                            f ->
                                    new Finding(
                                            "valid at " + f.now(),
                                            validity(entry(f)),
                                            "Certifieringen gäller inte nu, utan "
                                                    + validity(entry(f))
                                                    + ".",
                                            "The certification is not valid now, but "
                                                    + validity(entry(f))
                                                    + ".")),
                    new Rule(
                            "ALM-POL-104",
                            "freshness",
                            List.of(),
                            f -> !f.fresh(),
                            CatalogRules::stale),
                    new Rule(
                            "ALM-POL-105",
                            "revocation",
                            List.of(),
                            f -> f.revoked(),
                            CatalogRules::revoked),
                    new Rule(
                            "ALM-POL-106",
                            "model-kind",
                            List.of(),
                            f ->
                                    f.model() != null
                                            && !f.model().entry().kind().equals(f.offer().kind()),
                            f ->
                                    new Finding(
                                            entry(f).kind().id(),
                                            f.offer().kind().id(),
                                            "Modellen erbjuds som en annan sorts modell än den är"
                                                    + " certifierad som.",
                                            "The model is offered as another kind than it is"
                                                    + " certified as.")),
                    new Rule(
                            "ALM-POL-107",
                            "digest",
                            List.of(),
                            f -> f.model() != null && !f.digest().passes(),
                            CatalogRules::digest),
                    new Rule(
                            "ALM-POL-108",
                            "clearance",
                            List.of(),
                            f ->
                                    f.model() != null
                                            && !f.model().effective().covers(f.information()),
                            f ->
                                    new Finding(
                                            levels(f),
                                            known(f).effective().toString(),
                                            "Informationen har klass "
                                                    + levels(f)
                                                    + "; modellen är godkänd till och med "
                                                    + known(f).effective()
                                                    + ".",
                                            "The information has class "
                                                    + levels(f)
                                                    + "; the model is cleared up to "
                                                    + known(f).effective()
                                                    + ".")),
                    new Rule(
                            "ALM-POL-109",
                            "sector",
                            List.of(),
                            f ->
                                    f.model() != null
                                            && !f.model()
                                                    .entry()
                                                    .sectors()
                                                    .permits(
                                                            f.call().usage().sector().id(),
                                                            SECTORS),
                            f ->
                                    new Finding(
                                            f.call().usage().sector().id(),
                                            entry(f).sectors().toString(),
                                            "Modellen är inte certifierad för verksamhetsområdet "
                                                    + f.call().usage().sector()
                                                    + ".",
                                            "The model is not certified for the sector "
                                                    + f.call().usage().sector()
                                                    + ".")),
                    new Rule(
                            "ALM-POL-110",
                            "purpose",
                            List.of(),
                            f ->
                                    f.model() != null
                                            && !f.model()
                                                    .entry()
                                                    .purposes()
                                                    .permits(f.call().purpose().id(), PURPOSES),
                            f ->
                                    new Finding(
                                            f.call().purpose().id(),
                                            entry(f).purposes().toString(),
                                            "Modellen är inte certifierad för ändamålet "
                                                    + f.call().purpose()
                                                    + ".",
                                            "The model is not certified for the purpose "
                                                    + f.call().purpose()
                                                    + ".")),
                    new Rule(
                            "ALM-POL-111",
                            "risk-class",
                            List.of("ai-6"),
                            f ->
                                    f.model() != null
                                            && !f.model()
                                                    .entry()
                                                    .riskClasses()
                                                    .permits(
                                                            f.call().usage().risk().id(),
                                                            RISK_CLASSES),
                            f ->
                                    new Finding(
                                            f.call().usage().risk().id(),
                                            entry(f).riskClasses().toString(),
                                            "Modellen är inte certifierad för användning med"
                                                    + " riskklassen "
                                                    + f.call().usage().risk()
                                                    + " enligt AI-förordningen.",
                                            "The model is not certified for uses of the risk class "
                                                    + f.call().usage().risk()
                                                    + " after the AI Act.")));

    private CatalogRules() {}

    private static CertifiedModel known(Facts f) {
        return Objects.requireNonNull(f.model(), "a rule on an entry is only asked of one");
    }

    private static ModelEntry entry(Facts f) {
        return known(f).entry();
    }

    static String levels(Facts f) {
        return "K" + f.information().k() + "R" + f.information().r() + "T" + f.information().t();
    }

    private static boolean outsideValidity(Facts f) {
        if (f.model() == null) {
            return false;
        }
        var from = f.model().entry().validFrom().orElse(null);
        var until = f.model().entry().validUntil().orElse(null);
        return (from != null && f.now().isBefore(from))
                || (until != null && !f.now().isBefore(until));
    }

    private static String validity(ModelEntry entry) {
        return entry.validFrom().map(Object::toString).orElse("…")
                + "/"
                + entry.validUntil().map(Object::toString).orElse("…");
    }

    private static Finding uncertified(Facts f) {
        CertifiedModel model = known(f);
        if (model.standing().equals(CertificationStatus.UNKNOWN_ANCESTOR)) {
            String through = Objects.requireNonNullElse(model.through(), "-");
            return new Finding(
                    "known ancestors, or a waiver",
                    through,
                    "Modellen bygger på "
                            + through
                            + ", som katalogen inte känner eller inte certifierar, och inget undantag"
                            + " säger varför det godtas.",
                    "The model is made from "
                            + through
                            + ", which the catalog does not know or certify, and no waiver says why"
                            + " that is accepted.");
        }
        return new Finding(
                "certified",
                model.standing().id(),
                "Modellen är inte certifierad: " + model.standing() + ".",
                "The model is not certified: " + model.standing() + ".");
    }

    private static Finding stale(Facts f) {
        CertifiedModel model = known(f);
        String needed = "fresh at " + f.now();
        String found = "fresh until " + model.freshUntil();
        if (!f.crisis().active(f.now())) {
            return new Finding(
                    needed,
                    found,
                    "Katalogen är för gammal: den gällde till "
                            + model.freshUntil()
                            + ". Hämta en ny.",
                    "The catalog is too old: it was fresh until "
                            + model.freshUntil()
                            + ". Fetch a new one.");
        }
        CrisisLimits limits = model.entry().crisis();
        return new Finding(
                needed,
                found
                        + ", in a crisis "
                        + limits.extraDays()
                        + " days more up to "
                        + limits.maximum(),
                "Katalogen är för gammal, också med den förlängning som certifieraren medger i"
                        + " kris: "
                        + limits.extraDays()
                        + " dagar efter "
                        + model.freshUntil()
                        + ", till och med klass "
                        + limits.maximum()
                        + ".",
                "The catalog is too old, also with the extension that the certifier allows in a"
                        + " crisis: "
                        + limits.extraDays()
                        + " days after "
                        + model.freshUntil()
                        + ", up to class "
                        + limits.maximum()
                        + ".");
    }

    private static Finding revoked(Facts f) {
        String through =
                f.model() == null || f.model().through() == null
                        ? f.offer().model().toString()
                        : f.model().through();
        return new Finding(
                "not revoked",
                through,
                "Modellen är återkallad, själv eller genom det som den bygger på: " + through + ".",
                "The model is revoked, itself or through what it is made from: " + through + ".");
    }

    private static Finding digest(Facts f) {
        ModelOffer offer = f.offer();
        return switch (f.digest()) {
            case UNVERIFIED_LOCAL ->
                    new Finding(
                            "a verified digest",
                            offer.digest().isEmpty() ? "none" : "a claimed digest",
                            "En modell i den egna processen måste ha en kontrollerad kontrollsumma.",
                            "A model inside the process must have a verified digest.");
            default ->
                    new Finding(
                            "a digest of the entry",
                            offer.digest().orElse("none"),
                            "Modellens kontrollsumma är ingen av dem som är certifierade.",
                            "The model's digest is none of those that are certified.");
        };
    }
}
