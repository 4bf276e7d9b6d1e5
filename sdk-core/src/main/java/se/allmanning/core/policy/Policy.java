/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.Attestations;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.Guidance;
import se.allmanning.core.policy.Rule.Finding;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyDecision.Alternative;
import se.allmanning.policy.PolicyReason;

/**
 * Decides whether a model at a deployment may be used in a call. Every rule is asked; one that
 * speaks against the use is enough to deny it, and a denial carries the reason of every rule that
 * does. Rules can only deny, so their order means nothing and none can be undone by another.
 *
 * <p>Immutable and thread-safe. A decision on one model takes a few microseconds; nothing is
 * formatted where it permits.
 */
public final class Policy {

    private static final LegalBook LEGAL = LegalBook.read();

    private final CertifiedCatalog catalog;
    private final List<Deployment> configured;
    private final MunicipalRules municipal;
    private final Crisis crisis;
    private final Attestations deployments;
    private final List<Guidance> denying;
    private final List<Guidance> informing;
    private final Rule[] rules;

    private Policy(
            CertifiedCatalog catalog,
            List<Deployment> configured,
            MunicipalRules municipal,
            Crisis crisis,
            List<Rule> rules) {
        this.catalog = catalog;
        this.configured = List.copyOf(configured);
        this.municipal = municipal;
        this.crisis = crisis;
        this.deployments =
                Attestations.of(
                        Stream.concat(catalog.attested().stream(), configured.stream()).toList());
        List<Guidance> sorted =
                catalog.guidance().stream().sorted(Comparator.comparing(Guidance::id)).toList();
        this.denying = sorted.stream().filter(Guidance::denies).toList();
        this.informing = sorted.stream().filter(g -> !g.denies()).toList();
        this.rules = rules.toArray(new Rule[0]);
    }

    /** A policy on the catalog alone: no deployment but those it attests, no municipal rules. */
    public static Policy of(CertifiedCatalog catalog) {
        return of(catalog, List.of(), MunicipalRules.NONE, Crisis.NONE);
    }

    /**
     * A policy.
     *
     * @param catalog the certified models
     * @param configured the deployments that the municipality's configuration attests
     * @param municipal what the municipality forbids and prefers
     * @param crisis the crisis that is declared, or {@link Crisis#NONE}
     */
    public static Policy of(
            CertifiedCatalog catalog,
            Collection<Deployment> configured,
            MunicipalRules municipal,
            Crisis crisis) {
        return withRules(catalog, configured, municipal, crisis, rules(municipal));
    }

    /** A policy that asks the given rules in the given order. */
    static Policy withRules(
            CertifiedCatalog catalog,
            Collection<Deployment> configured,
            MunicipalRules municipal,
            Crisis crisis,
            List<Rule> rules) {
        return new Policy(
                Objects.requireNonNull(catalog, "catalog"),
                List.copyOf(configured),
                Objects.requireNonNull(municipal, "municipal"),
                Objects.requireNonNull(crisis, "crisis"),
                rules);
    }

    /** All rules, those of the municipality among them. */
    static List<Rule> rules(MunicipalRules municipal) {
        return Stream.of(CatalogRules.ALL, UseRules.ALL, DeploymentRules.ALL, municipal.rules())
                .flatMap(List::stream)
                .toList();
    }

    /** This policy on another catalog. */
    public Policy with(CertifiedCatalog newCatalog) {
        return of(newCatalog, configured, municipal, crisis);
    }

    /** This policy in another crisis, or with {@link Crisis#NONE} in none. */
    public Policy with(Crisis newCrisis) {
        return of(catalog, configured, municipal, newCrisis);
    }

    /** The catalog that it decides on. */
    public CertifiedCatalog catalog() {
        return catalog;
    }

    /**
     * How provisions are cited at a time, with the date from which one applies where it does not
     * yet.
     *
     * @param ids of {@code legal.json}
     */
    public static String cite(List<String> ids, Instant now) {
        return Objects.requireNonNullElse(LEGAL.cite(ids, now), "");
    }

    /** Whether a declared crisis goes on at the given time. */
    public boolean inCrisis(Instant now) {
        return crisis.active(now);
    }

    /** The deployments that the catalog and the configuration attest together. */
    public Attestations deployments() {
        return deployments;
    }

    /**
     * Decides on one offer. The decision names no alternatives; {@link #explain} does.
     *
     * @param now the time of the call
     */
    public PolicyDecision decide(PolicyCall call, ModelOffer offer, Instant now) {
        Facts facts = facts(call, offer, now);
        List<Rule> failing = null;
        for (Rule rule : rules) {
            if (rule.denies().test(facts)) {
                failing = failing == null ? new ArrayList<>() : failing;
                failing.add(rule);
            }
        }
        return new PolicyDecision(
                offer.model(),
                offer.deployment(),
                failing == null,
                failing == null ? List.of() : reasons(failing, facts),
                List.of());
    }

    /**
     * Decides on each offer, in the order given, and names for each denied one those of the others
     * that would be permitted, in the order of preference.
     */
    public List<PolicyDecision> explain(
            PolicyCall call, Collection<ModelOffer> offers, Instant now) {
        List<ModelOffer> permitted = permitted(call, offers, now);
        return offers.stream().map(offer -> explain(call, offer, permitted, now)).toList();
    }

    /** A decision that names what of the same kind would be permitted. */
    private PolicyDecision explain(
            PolicyCall call, ModelOffer offer, List<ModelOffer> permitted, Instant now) {
        PolicyDecision decision = decide(call, offer, now);
        if (decision.permitted()) {
            return decision;
        }
        return new PolicyDecision(
                decision.model(),
                decision.deployment(),
                false,
                decision.reasons(),
                permitted.stream()
                        .filter(other -> other.kind().equals(offer.kind()))
                        .map(other -> new Alternative(other.model(), other.deployment()))
                        .distinct()
                        .toList());
    }

    /**
     * The offers that may be used, in the order of preference: the municipality's own, then the
     * nearer the municipality the model runs, then by id.
     */
    public List<ModelOffer> permitted(PolicyCall call, Collection<ModelOffer> offers, Instant now) {
        return offers.stream()
                .filter(offer -> permits(call, offer, now))
                .sorted(
                        Comparator.comparingInt(municipal::rank)
                                .thenComparingInt(this::distance)
                                .thenComparing(offer -> offer.model().toString())
                                .thenComparing(ModelOffer::deployment))
                .toList();
    }

    private boolean permits(PolicyCall call, ModelOffer offer, Instant now) {
        Facts facts = facts(call, offer, now);
        for (Rule rule : rules) {
            if (rule.denies().test(facts)) {
                return false;
            }
        }
        return true;
    }

    private Facts facts(PolicyCall call, ModelOffer offer, Instant now) {
        return new Facts(
                call,
                offer,
                catalog.model(offer.model()).orElse(null),
                deployments.find(offer.deployment()).orElse(null),
                deployments.contradiction(offer.deployment()).orElse(null),
                catalog.revokes(offer),
                catalog.verifies(offer),
                denying,
                LEGAL.eea(),
                crisis,
                now);
    }

    private int distance(ModelOffer offer) {
        HostingKind kind =
                deployments
                        .find(offer.deployment())
                        .map(Deployment::kind)
                        .orElse(HostingKind.OTHER);
        if (kind.equals(HostingKind.IN_PROCESS)) {
            return 0;
        }
        if (kind.equals(HostingKind.ON_PREMISES)) {
            return 1;
        }
        if (kind.equals(HostingKind.NATIONAL_CLOUD)) {
            return 2;
        }
        return kind.equals(HostingKind.EU_CLOUD) ? 3 : 4;
    }

    private List<PolicyReason> reasons(List<Rule> failing, Facts facts) {
        return failing.stream()
                .sorted(Comparator.comparing(Rule::id))
                .map(rule -> reason(rule, facts))
                .toList();
    }

    private PolicyReason reason(Rule rule, Facts f) {
        Finding finding = rule.finding().apply(f);
        String legal = legal(rule, f);
        StringBuilder sv = new StringBuilder(finding.sv());
        StringBuilder en = new StringBuilder(finding.en());
        for (Guidance guidance : informing) {
            if (guidance.rules().contains(rule.id())
                    && guidance.appliesTo(
                            f.call().usage().sector().id(), f.call().purpose().id(), f.now())) {
                sv.append(" Se vägledningen ”").append(guidance.titleSv()).append("”.");
                en.append(" See the guidance \"").append(guidance.titleEn()).append("\".");
                legal = (legal == null ? "" : legal + "; ") + "vägledning " + guidance.id();
            }
        }
        return new PolicyReason(
                rule.code(),
                rule.id(),
                finding.needed(),
                finding.found(),
                legal,
                sv.toString(),
                en.toString());
    }

    private static @Nullable String legal(Rule rule, Facts f) {
        if (rule.id().equals("guidance")) {
            Guidance guidance = UseRules.guidance(f);
            return guidance == null ? null : guidance.legal() + "; vägledning " + guidance.id();
        }
        return LEGAL.cite(rule.legal(), f.now());
    }

    @Override
    public String toString() {
        return "Policy[" + catalog + ", " + rules.length + " rules]";
    }
}
