/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.TrustException;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.policy.Clearance;

@DisplayName("Signing a working folder")
class SigningTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.5Z");

    @TempDir Path path;
    private final SigningKey anna = SigningKey.generate();
    private final SigningKey bo = SigningKey.generate();
    private final SigningKey online = SigningKey.generate();
    private WorkingFolder folder;

    @BeforeEach
    void make() {
        folder = WorkingFolder.create(path.resolve("work"), "association", "Föreningen", false);
        Rotation.first(
                folder,
                List.of(anna.verifyingKey(), bo.verifyingKey()),
                2,
                List.of(online.verifyingKey()),
                Optional.of(Clearance.parse("K2R2T1")),
                NOW.plus(Duration.ofDays(900)));
    }

    private static Signing by(Instant now, SigningKey... keys) {
        return Signing.by(List.of(keys), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Signing.Outcome of(List<Signing.Outcome> outcomes, String role) {
        return outcomes.stream().filter(o -> o.name().equals(role)).findFirst().orElseThrow();
    }

    private VerifiedCatalog verified() {
        try (Repository repository = Repository.of(folder.path())) {
            return TrustStore.check(repository, Optional.empty());
        }
    }

    private void signedByAll() {
        by(NOW, anna, online).sign(folder);
        by(NOW, bo).sign(folder);
    }

    @Test
    @DisplayName("the second signature goes on the same version; the third person changes nothing")
    void secondSignature() {
        List<Signing.Outcome> first = by(NOW, anna, online).sign(folder);
        assertThat(of(first, "root").isComplete()).isFalse();
        assertThat(of(first, "catalog").begun()).isTrue();
        assertThatThrownBy(this::verified).isInstanceOf(TrustException.class);
        List<Signing.Outcome> second = by(NOW, bo).sign(folder);
        assertThat(of(second, "catalog").begun()).isFalse();
        assertThat(second).allMatch(Signing.Outcome::isComplete);
        VerifiedCatalog catalog = verified();
        assertThat(catalog.version()).isEqualTo("association-1");
        assertThat(catalog.maximum()).hasValue(Clearance.parse("K2R2T1"));
        byte[] before = folder.document("catalog").orElseThrow().toBytes();
        by(NOW.plusSeconds(60), anna).sign(folder);
        assertThat(folder.document("catalog").orElseThrow().toBytes()).isEqualTo(before);
    }

    @Test
    @DisplayName("a changed entry begins the next version, without the signatures of the former")
    void changedEntry() throws IOException {
        signedByAll();
        Files.writeString(folder.path().resolve("models/b.json"), "{\"id\":\"b\"}");
        Files.writeString(folder.path().resolve("models/a.json"), "{\"id\":\"a\"}");
        List<Signing.Outcome> outcomes = by(NOW, bo, online).sign(folder);
        assertThat(of(outcomes, "catalog").version()).isEqualTo(2);
        assertThat(of(outcomes, "catalog").signers()).isEqualTo(1);
        Envelope catalog = folder.document("catalog").orElseThrow();
        assertThat(new String(catalog.payload(), StandardCharsets.UTF_8))
                .contains("\"models\":[{\"id\":\"a\"},{\"id\":\"b\"}]")
                .contains("\"expires\":\"2027-11-01T12:00:00Z\"");
        by(NOW, anna).sign(folder);
        assertThat(verified().version()).isEqualTo("association-2");
    }

    @Test
    @DisplayName("a changed entry is not passed over because the key at hand cannot sign it")
    void changedEntryWithoutKey() throws IOException {
        signedByAll();
        Files.writeString(folder.path().resolve("models/a.json"), "{}");
        assertThatThrownBy(() -> by(NOW, online).sign(folder))
                .hasMessageContaining("the catalog, whose entries have changed")
                .hasMessageEndingWith("[ALM-TRU-104]");
        by(NOW, online).only(Set.of("timestamp")).sign(folder);
        assertThat(verified().roles().get(1).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("a catalog that would expire before its timestamp is renewed")
    void renewed() {
        signedByAll();
        Instant later = NOW.plus(Duration.ofDays(340));
        List<Signing.Outcome> outcomes = by(later, anna, online).sign(folder);
        assertThat(of(outcomes, "catalog").version()).isEqualTo(2);
        by(later, bo).sign(folder);
        assertThat(verified().fresh(later.plus(Duration.ofDays(29)))).isTrue();
        assertThat(verified().fresh(later.plus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    @DisplayName("what the reader of catalogs refuses is not signed")
    void checked() {
        List<String> seen = new ArrayList<>();
        by(NOW, anna)
                .checking(payload -> seen.add(payload.path("authority").asText()))
                .sign(folder);
        assertThat(seen).containsExactly("Föreningen");
        assertThatThrownBy(() ->
                        by(NOW, anna)
                                .renewing(true)
                                .only(Set.of("catalog"))
                                .lasting(Duration.ofDays(1), Duration.ofDays(1))
                                .checking(payload -> {
                                    throw new IllegalArgumentException("no");
                                })
                                .sign(removedCatalog()))
                .hasMessage("no");
        assertThat(folder.document("catalog")).isEmpty();
    }

    private WorkingFolder removedCatalog() {
        try {
            Files.delete(folder.file("catalog"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return folder;
    }

    @Test
    @DisplayName(
            "a rotation is signed by the former root and the new one, and cannot be impossible")
    void rotation() {
        signedByAll();
        SigningKey cia = SigningKey.generate();
        Rotation.Change change =
                new Rotation.Change(
                        Set.of(RootDocument.ROOT, RootDocument.CATALOG),
                        List.of(cia.verifyingKey()),
                        Set.of(anna.verifyingKey().id().substring(0, 8)),
                        Optional.empty(),
                        Optional.empty());
        assertThat(Rotation.next(folder, change, NOW.plus(Duration.ofDays(900)))).isEqualTo(2);
        by(NOW, bo, cia, online).sign(folder);
        assertThat(of(Signing.status(folder), "root").isComplete()).isFalse();
        assertThatThrownBy(this::verified).hasMessageEndingWith("[ALM-TRU-002]");
        by(NOW, anna).only(Set.of("root")).sign(folder);
        assertThat(of(Signing.status(folder), "root").isComplete()).isTrue();
        assertThat(verified().roles().get(0).version()).isEqualTo(2);
        Rotation.Change impossible =
                new Rotation.Change(
                        Set.of(RootDocument.SNAPSHOT),
                        List.of(),
                        Set.of(),
                        Optional.of(2),
                        Optional.empty());
        assertThatThrownBy(() -> Rotation.next(folder, impossible, NOW))
                .hasMessageContaining("A threshold of 2 cannot be reached with 1 keys")
                .hasMessageEndingWith("[ALM-TRU-108]");
    }

    @Test
    @DisplayName("a revocation is an entry, written once")
    void revocation() {
        Path file = Entries.revoke(folder, "acme/model@1", Optional.empty(), "fel", NOW);
        assertThat(file).content().contains("acme/model@1", "2026-11-01T12:00:00Z");
        assertThatThrownBy(() -> Entries.revoke(folder, "acme/model@1", Optional.empty(), "x", NOW))
                .hasMessageEndingWith("[ALM-TRU-102]");
    }

    @Test
    @DisplayName("the maker of the starter catalog makes one that verifies")
    void starter() throws IOException {
        Path entries = Files.createDirectories(path.resolve("entries/models"));
        Files.writeString(entries.resolve("m.json"), "{\"id\":\"a/b@1\"}");
        Path output = path.resolve("output");
        StarterCatalogMaker.make(
                path.resolve("starter-work"),
                output,
                path.resolve("entries"),
                Clock.fixed(NOW, ZoneOffset.UTC));
        try (Repository repository = Repository.of(output)) {
            VerifiedCatalog catalog = TrustStore.check(repository, Optional.empty());
            assertThat(catalog.expires()).isEqualTo(Instant.parse("2046-01-01T00:00:00Z"));
            assertThat(catalog.rootName()).isEqualTo("starter");
        }
    }
}
