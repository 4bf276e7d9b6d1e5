/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.AuditDecision;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditTrail;

@DisplayName("The audit commands")
class AuditCommandTest {

    @TempDir Path home;
    @TempDir Path elsewhere;
    private String denied = "";

    @BeforeEach
    void write() {
        // Two years ago, so that a disposal has something to remove.
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-730));
        try (AuditTrail trail = AuditTrail.builder(home.resolve("audit")).clock(clock).open()) {
            for (int i = 0; i < 3; i++) {
                trail.append(
                        AuditRecord.builder(AuditEvent.MODEL_CALL)
                                .invocation("call-" + i)
                                .authority("byggnadsnamnden")
                                .caseNumber("BN " + i)
                                .user("Åsa")
                                .service("municipal-answers")
                                .outcome("answered")
                                .build());
            }
            denied =
                    trail.append(
                                    AuditRecord.builder(AuditEvent.DENIED)
                                            .invocation("call-2")
                                            .authority("byggnadsnamnden")
                                            .decision(AuditDecision.deny("clearance-too-low"))
                                            .build())
                            .id();
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("audit"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void damage() throws IOException {
        Files.writeString(segment(), Files.readString(segment()).replace("BN 1", "BN 7"));
    }

    @Test
    @DisplayName("show lists the records that are wanted, newest last")
    void show() {
        JsonNode all = Run.at(home, "audit", "show", "--json").exits(0).json();
        assertThat(all).hasSize(6);
        assertThat(all.get(0).get("event").asText()).isEqualTo("host-start");
        assertThat(Run.keys(all.get(0))).startsWith("id", "hash", "time", "event", "invocation");
        assertThat(Run.keys(all.get(0))).isEqualTo(Run.keys(all.get(1)));
        assertThat(all.get(0).get("user").isNull()).isTrue();
        JsonNode wanted =
                Run.at(home, "audit", "show", "--json", "--case", "BN 1", "--event", "model-call")
                        .exits(0)
                        .json();
        assertThat(wanted).hasSize(1);
        assertThat(wanted.get(0).get("user").asText()).isEqualTo("Åsa");
        JsonNode newest = Run.at(home, "audit", "show", "--json", "--top", "2").exits(0).json();
        assertThat(newest.get(0).get("id").asText()).isEqualTo(denied);
        assertThat(newest.get(1).get("event").asText()).isEqualTo("host-stop");
        assertThat(Run.at(home, "audit", "show", "--event", "denied").exits(0).out())
                .contains("denied  byggnadsnamnden  nekat: clearance-too-low")
                .contains(denied);
    }

    @Test
    @DisplayName(
            "show exits with 1 when nothing is wanted, and with 2 for what is no time or number")
    void showNothing() {
        assertThat(Run.at(home, "audit", "show", "--from", "2100-01-01").exits(1).out())
                .isEqualTo("Inga poster hittades.\n");
        Run.at(home, "audit", "show", "--authority", "socialnamnden", "--json").exits(1);
        assertThat(Run.at(home, "audit", "show", "--from", "igår", "--top", "0").exits(2).err())
                .contains("\"igår\" is neither a day as 2026-11-22 nor a time")
                .contains("\"0\" is not a whole number from 1 to 10000");
    }

    @Test
    @DisplayName(
            "verify exits with 0 for a trail as it was written, and with 1 says where it is not")
    void verify() throws IOException {
        JsonNode good = Run.at(home, "audit", "verify", "--json").exits(0).json();
        assertThat(Run.keys(good))
                .containsExactly("intact", "records", "chains", "faults", "notices");
        assertThat(good.get("records").intValue()).isEqualTo(6);
        assertThat(good.get("chains").get(0).get("state").asText()).isEqualTo("closed");
        assertThat(Run.at(home, "audit", "verify").exits(0).out())
                .contains("6 poster i 1 kedja, utan anmärkning.")
                .contains("kontrollpunkt");
        damage();
        JsonNode fault =
                Run.at(home, "audit", "verify", "--json").exits(1).json().get("faults").get(0);
        assertThat(fault.get("kind").asText()).isEqualTo("changed");
        assertThat(fault.get("line").intValue()).isEqualTo(4);
        assertThat(fault.get("sequence").intValue()).isEqualTo(2);
        assertThat(Run.at(home, "audit", "verify").exits(1).out())
                .contains("FEL i kedja")
                .contains("Rad       4")
                .contains("MED FEL");
    }

    @Test
    @DisplayName("verify of a home without a trail exits with 1, since it proves nothing")
    void verifyNothing() {
        assertThat(Run.at(elsewhere, "audit", "verify").exits(1).out())
                .isEqualTo("Det finns ingen granskningslogg här.\n");
    }

    @Test
    @DisplayName("checkpoint writes a file with which verify sees a chain that is gone")
    void checkpoint() throws IOException {
        Path file = elsewhere.resolve("kontroll.json");
        JsonNode taken =
                Run.at(home, "audit", "checkpoint", file.toString(), "--json").exits(0).json();
        assertThat(taken.get("signed").booleanValue()).isFalse();
        String[] verify = {"audit", "verify", "--checkpoint", file.toString()};
        assertThat(Run.at(home, verify).exits(0).out()).doesNotContain("Utan en kontrollpunkt");
        Path chain = segment().getParent();
        Files.move(chain, elsewhere.resolve("gone"));
        assertThat(Run.at(home, verify).exits(1).out()).contains("the chain is gone");
        Run.at(home, "audit", "verify", "--checkpoint", home.toString()).exits(2);
    }

    @Test
    @DisplayName("a signed checkpoint is taken with its public key only")
    void signed() throws IOException, NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        Path open = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        Path wrong = pem("PUBLIC KEY", other.getPublic().getEncoded());
        String file = elsewhere.resolve("kontroll.json").toString();
        Run.at(home, "audit", "checkpoint", file, "--key", secret.toString()).exits(0);
        String[] verify = {
            "audit", "verify", "--checkpoint", file, "--public-key", open.toString()
        };
        Run.at(home, verify).exits(0);
        verify[5] = wrong.toString();
        assertThat(Run.at(home, verify).exits(3).err())
                .contains("was not signed with the key")
                .contains("[ALM-CLI-008]");
        verify[5] = secret.toString();
        assertThat(Run.at(home, verify).exits(2).err()).contains("[ALM-AUD-008]");
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

    @Test
    @DisplayName("no checkpoint is written of a trail with faults")
    void noCheckpoint() throws IOException {
        damage();
        Path file = elsewhere.resolve("kontroll.json");
        assertThat(Run.at(home, "audit", "checkpoint", file.toString()).exits(1).out())
                .contains("Ingen kontrollpunkt skrevs.");
        assertThat(file).doesNotExist();
    }

    @Test
    @DisplayName("record writes what the case file needs, here or to a new file")
    void record() throws IOException {
        String text = Run.at(home, "audit", "record", denied).exits(0).out();
        assertThat(text)
                .contains("nekat (deny): clearance-too-low")
                .contains("Övriga poster i samma anrop")
                .contains("kontrollerad utan anmärkning");
        Path file = elsewhere.resolve("tjanste.txt");
        Run.at(home, "audit", "record", denied, "--output", file.toString()).exits(0);
        assertThat(file).hasContent(text);
        assertThat(
                        Run.at(home, "audit", "record", denied, "--output", file.toString())
                                .exits(2)
                                .err())
                .contains("[ALM-CLI-009]");
        JsonNode json = Run.at(home, "audit", "record", denied, "--json").exits(0).json();
        assertThat(Run.keys(json)).containsExactly("record", "call", "text");
        assertThat(json.get("call")).hasSize(2);
        Run.at(home, "audit", "record", "nothing", "--json").exits(1);
    }

    @Test
    @DisplayName("export fills a folder once")
    void export() {
        Path folder = elsewhere.resolve("uttag");
        JsonNode written =
                Run.at(home, "audit", "export", folder.toString(), "--json").exits(0).json();
        assertThat(written.get("records").intValue()).isEqualTo(6);
        assertThat(folder.resolve("records.csv")).exists();
        assertThat(Run.at(home, "audit", "export", folder.toString()).exits(2).err())
                .contains("[ALM-AUD-011]");
    }

    @Test
    @DisplayName("dispose removes by a decision only, and verify passes over the gap")
    void dispose() {
        Run.at(home, "audit", "dispose").exits(2);
        String[] command = {"audit", "dispose", "--decision", "BN § 3"};
        assertThat(Run.at(home, command).exits(2).err())
                .contains("audit.disposal", "Named: none", "[ALM-AUD-009]");
        assertThat(Run.at(home, "audit", "verify", "--json").json().get("chains")).hasSize(1);
        decision("byggnadsnamnden", 5);
        assertThat(Run.at(home, command).exits(2).err())
                .contains("keep-months must be a whole number from 6");
        decision("socialnamnden", 12);
        assertThat(Run.at(home, command).exits(1).out()).contains("no decision covers");
        decision("byggnadsnamnden", 12);
        assertThat(Run.at(home, command).exits(0).out()).contains("Gallrade 6 poster");
        assertThat(Run.at(home, "audit", "verify").exits(0).out())
                .contains("was disposed of by decision BN § 3");
    }

    private void decision(String authority, int months) {
        try {
            Files.writeString(
                    home.resolve("allmanning.yaml"),
                    """
                    audit:
                      disposal:
                        - decision: BN § 3
                          decided: 2026-01-01
                          authority: %s
                          keep-months: %d
                    """
                            .formatted(authority, months));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
