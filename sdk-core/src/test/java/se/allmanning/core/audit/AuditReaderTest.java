/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Reading a trail")
class AuditReaderTest {

    @TempDir Path audit;
    @TempDir Path elsewhere;
    private final Trails.MovableClock clock = new Trails.MovableClock();

    @Test
    @DisplayName("gives the records of all chains in the order of time")
    void merged() {
        try (AuditTrail one = Trails.quick(audit, clock).open();
                AuditTrail two = Trails.quick(audit, clock).segmentBytes(3_000).open()) {
            for (int i = 0; i < 30; i++) {
                clock.set(Trails.START.plusSeconds(i + 1L));
                (i % 3 == 0 ? one : two).append(Trails.call(i).build());
            }
            clock.set(Trails.START.plusSeconds(100));
        }
        Trails.chain(audit, 3, 1 << 20);
        List<AuditEntry> all = Trails.entries(audit);
        assertThat(all)
                .hasSize(39)
                .isSortedAccordingTo(java.util.Comparator.comparing(AuditEntry::time));
        assertThat(all).extracting(AuditEntry::id).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("gives the records that are wanted alone")
    void filtered() {
        Trails.chain(audit, 10, 1 << 20);
        assertThat(wanted(AuditFilter.builder().caseNumber("BN 2026-3").build())).isEqualTo(1);
        assertThat(wanted(AuditFilter.builder().invocation("call-3").build())).isEqualTo(1);
        assertThat(wanted(AuditFilter.builder().authority("byggnadsnamnden").build()))
                .isEqualTo(10);
        assertThat(wanted(AuditFilter.builder().authority("socialnamnden").build())).isZero();
        assertThat(wanted(AuditFilter.builder().service("municipal-answers").build()))
                .isEqualTo(10);
        assertThat(wanted(AuditFilter.builder().event(AuditEvent.HOST_START).build())).isEqualTo(1);
        Instant third = Trails.START.plusMillis(750);
        assertThat(wanted(AuditFilter.builder().from(third).build())).isEqualTo(9);
        assertThat(wanted(AuditFilter.builder().to(third).build())).isEqualTo(3);
    }

    private int wanted(AuditFilter filter) {
        return Trails.entries(audit, filter).size();
    }

    @Test
    @DisplayName("passes over lines that are none and counts them")
    void unreadable() {
        Path chain = Trails.chain(audit, 5, 1 << 20);
        Path file = Trails.segments(chain).get(0);
        List<String> lines = Trails.lines(file);
        lines.set(3, "{}");
        lines.add(2, "x".repeat(2_500_000));
        lines.add("{\"torn");
        Trails.writeText(file, String.join("\n", lines));
        long[] seen = {0};
        assertThat(AuditReader.of(audit).read(AuditFilter.ALL, e -> seen[0]++)).isEqualTo(2);
        assertThat(seen[0]).isEqualTo(6);
    }

    @Test
    @DisplayName("finds a record by its id, and none by anything else")
    void find() {
        Path chain = Trails.chain(audit, 5, 2_000);
        AuditReader reader = AuditReader.of(audit);
        AuditEntry found = reader.find(chain.getFileName() + "-4").orElseThrow();
        assertThat(found.record().caseNumber()).contains("BN 2026-3");
        assertThat(reader.find(chain.getFileName() + "-99")).isEmpty();
        assertThat(reader.find("0".repeat(28) + "-1")).isEmpty();
        assertThat(reader.find("../../etc/passwd")).isEmpty();
    }

    @Test
    @DisplayName("a case record says who, when, why, which model, from what, and that it verifies")
    void caseRecord() {
        Path chain = Trails.chain(audit, 3, 1 << 20);
        AuditEntry entry = AuditReader.of(audit).find(chain.getFileName() + "-3").orElseThrow();
        AuditEntry other = AuditReader.of(audit).find(chain.getFileName() + "-2").orElseThrow();
        String text = CaseRecord.write(entry, List.of(other, entry), AuditVerifier.verify(audit));
        assertThat(text)
                .contains("Händelse (Event):\n    anrop till en modell (model-call)\n")
                .contains("Tidpunkt (Time):\n    2026-03-01 09:00:00 (+01:00)\n")
                .contains("Diarienummer (Case number):\n    BN 2026-2\n")
                .contains("Användare (User):\n    Åsa Öberg <asa@exempel.se>\n")
                .contains("Modell (Model):\n    kb/gpt-sw3@1.2\n")
                .contains("Kontrollsumman är (The digest is):\n    kontrollerad här (verified)\n")
                .contains("Beslut (Decision):\n    tillåtet (permit): clearance-covers\n")
                .contains("ja (yes), trainedAlgorithmicMedia")
                .contains("Ska granskas av en människa (Review by a person):\n    ja (yes)\n")
                .contains("  " + "cd".repeat(32) + "\n    tecken (characters) 10–42\n")
                .contains("Övriga poster i samma anrop (Other records of the same call)")
                .contains(other.id())
                .contains("kontrollerad utan anmärkning (verified)");
        List<String> lines = Trails.lines(Trails.segments(chain).get(0));
        lines.remove(2);
        Trails.write(Trails.segments(chain).get(0), lines);
        assertThat(CaseRecord.write(entry, List.of(), AuditVerifier.verify(audit)))
                .contains("INTE KONTROLLERAD")
                .doesNotContain("Övriga poster");
    }

    @Test
    @DisplayName("a value cannot pretend to be another line of a case record")
    void caseRecordLines() {
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            AuditEntry entry =
                    trail.append(
                            AuditRecord.builder(AuditEvent.SEARCH)
                                    .user("bo\n  Modell (Model):\n    \u202Eannan")
                                    .build());
            assertThat(CaseRecord.write(entry, List.of(), AuditVerifier.verify(audit)))
                    .contains("    bo\uFFFD  Modell (Model):\uFFFD    \uFFFDannan\n");
        }
    }

    @Test
    @DisplayName("an export holds the chains as they are, a CSV, a checkpoint and true digests")
    void export() throws IOException {
        Path chain = Trails.chain(audit, 5, 3_000);
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            trail.append(AuditRecord.builder(AuditEvent.SEARCH).user("=1+1,\"x\"\r\ny").build());
            Path target = elsewhere.resolve("uttag");
            AuditExport.Result result = AuditExport.write(audit, target, clock);
            assertThat(result.records()).isEqualTo(9);
            assertThat(result.verification().intact()).isTrue();
            for (Path segment : Trails.segments(chain)) {
                assertThat(target.resolve("chains").resolve(audit.relativize(segment)))
                        .hasSameBinaryContentAs(segment);
            }
            String csv = Files.readString(target.resolve("records.csv"));
            assertThat(csv).startsWith("id,hash,time,event,invocation,");
            assertThat(csv).contains(",BN 2026-3,").contains(",\"'=1+1,\"\"x\"\"\r\ny\",");
            assertThat(Files.readString(target.resolve("fields.json")))
                    .contains("\"Diarienummer\"");
            assertThat(Files.readString(target.resolve("README.txt"))).contains("sekretess");
            List<Checkpoint> kept =
                    CheckpointFile.read(target.resolve("checkpoint.json")).checkpoints();
            assertThat(kept).hasSize(2);
            assertThat(AuditVerifier.verify(audit, kept).intact()).isTrue();
            List<String> manifest = Trails.lines(target.resolve("manifest.sha256"));
            assertThat(manifest).hasSize(result.files());
            for (String line : manifest) {
                assertThat(AuditDisposal.sha256(target.resolve(line.substring(66))))
                        .isEqualTo(line.substring(0, 64));
            }
            try (Stream<Path> files = Files.walk(target)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(manifest.size() + 1);
            }
            assertThatThrownBy(() -> AuditExport.write(audit, target, clock))
                    .hasMessageContaining("it is not empty")
                    .hasMessageEndingWith("[ALM-AUD-011]");
        }
    }

    @Test
    @DisplayName(
            "a checkpoint file comes back as it was written, and its signature tells its origin")
    void checkpointFile() throws IOException, GeneralSecurityException {
        Trails.chain(audit, 2, 1 << 20);
        Path file = elsewhere.resolve("checkpoint.json");
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        CheckpointFile taken =
                CheckpointFile.of(AuditVerifier.verify(audit), Trails.START).signed(secret);
        taken.write(file);
        CheckpointFile read = CheckpointFile.read(file);
        assertThat(read.checkpoints()).isEqualTo(taken.checkpoints()).hasSize(1);
        assertThat(read.time()).isEqualTo(Trails.START);
        assertThat(read.signed()).isTrue();
        assertThat(read.check(pem("PUBLIC KEY", pair.getPublic().getEncoded()))).isTrue();
        assertThat(read.check(pem("PUBLIC KEY", other.getPublic().getEncoded()))).isFalse();

        String text = Files.readString(file);
        Trails.writeText(file, text.replace("\"sequence\":3", "\"sequence\":2"));
        assertThat(
                        CheckpointFile.read(file)
                                .check(pem("PUBLIC KEY", pair.getPublic().getEncoded())))
                .isFalse();
        Trails.writeText(file, text.replace(",", ", "));
        assertThatThrownBy(() -> CheckpointFile.read(file))
                .hasMessageContaining("it is not as it was written")
                .hasMessageEndingWith("[ALM-AUD-007]");
        Path noKey = Files.writeString(elsewhere.resolve("key"), "hej");
        assertThatThrownBy(() -> taken.signed(noKey)).hasMessageEndingWith("[ALM-AUD-008]");
        assertThatThrownBy(() -> read.check(noKey)).hasMessageEndingWith("[ALM-AUD-008]");
    }

    private Path pem(String label, byte[] der) throws IOException {
        return Files.writeString(
                Files.createTempFile(elsewhere, "key", ".pem"),
                "-----BEGIN "
                        + label
                        + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END "
                        + label
                        + "-----\n");
    }
}
