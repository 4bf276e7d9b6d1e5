/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.catalog.Catalogs.EXPIRES;
import static se.allmanning.core.catalog.Catalogs.NOW;
import static se.allmanning.core.catalog.Catalogs.digest;
import static se.allmanning.core.catalog.Catalogs.document;
import static se.allmanning.core.catalog.Catalogs.id;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.service.AllmanningException;

@DisplayName("A certified catalog")
class CertifiedCatalogTest {

    private static CertificationStatus status(CertifiedCatalog catalog, String name) {
        return catalog.certification(id(name), NOW).status();
    }

    private static Clearance clearance(CertifiedCatalog catalog, String name) {
        return catalog.certification(id(name), NOW).clearance();
    }

    private static ModelOffer.Builder offer(String name) {
        return ModelOffer.builder(id(name), ModelKind.CHAT).deployment("cloud");
    }

    @Test
    @DisplayName("clears a model for the least of all its ancestors, however far away")
    void leastOfAncestors() {
        CertifiedCatalog catalog =
                document()
                        .made("grandchild", "child", "other")
                        .with("other", e -> e.clearance(Clearance.parse("K3R1T3")))
                        .made("child", "base")
                        .with("base", e -> e.clearance(Clearance.parse("K2R3T3")))
                        .catalog();
        assertThat(clearance(catalog, "grandchild")).hasToString("K2R1T3");
        assertThat(clearance(catalog, "child")).hasToString("K2R3T3");
        assertThat(status(catalog, "grandchild")).isEqualTo(CertificationStatus.CERTIFIED);
    }

    @Test
    @DisplayName("certifies nothing that is made from what it does not know")
    void unknownAncestor() {
        CertifiedCatalog catalog =
                document().made("grandchild", "child").made("child", "nowhere").catalog();
        Certification child = catalog.certification(id("child"), NOW);
        assertThat(child.status()).isEqualTo(CertificationStatus.UNKNOWN_ANCESTOR);
        assertThat(child.clearance()).isEqualTo(Clearance.NONE);
        assertThat(child.decidedBy()).contains("test/nowhere@1");
        assertThat(status(catalog, "grandchild")).isEqualTo(CertificationStatus.UNKNOWN_ANCESTOR);
    }

    @Test
    @DisplayName("accepts an unknown ancestor where the entry says why, but never a revoked one")
    void waiver() {
        AncestorWaiver waiver =
                new AncestorWaiver("embeds only", "A reviewer", new Evidence("case 2", null));
        List<Ancestor> lineage =
                List.of(new Ancestor(id("nowhere"), Ancestor.Training.QUANTISATION));
        Catalogs waived = document().with("child", e -> e.lineage(lineage).ancestorWaiver(waiver));
        assertThat(status(waived.catalog(), "child")).isEqualTo(CertificationStatus.CERTIFIED);
        assertThat(status(waived.revoke("nowhere", null).catalog(), "child"))
                .isEqualTo(CertificationStatus.REVOKED);
    }

    @Test
    @DisplayName("revokes all that is made from what is revoked, and says through what")
    void revokesDescendants() {
        CertifiedCatalog catalog =
                document()
                        .made("base")
                        .made("child", "base")
                        .made("grandchild", "child")
                        .made("stranger")
                        .revoke("base", null)
                        .catalog();
        assertThat(status(catalog, "base")).isEqualTo(CertificationStatus.REVOKED);
        assertThat(status(catalog, "grandchild")).isEqualTo(CertificationStatus.REVOKED);
        assertThat(catalog.certification(id("grandchild"), NOW).decidedBy())
                .contains("test/child@1");
        assertThat(status(catalog, "stranger")).isEqualTo(CertificationStatus.CERTIFIED);
        assertThat(catalog.revokes(offer("grandchild").build())).isTrue();
    }

    @Test
    @DisplayName("revokes every entry and every offer with a revoked digest, whatever its name")
    void revokesDigests() {
        String bad = digest("bad weights");
        CertifiedCatalog catalog =
                document()
                        .with(
                                "renamed",
                                e ->
                                        e.digests(
                                                List.of(
                                                        new ModelDigest("original", digest("a")),
                                                        new ModelDigest("q4", bad))))
                        .made("honest")
                        .revoke("first", bad)
                        .catalog();
        assertThat(status(catalog, "renamed")).isEqualTo(CertificationStatus.REVOKED);
        assertThat(catalog.certification(id("renamed"), NOW).decidedBy()).contains(bad);
        assertThat(catalog.revokes(offer("honest").claimedDigest(bad).build())).isTrue();
        assertThat(catalog.revokes(offer("honest").build())).isFalse();
        assertThat(status(catalog, "first")).isEqualTo(CertificationStatus.REVOKED);
    }

    @Test
    @DisplayName("heeds a revocation in any document, of whichever role")
    void revocationOfAnyRole() {
        CertifiedCatalog catalog =
                Catalogs.of(
                        document().made("base").signed(),
                        document().revoke("base", null).as("schools", null, "education", false));
        assertThat(status(catalog, "base")).isEqualTo(CertificationStatus.REVOKED);
    }

    @Test
    @DisplayName("is not made where the lineage goes in a circle, and names the circle")
    void cycle() {
        Catalogs circle = document().made("a", "b").made("b", "c").made("c", "a").made("d", "a");
        assertThatThrownBy(circle::catalog)
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining(
                        "test/a@1 <- test/b@1 <- test/c@1 <- test/a@1. A model is never its own"
                                + " ancestor.")
                .hasMessageEndingWith("[ALM-CAT-003]");
        assertThatThrownBy(document().made("self", "self")::catalog)
                .hasMessageContaining("test/self@1 <- test/self@1");
    }

    @Test
    @DisplayName("follows a lineage of ten thousand generations")
    void longLineage() {
        Catalogs line = document().made("m0");
        for (int i = 1; i < 10_000; i++) {
            line.made("m" + i, "m" + (i - 1));
        }
        CertifiedCatalog catalog = line.revoke("m0", null).catalog();
        assertThat(status(catalog, "m9999")).isEqualTo(CertificationStatus.REVOKED);
    }

    @Test
    @DisplayName("bounds a delegate's entries by its maximum clearance and its sectors")
    void delegate() {
        Catalogs schools =
                document()
                        .with("all", e -> e.sectors(Permission.ALL))
                        .with("some", e -> e.sectors(Permission.of("education", "health")));
        CertifiedCatalog catalog =
                Catalogs.of(schools.as("schools", Clearance.parse("K1R2T3"), "education", false));
        assertThat(clearance(catalog, "all")).hasToString("K1R2T3");
        assertThat(catalog.entry(id("all")).orElseThrow().sectors()).hasToString("education");
        assertThat(catalog.entry(id("some")).orElseThrow().sectors()).hasToString("education");
    }

    @Test
    @DisplayName("certifies of a model that two roles certify only what both do")
    void twice() {
        CatalogDocument one =
                document()
                        .with(
                                "model",
                                e ->
                                        e.clearance(Clearance.parse("K3R1T2"))
                                                .sectors(Permission.of("education", "health"))
                                                .validFrom(Instant.parse("2026-01-01T00:00:00Z")))
                        .signed();
        CatalogDocument two =
                document()
                        .with(
                                "model",
                                e ->
                                        e.clearance(Clearance.parse("K1R3T2"))
                                                .sectors(Permission.of("education", "planning"))
                                                .validUntil(Instant.parse("2027-01-01T00:00:00Z")))
                        .as("other", null, "*", false);
        CertifiedCatalog catalog = Catalogs.of(one, two);
        ModelEntry entry = catalog.entry(id("model")).orElseThrow();
        assertThat(clearance(catalog, "model")).hasToString("K1R1T2");
        assertThat(entry.sectors()).hasToString("education");
        assertThat(entry.validFrom()).isPresent();
        assertThat(entry.validUntil()).isPresent();
        assertThat(catalog.model(id("model")).orElseThrow().role()).isEqualTo("catalog, other");
    }

    @Test
    @DisplayName("certifies nothing that two roles call different kinds of model")
    void conflicting() {
        CatalogDocument other =
                document()
                        .with(
                                ModelEntry.builder(id("model"), ModelKind.EMBEDDING)
                                        .clearance(Clearance.HIGHEST)
                                        .build())
                        .as("other", null, "*", false);
        CertifiedCatalog catalog = Catalogs.of(document().made("model").signed(), other);
        assertThat(status(catalog, "model")).isEqualTo(CertificationStatus.CONFLICTING);
        assertThat(clearance(catalog, "model")).isEqualTo(Clearance.NONE);
    }

    @Test
    @DisplayName("lets the starter catalog's entry give way to any other")
    void starterGivesWay() {
        CatalogDocument starter =
                document()
                        .with("model", e -> e.clearance(Clearance.parse("K1R1T1")))
                        .as("starter", null, "*", true);
        CatalogDocument real = document().made("model").signed();
        for (CertifiedCatalog catalog :
                List.of(Catalogs.of(starter, real), Catalogs.of(real, starter))) {
            assertThat(clearance(catalog, "model")).isEqualTo(Clearance.HIGHEST);
            assertThat(catalog.model(id("model")).orElseThrow().starter()).isFalse();
        }
    }

    @Test
    @DisplayName("says when an entry is valid, to the second")
    void validity() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant until = Instant.parse("2026-12-31T00:00:00Z");
        CertifiedCatalog catalog =
                document().with("model", e -> e.validFrom(from).validUntil(until)).catalog();
        assertThat(catalog.certification(id("model"), from.minusSeconds(1)).status())
                .isEqualTo(CertificationStatus.NOT_YET_VALID);
        assertThat(catalog.certification(id("model"), from).status())
                .isEqualTo(CertificationStatus.CERTIFIED);
        Certification after = catalog.certification(id("model"), until);
        assertThat(after.status()).isEqualTo(CertificationStatus.EXPIRED);
        assertThat(after.clearance()).isEqualTo(Clearance.NONE);
        assertThat(catalog.certification(id("nobody"), from).status())
                .isEqualTo(CertificationStatus.UNKNOWN);
    }

    @Test
    @DisplayName("is fresh until the first of its documents, the starter aside, expires")
    void freshness() {
        assertThat(document().catalog().freshAt(EXPIRES.minusSeconds(1))).isTrue();
        assertThat(document().catalog().freshAt(EXPIRES)).isFalse();
        assertThat(Catalogs.of(document().as("starter", null, "*", true)).freshAt(EXPIRES))
                .isTrue();
        Instant timestamp = Instant.parse("2026-10-02T00:00:00Z");
        CertifiedCatalog frozen =
                CertifiedCatalog.of(
                        List.of(document().made("model").signed()),
                        new CatalogInfo("test", "7", timestamp));
        assertThat(frozen.freshAt(timestamp)).isFalse();
        assertThat(frozen.model(id("model")).orElseThrow().freshUntil()).isEqualTo(timestamp);
        assertThat(frozen.version()).isEqualTo("7");
    }

    @Test
    @DisplayName("says of a digest whether it is verified, claimed, missing or wrong")
    void digests() {
        CertifiedCatalog catalog = document().made("model").catalog();
        String own = digest("model");
        String other = digest("other");
        ModelOffer.Builder local = ModelOffer.builder(id("model"), ModelKind.CHAT);
        assertThat(catalog.verifies(local.build())).isEqualTo(DigestCheck.UNVERIFIED_LOCAL);
        assertThat(catalog.verifies(local.claimedDigest(own).build()))
                .isEqualTo(DigestCheck.UNVERIFIED_LOCAL);
        assertThat(catalog.verifies(local.verifiedDigest(own).build()))
                .isEqualTo(DigestCheck.VERIFIED);
        assertThat(catalog.verifies(local.verifiedDigest(other).build()))
                .isEqualTo(DigestCheck.MISMATCH);
        assertThat(catalog.verifies(offer("model").build())).isEqualTo(DigestCheck.UNCLAIMED);
        assertThat(catalog.verifies(offer("model").claimedDigest(own).build()))
                .isEqualTo(DigestCheck.CLAIMED);
        assertThat(catalog.verifies(offer("model").claimedDigest(other).build()))
                .isEqualTo(DigestCheck.MISMATCH);
        assertThat(catalog.verifies(offer("nobody").build())).isEqualTo(DigestCheck.UNKNOWN_MODEL);
    }

    @Test
    @DisplayName(
            "says in words what an offer lacks of a need, and believes no claim beyond the entry")
    void meets() {
        CertifiedCatalog catalog = document().made("model").catalog();
        ModelOffer offer =
                offer("model")
                        .features(java.util.Set.of(ModelFeature.TOOLS, ModelFeature.IMAGES))
                        .languages(java.util.Set.of("sv"))
                        .contextLength(4_000)
                        .build();
        assertThat(
                        catalog.meets(
                                ModelNeed.chat("writer")
                                        .language("sv")
                                        .feature(ModelFeature.TOOLS)
                                        .contextLength(4_000),
                                offer))
                .isEmpty();
        assertThat(
                        catalog.meets(
                                ModelNeed.chat("writer")
                                        .language("en")
                                        .language("fi")
                                        .feature(ModelFeature.IMAGES)
                                        .feature(ModelFeature.STREAMING)
                                        .contextLength(5_000),
                                offer))
                .containsExactly(
                        "It is not certified for the feature images.",
                        "It is not offered with the feature streaming.",
                        "It is not offered for the language en.",
                        "It is not certified for the language fi.",
                        "At least 5000 tokens are needed; it is offered for 4000.");
        assertThat(catalog.meets(ModelNeed.chat("writer").contextLength(9_000), offer))
                .containsExactly("At least 9000 tokens are needed; it is certified for 8000.");
        assertThat(catalog.meets(ModelNeed.scoring("judge"), offer))
                .containsExactly(
                        "A model of the kind scoring is needed; it is offered as chat and certified"
                                + " as chat.");
        assertThat(catalog.meets(ModelNeed.chat("writer"), offer("nobody").build()))
                .containsExactly("The catalog does not know test/nobody@1.");
    }

    @Test
    @DisplayName("attests a deployment from what several say, unless they contradict each other")
    void attestations() {
        Deployment.Builder cloud = Deployment.builder("cloud", HostingKind.NATIONAL_CLOUD);
        Deployment certifier = cloud.operator("Operatör AB").jurisdiction("SE").build();
        Deployment municipality =
                Deployment.builder("cloud", HostingKind.NATIONAL_CLOUD)
                        .procurement("KS 2026/17")
                        .noTraining(true)
                        .build();
        Attestations agreed = Attestations.of(List.of(certifier, municipality));
        Deployment both = agreed.find("cloud").orElseThrow();
        assertThat(both.operator()).contains("Operatör AB");
        assertThat(both.procurement()).contains("KS 2026/17");
        assertThat(both.noTraining()).isTrue();
        Attestations contradictory =
                Attestations.of(
                        List.of(certifier, certifier.toBuilder().jurisdiction("US").build()));
        assertThat(contradictory.find("cloud")).isEmpty();
        assertThat(contradictory.contradiction("cloud")).contains("jurisdiction");
        assertThat(contradictory.find("local").orElseThrow().kind())
                .isEqualTo(HostingKind.IN_PROCESS);
        assertThat(document().deployment(certifier).catalog().deployment("cloud"))
                .contains(certifier);
    }
}
