/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;

@DisplayName("A conformance report")
class ConformanceReportTest {

    private static final Instant DATE = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @AfterEach
    void soundAgain() {
        ReferenceConnectorTest.soundAgain();
    }

    private static KeyPair newKey() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static ConformanceReport report(Finding.Outcome outcome, Rule.Level level) {
        return ConformanceReport.of(
                "acme",
                "1.0",
                DATE,
                Capabilities.none().with(Feature.CHAT),
                List.of(new Finding("ALM-C-001", level, outcome, "because | of\nthis")));
    }

    @Test
    @DisplayName("conforms unless a MUST failed or a rule was not tried")
    void conforms() {
        assertThat(report(Finding.Outcome.PASSED, Rule.Level.MUST).conforms()).isTrue();
        assertThat(report(Finding.Outcome.REFUSED, Rule.Level.MUST).conforms()).isTrue();
        assertThat(report(Finding.Outcome.NOT_APPLICABLE, Rule.Level.MUST).conforms()).isTrue();
        assertThat(report(Finding.Outcome.FAILED, Rule.Level.SHOULD).conforms()).isTrue();
        assertThat(report(Finding.Outcome.FAILED, Rule.Level.MUST).conforms()).isFalse();
        assertThat(report(Finding.Outcome.NOT_RUN, Rule.Level.SHOULD).conforms()).isFalse();
    }

    @Test
    @DisplayName("is read as it was written")
    void roundTrip() {
        ConformanceReport report =
                report(Finding.Outcome.FAILED, Rule.Level.MUST).artifact("ab".repeat(32));
        ConformanceReport read = ConformanceReport.parse(report.json());
        assertThat(read.json()).isEqualTo(report.json());
        assertThat(read.findings()).isEqualTo(report.findings());
        assertThat(read.connector()).isEqualTo("acme");
        assertThat(read.version()).isEqualTo("1.0");
        assertThat(read.date()).isEqualTo(DATE);
        assertThat(read.artifact()).isEqualTo("ab".repeat(32));
        assertThat(read.markdown())
                .contains("**Does not conform.**")
                .contains("| ALM-C-001 | MUST | failed | because \\| of this |");
    }

    @Test
    @DisplayName("that says another verdict than its rules is refused")
    void dishonest() {
        String json =
                new String(
                        report(Finding.Outcome.FAILED, Rule.Level.MUST).json(),
                        StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        ConformanceReport.parse(
                                json.replace("\"conforms\" : false", "\"conforms\" : true")
                                        .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("Not a conformance report")
                .hasMessageEndingWith("[ALM-TCK-001]");
        for (String other : List.of("", "null", "[]", "{}", "{\"rules\":[{}]}", "no JSON")) {
            assertThatThrownBy(
                            () -> ConformanceReport.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageEndingWith("[ALM-TCK-001]");
        }
    }

    @Test
    @DisplayName("is signed over type and bytes together, as DSSE says")
    void signed() throws Exception {
        KeyPair key = newKey();
        ConformanceReport report = report(Finding.Outcome.PASSED, Rule.Level.MUST);
        byte[] envelope = report.sign(key.getPrivate(), "acme-2026");
        assertThat(ConformanceReport.verify(envelope, key.getPublic()).json())
                .isEqualTo(report.json());
        JsonNode root = new ObjectMapper().readTree(envelope);
        assertThat(root.path("signatures").path(0).path("keyid").asText()).isEqualTo("acme-2026");
        byte[] payload = Base64.getDecoder().decode(root.path("payload").asText());
        String type = "application/vnd.allmanning.conformance+json";
        String start = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key.getPublic());
        verifier.update(start.getBytes(StandardCharsets.UTF_8));
        verifier.update(payload);
        assertThat(
                        verifier.verify(
                                Base64.getDecoder()
                                        .decode(
                                                root.path("signatures")
                                                        .path(0)
                                                        .path("sig")
                                                        .asText())))
                .isTrue();
    }

    @Test
    @DisplayName("that was changed, or signed by another, is refused")
    void forged() throws Exception {
        KeyPair key = newKey();
        byte[] good = report(Finding.Outcome.FAILED, Rule.Level.MUST).sign(key.getPrivate(), "");
        byte[] better = report(Finding.Outcome.PASSED, Rule.Level.MUST).json();
        String forged =
                new String(good, StandardCharsets.UTF_8)
                        .replaceAll(
                                "\"payload\":\"[^\"]+\"",
                                "\"payload\":\""
                                        + Base64.getEncoder().encodeToString(better)
                                        + "\"");
        assertThatThrownBy(() ->
                        ConformanceReport.verify(
                                forged.getBytes(StandardCharsets.UTF_8), key.getPublic()))
                .hasMessageEndingWith("[ALM-TCK-002]");
        assertThatThrownBy(() -> ConformanceReport.verify(good, newKey().getPublic()))
                .hasMessageContaining("No signature of the envelope is of the given key")
                .hasMessageEndingWith("[ALM-TCK-002]");
        String otherType =
                new String(good, StandardCharsets.UTF_8).replace("conformance+json", "other+json");
        assertThatThrownBy(() ->
                        ConformanceReport.verify(
                                otherType.getBytes(StandardCharsets.UTF_8), key.getPublic()))
                .hasMessageEndingWith("[ALM-TCK-001]");
    }

    @Test
    @DisplayName("is written at the end of a run, with what failed and why, and what was not run")
    void written() throws Exception {
        ReferenceConnectorTest.flaw = Flaw.WRONG_WAIT;
        ReferenceConnectorTest.reports = folder;
        BrokenConnectorTest.run(ReferenceConnectorTest.class, Set.of("ALM-C-001", "ALM-C-096"));
        ConformanceReport report =
                ConformanceReport.parse(Files.readAllBytes(folder.resolve("reference.json")));
        assertThat(report.conforms()).isFalse();
        assertThat(report.date()).isEqualTo(DATE);
        assertThat(report.findings()).hasSameSizeAs(RuleBook.connector().values());
        assertThat(outcome(report, "ALM-C-001")).isEqualTo(Finding.Outcome.PASSED);
        assertThat(outcome(report, "ALM-C-096")).isEqualTo(Finding.Outcome.FAILED);
        assertThat(outcome(report, "ALM-C-097")).isEqualTo(Finding.Outcome.NOT_RUN);
        assertThat(Files.readString(folder.resolve("reference.md")))
                .contains("| failed | The wait: expected PT17S, found PT0.017S. |");
    }

    private static Finding.Outcome outcome(ConformanceReport report, String rule) {
        return report.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    @DisplayName("is signed and verified by the command, with the digest of the artifact")
    void command() throws Exception {
        KeyPair key = newKey();
        Path secret = pem("PRIVATE KEY", key.getPrivate().getEncoded());
        Path open = pem("PUBLIC KEY", key.getPublic().getEncoded());
        Path other = pem("PUBLIC KEY", newKey().getPublic().getEncoded());
        report(Finding.Outcome.PASSED, Rule.Level.MUST).write(folder);
        Path jar = Files.writeString(folder.resolve("acme.jar"), "abc");
        String report = folder.resolve("acme.json").toString();
        assertThat(run("sign", report, secret.toString(), jar.toString())).isZero();
        Path envelope = folder.resolve("acme.dsse.json");
        assertThat(
                        ConformanceReport.verify(Files.readAllBytes(envelope), key.getPublic())
                                .artifact())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        said.reset();
        assertThat(run("verify", envelope.toString(), open.toString())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("**Conforms.**");
        assertThat(run("verify", envelope.toString(), other.toString())).isEqualTo(1);
        assertThat(run("verify", report, open.toString())).isEqualTo(2);
        assertThat(run("sign", report, open.toString(), jar.toString())).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("[ALM-TCK-003]");
        assertThat(run("sign", report, folder + "/none.pem", jar.toString())).isEqualTo(4);
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        PrintStream into = new PrintStream(said, true, StandardCharsets.UTF_8);
        return SignReport.run(arguments, into, into);
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        String text =
                "-----BEGIN "
                        + kind
                        + "-----\n"
                        + Base64.getEncoder().encodeToString(bytes)
                        + "\n-----END "
                        + kind
                        + "-----\n";
        return Files.writeString(Files.createTempFile(folder, "key", ".pem"), text);
    }
}
