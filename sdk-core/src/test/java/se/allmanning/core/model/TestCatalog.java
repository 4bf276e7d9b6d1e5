/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import se.allmanning.core.catalog.CatalogDocument;
import se.allmanning.core.catalog.CatalogInfo;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.ModelDigest;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.ModelEntryWriter;
import se.allmanning.core.catalog.Permission;
import se.allmanning.core.policy.Crisis;
import se.allmanning.core.policy.MunicipalRules;
import se.allmanning.core.policy.Policy;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;

/**
 * Policies that permit what tests offer: everything certified, on the municipality's own machines.
 */
public final class TestCatalog {

    private TestCatalog() {}

    /** A policy on a catalog that certifies every offer's model up to a clearance. */
    public static Policy permitting(Collection<ModelOffer> offers, Clearance clearance) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("_type", "catalog")
                .put("format", 1)
                .put("authority", "Test")
                .put("version", 7)
                .put("expires", "2100-01-01T00:00:00Z");
        var models = payload.putArray("models");
        Set<String> known = new TreeSet<>();
        Set<String> deployments = new TreeSet<>();
        for (ModelOffer offer : offers) {
            if (!offer.deployment().equals(ModelOffer.LOCAL)) {
                deployments.add(offer.deployment());
            }
            if (known.add(offer.model().toString())) {
                models.add(ModelEntryWriter.write(entry(offer, clearance)));
            }
        }
        List<Deployment> attested = new ArrayList<>();
        for (String id : deployments) {
            attested.add(
                    Deployment.builder(id, HostingKind.ON_PREMISES)
                            .operator("Testkommun")
                            .jurisdiction("SE")
                            .country("SE")
                            .noTraining(true)
                            .build());
        }
        CertifiedCatalog catalog =
                CertifiedCatalog.of(
                        List.of(
                                new CatalogDocument(
                                        "catalog",
                                        null,
                                        List.of("*"),
                                        Instant.parse("2100-01-01T00:00:00Z"),
                                        false,
                                        payload)),
                        new CatalogInfo("Test", "test-7", null));
        MunicipalRules.Builder rules = MunicipalRules.builder();
        offers.stream()
                .map(ModelOffer::deployment)
                .distinct()
                .filter(d -> !d.equals(ModelOffer.LOCAL))
                .forEach(rules::prefer);
        return Policy.of(catalog, attested, rules.build(), Crisis.NONE);
    }

    /** An entry that certifies an offer's model for everything. */
    public static ModelEntry entry(ModelOffer offer) {
        return entry(offer, Clearance.HIGHEST);
    }

    private static ModelEntry entry(ModelOffer offer, Clearance clearance) {
        Set<ModelFeature> features = offer.features();
        return ModelEntry.builder(offer.model(), offer.kind())
                .digests(offer.digest().map(d -> new ModelDigest("original", d)).stream().toList())
                .licence("EUPL-1.2")
                .languages(offer.languages())
                .features(features)
                .contextLength(offer.contextLength())
                .clearance(clearance)
                .sectors(Permission.ALL)
                .purposes(Permission.ALL)
                .riskClasses(Permission.ALL)
                .build();
    }
}
