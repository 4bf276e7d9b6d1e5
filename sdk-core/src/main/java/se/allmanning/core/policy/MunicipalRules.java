/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import se.allmanning.core.catalog.DigestCheck;
import se.allmanning.core.policy.Rule.Finding;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.Sector;
import se.allmanning.service.Ids;

/**
 * What a municipality decides beyond the catalog and the law: it can forbid more and say which it
 * prefers of what is permitted. It cannot permit anything: the type holds nothing but denials and
 * an order. Immutable.
 */
public final class MunicipalRules {

    /** Forbids nothing more and prefers nothing. */
    public static final MunicipalRules NONE = builder().build();

    private final Map<HostingKind, ClassLimit> byKind;
    private final Map<String, ClassLimit> byDeployment;
    private final Map<String, ClassLimit> byService;
    private final Set<ModelId> models;
    private final Set<String> operators;
    private final Set<String> jurisdictions;
    private final Set<String> services;
    private final Map<String, Set<String>> sectors;
    private final Set<DigestCheck> digests;
    private final List<String> preference;

    private MunicipalRules(Builder b) {
        this.byKind = Map.copyOf(b.byKind);
        this.byDeployment = Map.copyOf(b.byDeployment);
        this.byService = Map.copyOf(b.byService);
        this.models = Set.copyOf(b.models);
        this.operators = Set.copyOf(b.operators);
        this.jurisdictions = Set.copyOf(b.jurisdictions);
        this.services = Set.copyOf(b.services);
        this.sectors = Map.copyOf(b.sectors);
        this.digests = Set.copyOf(b.digests);
        this.preference = List.copyOf(b.preference);
    }

    /** Starts with nothing forbidden and nothing preferred. */
    public static Builder builder() {
        return new Builder();
    }

    /** The place of an offer in the municipality's order; the last where it names neither. */
    int rank(ModelOffer offer) {
        int model = preference.indexOf(offer.model().toString());
        int deployment = preference.indexOf(offer.deployment());
        if (model < 0 && deployment < 0) {
            return preference.size();
        }
        return model < 0 || (deployment >= 0 && deployment < model) ? deployment : model;
    }

    /** Everything forbidden, as rules, which by their type can only deny. */
    List<Rule> rules() {
        return List.of(
                new Rule(
                        "ALM-POL-151",
                        "municipal-class",
                        List.of(),
                        f -> exceeded(f) != null,
                        f -> {
                            ClassLimit limit = Objects.requireNonNull(exceeded(f));
                            return new Finding(
                                    "within " + limit,
                                    f.information().toString(),
                                    "Kommunen tillåter här information till och med " + limit + ".",
                                    "The municipality allows information up to "
                                            + limit
                                            + " here.");
                        }),
                new Rule(
                        "ALM-POL-152",
                        "municipal-model",
                        List.of(),
                        f -> models.contains(f.offer().model()),
                        f ->
                                new Finding(
                                        "a model that is not forbidden",
                                        f.offer().model().toString(),
                                        "Kommunen har förbjudit modellen.",
                                        "The municipality has forbidden the model.")),
                new Rule(
                        "ALM-POL-153",
                        "municipal-operator",
                        List.of(),
                        f -> forbiddenOperator(f),
                        f ->
                                new Finding(
                                        "an operator that is not forbidden",
                                        operator(f),
                                        "Kommunen har förbjudit den som driver modellen.",
                                        "The municipality has forbidden the operator.")),
                new Rule(
                        "ALM-POL-154",
                        "municipal-jurisdiction",
                        List.of(),
                        f -> forbiddenJurisdiction(f) != null,
                        f ->
                                new Finding(
                                        "a country that is not forbidden",
                                        Objects.requireNonNull(forbiddenJurisdiction(f)),
                                        "Kommunen har förbjudit drift i eller under lagen i det"
                                                + " landet.",
                                        "The municipality has forbidden operation in or under the"
                                                + " law of that country.")),
                new Rule(
                        "ALM-POL-155",
                        "municipal-service",
                        List.of(),
                        f -> services.contains(f.call().service()),
                        f ->
                                new Finding(
                                        "a service that is not forbidden",
                                        f.call().service(),
                                        "Kommunen har förbjudit tjänsten att använda modeller.",
                                        "The municipality has forbidden the service to use"
                                                + " models.")),
                new Rule(
                        "ALM-POL-156",
                        "municipal-sector",
                        List.of(),
                        f -> outsideSector(f),
                        f ->
                                new Finding(
                                        String.join(
                                                ", ",
                                                sectors.getOrDefault(
                                                        f.call().usage().sector().id(), Set.of())),
                                        f.offer().deployment(),
                                        "Kommunen tillåter bara vissa driftsättningar för"
                                                + " verksamhetsområdet.",
                                        "The municipality allows only certain deployments for the"
                                                + " sector.")),
                new Rule(
                        "ALM-POL-157",
                        "municipal-digest",
                        List.of(),
                        f -> !digests.isEmpty() && !digests.contains(f.digest()),
                        f ->
                                new Finding(
                                        digests.contains(DigestCheck.CLAIMED)
                                                ? "a digest, claimed or verified"
                                                : "a verified digest",
                                        f.digest()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        "Kommunen kräver att modellens kontrollsumma är känd.",
                                        "The municipality requires that the model's digest is"
                                                + " known.")));
    }

    private @org.jspecify.annotations.Nullable ClassLimit exceeded(Facts f) {
        if (byKind.isEmpty() && byDeployment.isEmpty() && byService.isEmpty()) {
            return null;
        }
        ClassLimit service = byService.get(f.call().service());
        if (service != null && !service.permits(f.information())) {
            return service;
        }
        ClassLimit deployment = byDeployment.get(f.offer().deployment());
        if (deployment != null && !deployment.permits(f.information())) {
            return deployment;
        }
        Deployment attested = f.deployment();
        ClassLimit kind = attested == null ? null : byKind.get(attested.kind());
        return kind != null && !kind.permits(f.information()) ? kind : null;
    }

    private static String operator(Facts f) {
        Deployment deployment = f.deployment();
        return deployment == null ? "" : deployment.operator().orElse("");
    }

    private boolean forbiddenOperator(Facts f) {
        return !operators.isEmpty() && operators.contains(folded(operator(f)));
    }

    private @org.jspecify.annotations.Nullable String forbiddenJurisdiction(Facts f) {
        Deployment deployment = f.deployment();
        if (jurisdictions.isEmpty() || deployment == null) {
            return null;
        }
        String law = deployment.jurisdiction().orElse("");
        String country = deployment.country().orElse("");
        return jurisdictions.contains(law) ? law : jurisdictions.contains(country) ? country : null;
    }

    private boolean outsideSector(Facts f) {
        if (sectors.isEmpty()) {
            return false;
        }
        Set<String> allowed = sectors.get(f.call().usage().sector().id());
        return allowed != null && !allowed.contains(f.offer().deployment());
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "MunicipalRules[" + preference + "]";
    }

    /**
     * Builds {@link MunicipalRules}. Every method but {@code prefer} forbids something more, also
     * when it is called again. Not thread-safe.
     */
    public static final class Builder {
        private final Map<HostingKind, ClassLimit> byKind = new LinkedHashMap<>();
        private final Map<String, ClassLimit> byDeployment = new TreeMap<>();
        private final Map<String, ClassLimit> byService = new TreeMap<>();
        private final Set<ModelId> models = new java.util.HashSet<>();
        private final Set<String> operators = new TreeSet<>();
        private final Set<String> jurisdictions = new TreeSet<>();
        private final Set<String> services = new TreeSet<>();
        private final Map<String, Set<String>> sectors = new TreeMap<>();
        private final Set<DigestCheck> digests = new TreeSet<>();
        private final List<String> preference = new ArrayList<>();

        private Builder() {}

        /** Sets the highest class at deployments of a kind. */
        public Builder maximumAt(HostingKind kind, ClassLimit limit) {
            byKind.merge(Objects.requireNonNull(kind, "kind"), limit, ClassLimit::and);
            return this;
        }

        /** Sets the highest class at a deployment. */
        public Builder maximumAt(String deployment, ClassLimit limit) {
            byDeployment.merge(Ids.check("Deployment", deployment), limit, ClassLimit::and);
            return this;
        }

        /** Sets the highest class in calls of a service. */
        public Builder maximumFor(String service, ClassLimit limit) {
            byService.merge(Ids.check("Service", service), limit, ClassLimit::and);
            return this;
        }

        /** Forbids a model. */
        public Builder forbidModel(ModelId model) {
            models.add(Objects.requireNonNull(model, "model"));
            return this;
        }

        /** Forbids an operator, by name; case is no difference. */
        public Builder forbidOperator(String operator) {
            operators.add(folded(operator));
            return this;
        }

        /**
         * Forbids operation in a country or under its law.
         *
         * @param country ISO 3166-1 alpha-2
         * @throws IllegalArgumentException if the code has another form
         */
        public Builder forbidJurisdiction(String country) {
            if (!country.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException(
                        "A country is an ISO 3166-1 alpha-2 code such as SE, found \""
                                + country
                                + "\".");
            }
            jurisdictions.add(country);
            return this;
        }

        /** Forbids a service to use models. */
        public Builder forbidService(String service) {
            services.add(Ids.check("Service", service));
            return this;
        }

        /** Forbids all but the given deployments for a sector; called again, what both allow. */
        public Builder onlyAt(Sector sector, Set<String> deployments) {
            Set<String> allowed = new TreeSet<>(deployments);
            Set<String> before = sectors.get(sector.id());
            if (before != null) {
                allowed.retainAll(before);
            }
            sectors.put(sector.id(), Collections.unmodifiableSet(allowed));
            return this;
        }

        /** Forbids models whose provider claims no digest. */
        public Builder requireDigest() {
            if (digests.isEmpty()) {
                digests.add(DigestCheck.VERIFIED);
                digests.add(DigestCheck.CLAIMED);
            }
            return this;
        }

        /** Forbids models whose bytes are not verified, and with that all remote ones. */
        public Builder requireVerifiedDigest() {
            digests.clear();
            digests.add(DigestCheck.VERIFIED);
            return this;
        }

        /** Prefers a model to all that are not named before it. */
        public Builder prefer(ModelId model) {
            preference.add(model.toString());
            return this;
        }

        /** Prefers a deployment to all that are not named before it. */
        public Builder prefer(String deployment) {
            preference.add(Ids.check("Deployment", deployment));
            return this;
        }

        /** The rules. */
        public MunicipalRules build() {
            return new MunicipalRules(this);
        }
    }
}
