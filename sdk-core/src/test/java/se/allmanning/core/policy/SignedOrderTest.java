/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.service.AllmanningException;

@DisplayName("A crisis order and its keys")
class SignedOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00.5Z");
    private static final Operators PEOPLE = Operators.of(2);
    private static final CrisisOrder ORDER =
            CrisisOrder.of(NOW, Duration.ofHours(24), "elavbrott", new Random(5));

    @TempDir Path folder;

    private static SignedOrder envelope(String payload, String type) {
        String base64 =
                Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return parse(
                "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[]}"
                        .formatted(base64, type));
    }

    private static SignedOrder parse(String envelope) {
        return SignedOrder.parse(envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(String more) {
        return "{\"kind\":\"start\",\"id\":\"0123456789abcdef0123456789abcdef\",\"from\":"
                + "\"2026-11-22T07:00:00Z\",\"until\":\"2026-11-22T08:00:00Z\",\"reason\":\"x\""
                + more
                + "}";
    }

    @Test
    @DisplayName("survives the way over a file, with a signature added at each machine")
    void roundTrip() {
        SignedOrder a = SignedOrder.start(ORDER).signedBy(PEOPLE.signer(0));
        SignedOrder b = SignedOrder.parse(a.toBytes()).signedBy(PEOPLE.signer(1));
        SignedOrder c = SignedOrder.parse(b.toBytes());
        assertThat(c.declaration()).isEqualTo(ORDER);
        assertThat(c.toBytes()).isEqualTo(b.toBytes());
        assertThat(c.claimedSigners())
                .containsExactly(PEOPLE.signer(0).id(), PEOPLE.signer(1).id());
        assertThat(c.verify(PEOPLE.keys(2), 2)).hasSize(2);
        assertThat(c.signedBy(PEOPLE.signer(1)).claimedSigners()).hasSize(2);
        assertThat(c.toString()).doesNotContain("elavbrott");
    }

    @Test
    @DisplayName("is in the form that DSSE lays down, with keys that this version does not know")
    void form() {
        String file =
                new String(SignedOrder.start(ORDER).toBytes(), StandardCharsets.UTF_8)
                        .replace("{\"payload\"", "{\"later\":1,\"payload\"");
        assertThat(file).contains("\"payloadType\":\"application/vnd.allmanning.crisis+json\"");
        assertThat(parse(file).declaration()).isEqualTo(ORDER);
        assertThat(ORDER.from()).isEqualTo("2026-11-22T07:00:00Z");
    }

    @Test
    @DisplayName("a signature over the payload alone, or over another type, is none")
    void preAuthentication() {
        byte[] payload = payload("").getBytes(StandardCharsets.UTF_8);
        CrisisSigner signer = PEOPLE.signer(0);
        String envelope =
                "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[{\"keyid\":\"%s\",\"sig\":\"%s\"}]}"
                        .formatted(
                                Base64.getEncoder().encodeToString(payload),
                                SignedOrder.PAYLOAD_TYPE,
                                signer.id(),
                                Base64.getEncoder().encodeToString(signer.sign(payload)));
        assertThatThrownBy(() -> parse(envelope).verify(PEOPLE.keys(1), 1))
                .hasMessageContaining("ALM-CRI-005");
        byte[] pae =
                ("DSSEv1 38 application/vnd.allmanning.crisis+json "
                                + payload.length
                                + " "
                                + payload(""))
                        .getBytes(StandardCharsets.UTF_8);
        String right =
                envelope.replaceAll(
                        "\"sig\":\"[^\"]*\"",
                        "\"sig\":\"" + Base64.getEncoder().encodeToString(signer.sign(pae)) + "\"");
        assertThat(parse(right).verify(PEOPLE.keys(1), 1)).containsExactly(signer.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"payload\":\"\",\"payload\":\"\"}",
                "{\"payload\":1,\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":[]}",
                "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":{}}",
                "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":[1]}",
                "{\"payload\":\"%%%\",\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":[]}",
                "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":[]}",
                "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.allmanning.crisis+json\",\"signatures\":[]} x"
            })
    @DisplayName("what is no order is refused, with nothing of it in the message")
    void noOrder(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(AllmanningException.class)
                .hasMessageStartingWith("This is no crisis order: ")
                .hasMessageEndingWith("[ALM-CRI-002]");
    }

    @Test
    @DisplayName("a payload has its own keys once each, in the right form, and no other")
    void payloads() {
        String type = SignedOrder.PAYLOAD_TYPE;
        assertThat(envelope(payload(""), type).declaration()).isNotNull();
        for (String wrong :
                List.of(
                        payload(",\"extra\":1"),
                        payload(",\"reason\":\"y\""),
                        payload("").replace("start", "begin"),
                        payload("").replace("0123", "../3"),
                        payload("").replace("T08:00:00Z", "T08:00:00.1Z"),
                        payload("").replace("T08", "T07"),
                        payload("").replace("T08:00:00Z", ""),
                        payload("").replace("\"x\"", "\" \""),
                        payload("").replace("\"x\"", "\"a\\nb\""),
                        payload("").replace("\"x\"", "\"" + "x".repeat(501) + "\""))) {
            assertThatThrownBy(() -> envelope(wrong, type))
                    .as(wrong)
                    .hasMessageContaining("ALM-CRI-002");
        }
        assertThatThrownBy(() -> envelope(payload(""), "application/json"))
                .hasMessageContaining("\"payloadType\" is not application/vnd.allmanning.crisis");
    }

    @Test
    @DisplayName("bytes at random and orders with one bit turned never pass")
    void fuzz() {
        Random random = new Random(3);
        byte[] good =
                SignedOrder.start(ORDER)
                        .signedBy(PEOPLE.signer(0))
                        .signedBy(PEOPLE.signer(1))
                        .toBytes();
        CrisisKeys keys = PEOPLE.keys(2);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                SignedOrder parsed = SignedOrder.parse(bad);
                parsed.verify(keys, 2);
                // Only what is outside of all that is signed can have changed.
                assertThat(parsed.declaration()).isEqualTo(ORDER);
            } catch (AllmanningException e) {
                assertThat(e.code()).startsWith("ALM-CRI-00");
            }
        }
    }

    @Test
    @DisplayName("keys are read from PEM files, in raw and X.509 form, and count once")
    void keys() throws IOException {
        List<Path> files = List.of(PEOPLE.publicFile(folder, 0), PEOPLE.publicFile(folder, 1));
        CrisisKeys keys = CrisisKeys.read(files, 2, Duration.ofHours(1));
        assertThat(keys.ids()).containsExactly(PEOPLE.signer(0).id(), PEOPLE.signer(1).id());
        assertThat(keys.publicKeys()).allMatch(key -> key.length == 32);
        CrisisKeys same =
                new CrisisKeys(
                        List.of(keys.publicKeys().get(0), PEOPLE.x509(0)), 1, Duration.ofHours(1));
        assertThat(same.ids()).hasSize(1);
        assertThat(CrisisSigner.read(PEOPLE.privateFile(folder, 1)).id())
                .isEqualTo(PEOPLE.signer(1).id());
    }

    @Test
    @DisplayName("keys that could count twice, are of nobody, or are too few are refused")
    void wrongKeys() throws Exception {
        byte[] notCanonical = new byte[32];
        java.util.Arrays.fill(notCanonical, (byte) 0xFF);
        notCanonical[31] = 0x7F;
        byte[] smallOrder = new byte[32];
        smallOrder[0] = 1;
        byte[] rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
        for (byte[] wrong : List.of(new byte[31], new byte[32], notCanonical, smallOrder, rsa)) {
            assertThatThrownBy(() -> new CrisisKeys(List.of(wrong), 1, Duration.ofHours(1)))
                    .hasMessageContaining("ALM-CRI-001");
        }
        byte[] one = PEOPLE.x509(0);
        assertThatThrownBy(() -> new CrisisKeys(List.of(one, one), 2, Duration.ofHours(1)))
                .hasMessageContaining("2 must sign, and there are 1 different keys");
        assertThatThrownBy(() -> new CrisisKeys(List.of(one), 0, Duration.ofHours(1)))
                .hasMessageContaining("\"needed\" is 0");
        assertThatThrownBy(() -> new CrisisKeys(List.of(one), 1, Duration.ofHours(73)))
                .hasMessageContaining("PT73H");
        assertThatThrownBy(() -> new CrisisKeys(List.of(one), 1, Duration.ZERO))
                .hasMessageContaining("ALM-CRI-001");
        Path none = Files.writeString(folder.resolve("none.pem"), "hello");
        assertThatThrownBy(() -> CrisisKeys.read(List.of(none), 1, Duration.ofHours(1)))
                .hasMessageContaining("none.pem is no PEM file");
        assertThatThrownBy(() ->
                        CrisisKeys.read(List.of(folder.resolve("gone")), 1, Duration.ofHours(1)))
                .hasMessageContaining("NoSuchFileException");
    }

    @Test
    @DisplayName("a private key that others may read, or that is something else, is not used")
    void privateKeys() throws IOException {
        Path file = PEOPLE.privateFile(folder, 0);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> CrisisSigner.read(file))
                .hasMessageContaining("others than its owner have rights")
                .hasMessageContaining("ALM-CRI-003");
        Path open = PEOPLE.publicFile(folder, 0);
        assertThatThrownBy(() -> CrisisSigner.read(open)).hasMessageContaining("no private key");
        assertThatThrownBy(() -> CrisisSigner.read(folder.resolve("gone")))
                .hasMessageContaining("does not exist");
    }
}
