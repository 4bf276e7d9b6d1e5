/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.AuditEntry;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;
import se.allmanning.core.audit.AuditVerifier;
import se.allmanning.core.catalog.ModelEntryWriter;
import se.allmanning.core.model.TestCatalog;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.RootPin;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.certify.Entries;
import se.allmanning.core.trust.certify.Rotation;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.core.trust.certify.WorkingFolder;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.policy.PolicyDeniedException;

@DisplayName("A host under a municipality's own root")
class GovernedHostTest {

    private static final class Steps extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir Path folder;
    private final Steps clock = new Steps();
    private final SigningKey key = SigningKey.generate();
    private Path home;
    private WorkingFolder work;

    @BeforeEach
    void certify() throws IOException {
        home = folder.resolve("home");
        work = WorkingFolder.create(folder.resolve("catalog"), "kommunen", "Kommunen", false);
        Files.writeString(
                work.path().resolve("models/hashing.json"),
                ModelEntryWriter.write(TestCatalog.entry(HashingExtension.OFFER)).toString());
        Rotation.first(
                work,
                List.of(key.verifyingKey()),
                1,
                List.of(key.verifyingKey()),
                Optional.empty(),
                clock.instant().plus(Duration.ofDays(900)));
        sign();
        trust().trust(
                        RootPin.file(Files.readAllBytes(work.file("root")), "root.json"),
                        Repository.of(metadata()));
    }

    private void sign() {
        Signing.by(List.of(key), clock)
                .lasting(Duration.ofDays(60), Duration.ofDays(30))
                .sign(work);
    }

    private Path metadata() {
        return work.file("root").getParent();
    }

    private TrustStore trust() {
        return TrustStore.open(home.resolve("catalog"), clock);
    }

    private Allmanning open() {
        return Allmanning.builder()
                .home(home)
                .clock(clock)
                .extension(new HashingExtension())
                .extension(new PlainTextExtension())
                .classLoader(null)
                .open();
    }

    private static KnowledgeSource document(String text) {
        return KnowledgeSource.of("test", List.of(SourceDocument.ofText("regler.txt", text)));
    }

    private List<AuditEntry> records(AuditEvent event) {
        List<AuditEntry> all = new ArrayList<>();
        AuditReader.of(home.resolve("audit"))
                .read(
                        AuditFilter.builder().build(),
                        entry -> {
                            if (entry.record().event().equals(event)) {
                                all.add(entry);
                            }
                        });
        return all;
    }

    @Test
    @DisplayName(
            "uses what is certified there, records every call, and stops within a second of a revocation")
    void revocation() {
        try (Allmanning host = open()) {
            KnowledgeBase rules = host.knowledge("rules");
            rules.sync(document("Hundar ska vara kopplade i parken."));
            assertThat(rules.search("Ska hundar vara kopplade?")).isNotEmpty();

            Entries.revoke(work, "test/hashing@1", Optional.empty(), "Prov", clock.instant());
            sign();
            trust().update(metadata());
            clock.move(Duration.ofSeconds(2));

            assertThatThrownBy(() -> rules.search("Ska hundar vara kopplade?"))
                    .isInstanceOfSatisfying(
                            PolicyDeniedException.class,
                            e ->
                                    assertThat(e.decisions().get(0).reasons())
                                            .anyMatch(r -> r.rule().equals("revocation")));
        }
        assertThat(records(AuditEvent.INGEST_DOCUMENT)).hasSize(1);
        assertThat(records(AuditEvent.SEARCH)).hasSize(1);
        assertThat(records(AuditEvent.MODEL_CALL))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.record().digestVerified()).isTrue();
                    assertThat(entry.record().catalogVersion().orElseThrow())
                            .startsWith("kommunen-");
                });
        assertThat(records(AuditEvent.DENIED)).hasSize(1);
        assertThat(AuditVerifier.verify(home.resolve("audit")).faults()).isEmpty();
    }

    @Test
    @DisplayName("denies when the catalog is no longer fresh, and works again with a newer one")
    void freshness() {
        try (Allmanning host = open()) {
            KnowledgeBase rules = host.knowledge("rules");
            rules.sync(document("Hundar ska vara kopplade i parken."));
            clock.move(Duration.ofDays(31));
            assertThatThrownBy(() -> rules.search("Ska hundar vara kopplade?"))
                    .isInstanceOfSatisfying(
                            PolicyDeniedException.class,
                            e ->
                                    assertThat(e.decisions().get(0).reasons())
                                            .anyMatch(r -> r.rule().equals("freshness")));
            sign();
            trust().update(metadata());
            clock.move(Duration.ofSeconds(2));
            assertThat(rules.search("Ska hundar vara kopplade?")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("calls nothing when a stored catalog was tampered with")
    void tampered() throws IOException {
        try (var files = Files.walk(home.resolve("catalog"))) {
            Path catalog =
                    files.filter(f -> f.getFileName().toString().equals("catalog.json"))
                            .findFirst()
                            .orElseThrow();
            String text = Files.readString(catalog);
            String payload = text.replaceAll("(?s).*\"payload\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            byte[] changed =
                    new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
                            .replace("K3R3T3", "K3R3T2")
                            .getBytes(StandardCharsets.UTF_8);
            Files.writeString(
                    catalog, text.replace(payload, Base64.getEncoder().encodeToString(changed)));
        }
        try (Allmanning host = open()) {
            assertThatThrownBy(() ->
                            host.knowledge("rules").sync(document("Hundar ska vara kopplade.")))
                    .hasMessageContaining("ALM-TRU-");
        }
    }

    @Test
    @DisplayName("makes no call when the trail cannot be written")
    void noTrail() throws IOException {
        Files.writeString(home.resolve("audit"), "a file where a folder should be");
        try (Allmanning host = open()) {
            assertThatThrownBy(() ->
                            host.knowledge("rules").sync(document("Hundar ska vara kopplade.")))
                    .hasMessageContaining("ALM-AUD-");
        }
    }
}
