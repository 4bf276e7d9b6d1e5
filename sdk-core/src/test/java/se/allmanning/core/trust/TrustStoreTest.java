/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.policy.Clearance;

@DisplayName("What a home trusts")
class TrustStoreTest {

    @TempDir Path home;
    private final MovedClock clock = new MovedClock();

    private TrustStore store() {
        return TrustStore.open(home.resolve("catalog"), clock);
    }

    @Test
    @DisplayName(
            "a home that was told nothing has the starter alone, marked, without a file written")
    void starterAlone() {
        List<VerifiedCatalog> catalogs = store().verified();
        assertThat(catalogs).hasSize(1);
        VerifiedCatalog starter = catalogs.get(0);
        assertThat(starter.starter()).isTrue();
        assertThat(starter.rootName()).isEqualTo("starter");
        assertThat(starter.version()).isEqualTo("starter-1");
        assertThat(starter.fresh(clock.now)).isTrue();
        assertThat(starter.expires()).isAfter(Instant.parse("2045-01-01T00:00:00Z"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    @DisplayName("the starter comes last, and no other root may take its name")
    void starterLast() {
        Publisher certifier = Publisher.published();
        store().trust(certifier.pin(), certifier.repository);
        assertThat(store().verified())
                .extracting(VerifiedCatalog::rootName)
                .containsExactly("association", "starter");
        Publisher impostor = new Publisher();
        impostor.name = "starter";
        impostor.root().publish(1);
        assertThatThrownBy(() -> store().trust(impostor.pin(), impostor.repository))
                .hasMessageContaining("another")
                .hasMessageEndingWith("[ALM-TRU-016]");
    }

    @Test
    @DisplayName(
            "documents carry the least of the root's cap and the delegation's, and its sectors")
    void documents() {
        Publisher certifier = new Publisher().root().delegate("social", 3);
        certifier.publish(12);
        VerifiedCatalog catalog = store().trust(certifier.pin(), certifier.repository);
        assertThat(catalog.version()).isEqualTo("association-12");
        assertThat(catalog.documents())
                .extracting(SignedDocument::role)
                .containsExactly("catalog", "social");
        assertThat(catalog.documents().get(0).maximum()).isEqualTo(Clearance.parse("K3R2T1"));
        assertThat(catalog.documents().get(0).sectors()).isEmpty();
        assertThat(catalog.documents().get(1).maximum()).isEqualTo(Clearance.parse("K2R2T1"));
        assertThat(catalog.documents().get(1).sectors()).containsExactly("health");
        assertThat(new String(catalog.documents().get(0).payload(), StandardCharsets.UTF_8))
                .startsWith("{\"_type\":\"catalog\"");
    }

    @Test
    @DisplayName("what it verified before it verifies again, offline, to the same digest")
    void offline() {
        Publisher certifier = Publisher.published();
        String digest = store().trust(certifier.pin(), certifier.repository).digest();
        certifier.repository.files.clear();
        assertThat(store().verified("association").digest()).isEqualTo(digest);
        assertThat(digest).matches("[0-9a-f]{64}");
    }

    @Test
    @DisplayName(
            "a stored file that somebody changed, swapped or removed is found out at the next start")
    void damagedHome() throws IOException {
        Publisher certifier = Publisher.published();
        store().trust(certifier.pin(), certifier.repository);
        certifier.publish(2);
        store().update(certifier.repository);
        try (Stream<Path> all = Files.walk(home.resolve("catalog/association"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                boolean counts = name.endsWith(".json") && !name.equals("previous.json");
                if (!counts || file.toString().contains("verified-1")) {
                    continue;
                }
                byte[] good = Files.readAllBytes(file);
                byte[] bad = good.clone();
                bad[bad.length / 2] ^= 1;
                Files.write(file, bad);
                assertThatThrownBy(() -> store().verified())
                        .as(name)
                        .isInstanceOf(TrustException.class);
                Files.delete(file);
                if (!name.equals("state.json")) {
                    assertThatThrownBy(() -> store().verified())
                            .as(name)
                            .isInstanceOf(TrustException.class);
                }
                Files.write(file, good);
            }
        }
        store().verified();
        Path newest = home.resolve("catalog/association/verified-2");
        Path former = home.resolve("catalog/association/verified-1");
        for (String file : List.of("timestamp.json", "snapshot.json", "catalog.json")) {
            Files.write(newest.resolve(file), Files.readAllBytes(former.resolve(file)));
        }
        assertThatThrownBy(() -> store().verified())
                .hasMessageContaining("version 1 is offered, and 2 was seen")
                .hasMessageEndingWith("[ALM-TRU-004]");
    }

    @Test
    @DisplayName("an update that was killed half way leaves the last one whole")
    void killedUpdate() throws IOException {
        Publisher certifier = Publisher.published();
        store().trust(certifier.pin(), certifier.repository);
        Path half = home.resolve("catalog/association/verified-2");
        Files.createDirectories(half);
        Files.writeString(half.resolve("timestamp.json"), "{");
        assertThat(store().verified("association").version()).isEqualTo("association-1");
        certifier.publish(2);
        store().update(certifier.repository);
        certifier.publish(3);
        store().update(certifier.repository);
        assertThat(store().verified("association").version()).isEqualTo("association-3");
        assertThat(half).doesNotExist();
    }

    @Test
    @DisplayName("a clock that goes back is not believed: nothing is fresh until it is right again")
    void clockGoesBack() {
        Publisher certifier = Publisher.published();
        store().trust(certifier.pin(), certifier.repository);
        clock.now = clock.now.minus(Duration.ofMinutes(59));
        assertThat(store().verified("association").fresh(clock.now)).isTrue();
        clock.now = clock.now.minus(Duration.ofDays(20));
        VerifiedCatalog catalog = store().verified("association");
        assertThat(catalog.fresh(clock.now)).isFalse();
        assertThat(catalog.notFresh(clock.now))
                .hasValueSatisfying(reason ->
                        assertThat(reason)
                                .contains(
                                        "The clock says",
                                        "was verified at 2026-11-01T12:00:00Z already"));
    }

    @Test
    @DisplayName("a home remembers the latest time at which it read")
    void remembersReading() {
        Publisher certifier = Publisher.published();
        store().trust(certifier.pin(), certifier.repository);
        clock.now = Publisher.NOW.plus(Duration.ofDays(300));
        assertThat(store().verified("association").fresh(clock.now)).isFalse();
        clock.now = Publisher.NOW.plus(Duration.ofDays(1));
        assertThat(store().verified("association").notFresh(clock.now))
                .hasValueSatisfying(reason -> assertThat(reason).contains("The clock says"));
    }

    @Test
    @DisplayName("fresh ends at the first limit, to the second")
    void firstLimit() {
        for (String role : RootDocument.ROLES) {
            Publisher certifier = new Publisher();
            certifier.expires.put(role, Publisher.NOW.plusSeconds(60));
            certifier.root().publish(1);
            VerifiedCatalog catalog = TrustStore.check(certifier.repository, Optional.empty());
            assertThat(catalog.expires()).as(role).isEqualTo(Publisher.NOW.plusSeconds(60));
            assertThat(catalog.fresh(Publisher.NOW.plusSeconds(59))).isTrue();
            assertThat(catalog.fresh(Publisher.NOW.plusSeconds(60))).isFalse();
        }
    }

    @Test
    @DisplayName("a root is trusted by its file or its digest, and refused when nobody named it")
    void pins() {
        Publisher certifier = Publisher.published();
        assertThatThrownBy(() -> store().update(certifier.repository))
                .hasMessageContaining("belongs to the root \"association\"")
                .hasMessageContaining("Trusted: none")
                .hasMessageEndingWith("[ALM-TRU-014]");
        assertThatThrownBy(
                        () -> store().trust(RootPin.sha256("0".repeat(64)), certifier.repository))
                .hasMessageEndingWith("[ALM-TRU-015]");
        assertThat(store().roots()).isEmpty();
        store().trust(RootPin.sha256(certifier.pin().sha256()), certifier.repository);
        assertThat(store().roots()).containsExactly("association");
        Publisher other = Publisher.published();
        assertThatThrownBy(() -> store().trust(other.pin(), other.repository))
                .hasMessageContaining("already trusts a root named \"association\"")
                .hasMessageEndingWith("[ALM-TRU-016]");
    }

    @Test
    @DisplayName("a root whose catalog does not pass is not trusted")
    void nothingByHalves() {
        Publisher certifier = Publisher.published();
        certifier.repository.files.remove("catalog.json");
        assertThatThrownBy(() -> store().trust(certifier.pin(), certifier.repository))
                .hasMessageEndingWith("[ALM-TRU-009]");
        assertThat(store().roots()).isEmpty();
    }

    @Test
    @DisplayName("a newer format is refused and says what to do")
    void newerFormat() {
        Publisher certifier = Publisher.published();
        certifier.repository.with(
                "catalog.json",
                Publisher.signed(
                        "catalog",
                        certifier
                                .catalogPayload(2, "")
                                .replace("\"format\":1", "\"format\":2,\"x\":1e9"),
                        certifier.keys.get("catalog")));
        certifier.snapshot(2).timestamp(2);
        assertThatThrownBy(() -> TrustStore.check(certifier.repository, Optional.empty()))
                .hasMessageContaining("has format 2, and this version reads up to 1")
                .hasMessageContaining("Update Allmänning")
                .hasMessageEndingWith("[ALM-TRU-006]");
    }

    @Test
    @DisplayName("what changed is told between catalogs, and not lost when a timestamp is renewed")
    void changes() {
        Publisher certifier = new Publisher().root();
        certifier.models = "[{\"id\":\"a\"},{\"id\":\"b\",\"x\":1}]";
        certifier.publish(1);
        store().trust(certifier.pin(), certifier.repository);
        assertThat(store().changes("association").added()).hasSize(2);
        certifier.models = "[{\"id\":\"b\",\"x\":2},{\"id\":\"c\"}]";
        certifier.publish(2);
        store().update(certifier.repository);
        certifier.timestamp(3);
        store().update(certifier.repository);
        CatalogChanges changes = store().changes("association");
        assertThat(changes.added()).extracting(CatalogEntry::id).containsExactly("c");
        assertThat(changes.changed()).extracting(CatalogEntry::id).containsExactly("b");
        assertThat(changes.removed()).extracting(CatalogEntry::id).containsExactly("a");
    }
}
