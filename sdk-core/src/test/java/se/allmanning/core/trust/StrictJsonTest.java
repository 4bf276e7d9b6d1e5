/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.trust.certify.SigningKey;

@DisplayName("The traps of canonicalisation: one document, one meaning")
class StrictJsonTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(byte[] bytes, String fault) {
        for (Set<String> opaque : List.of(Set.<String>of(), Set.of("models"))) {
            assertThatThrownBy(() -> StrictJson.object(bytes, "it", opaque))
                    .isInstanceOf(TrustException.class)
                    .hasMessageStartingWith("it is not well-formed: ")
                    .hasMessageContaining(fault)
                    .hasMessageEndingWith("[ALM-TRU-001]");
        }
    }

    @Test
    @DisplayName("a key that stands twice is refused, at any depth and however it is written")
    void duplicateKeys() {
        refused(utf8("{\"a\":1,\"a\":1}"), "a key stands twice in one object");
        refused(utf8("{\"a\":1,\"\\u0061\":2}"), "a key stands twice in one object");
        refused(utf8("{\"models\":[{\"x\":{\"a\":1,\"b\":2,\"a\":3}}]}"), "a key stands twice");
        refused(utf8("{\"models\":[],\"mod\\u0065ls\":[]}"), "a key stands twice");
    }

    @Test
    @DisplayName("a fault never quotes what it found")
    void noContent() {
        assertThatThrownBy(() -> StrictJson.object(utf8("{\"secret\":1,\"secret\":2}"), "it"))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> StrictJson.object(utf8("{\"a\": secret}"), "it"))
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("composed and decomposed letters are different texts and different keys")
    void unicodeForms() {
        String composed = "\u00e5";
        String decomposed = "a\u030a";
        var object =
                StrictJson.object(
                        utf8("{\"" + composed + "\":\"1\",\"" + decomposed + "\":\"2\"}"), "it");
        assertThat(object.size()).isEqualTo(2);
        assertThat(object.get(composed).asText()).isEqualTo("1");
        assertThat(object.get(decomposed).asText()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1e0",
                "1E0",
                "10e-1",
                "-1",
                "-0",
                "0",
                "9007199254740992",
                "99999999999999999999999999",
                "\"1\"",
                "true",
                "null",
                "[1]"
            })
    @DisplayName("a version is a whole number in digits alone")
    void numberForms(String form) {
        Fields fields = new Fields(StrictJson.object(utf8("{\"v\":" + form + "}"), "it"), "it");
        assertThatThrownBy(() -> fields.integer("v"))
                .hasMessageContaining("\"v\" is not a whole number from 1 to 9007199254740991")
                .hasMessageEndingWith("[ALM-TRU-001]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "0x1", "1.", ".1", "NaN", "Infinity", "1_000"})
    @DisplayName("what is no number of JSON is refused")
    void noNumbers(String form) {
        refused(utf8("{\"v\":" + form + "}"), "it is not JSON");
    }

    @Test
    @DisplayName("the greatest version is one that every reader keeps exactly")
    void greatestVersion() {
        var object = StrictJson.object(utf8("{\"v\":9007199254740991}"), "it");
        assertThat(new Fields(object, "it").integer("v")).isEqualTo((1L << 53) - 1);
    }

    @Test
    @DisplayName("nothing may follow the document, but white space")
    void trailingBytes() {
        refused(utf8("{} {}"), "more follows after its end");
        refused(utf8("{}x"), "it is not JSON");
        refused(new byte[] {'{', '}', 0}, "it is not JSON");
        assertThat(StrictJson.object(utf8(" {}\n"), "it")).isEmpty();
    }

    @Test
    @DisplayName("a byte order mark is refused, and so are UTF-16 and UTF-32")
    void encodings() {
        refused(utf8("\ufeff{}"), "it begins with a byte order mark");
        for (String name : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
            byte[] bytes = "{\"a\":1}".getBytes(Charset.forName(name));
            refused(bytes, "it is not");
        }
    }

    @Test
    @DisplayName("bytes that are no UTF-8 are refused: cut off, overlong, surrogates, out of range")
    void invalidUtf8() {
        for (int[] bad :
                new int[][] {
                    {0xC3},
                    {0x80},
                    {0xC0, 0xAF},
                    {0xE0, 0x80, 0xAF},
                    {0xED, 0xA0, 0x80},
                    {0xF4, 0x90, 0x80, 0x80},
                    {0xFF},
                    {0xF8, 0x88, 0x80, 0x80, 0x80}
                }) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(utf8("{\"a\":\""));
            for (int b : bad) {
                bytes.write(b);
            }
            bytes.writeBytes(utf8("\"}"));
            refused(bytes.toByteArray(), "it is not UTF-8 at byte 6");
        }
    }

    @Test
    @DisplayName("a hundred thousand arrays in one another are refused, and do no harm")
    void deepNesting() {
        refused(utf8("{\"models\":" + "[".repeat(100_000)), "it nests deeper than 64");
        refused(utf8("{\"a\":".repeat(100_000)), "it nests deeper than 64");
        String deepest = "{\"models\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(StrictJson.object(utf8(deepest), "it", Set.of("models"))).isEmpty();
    }

    @Test
    @DisplayName("what is no object, or cut off anywhere, is refused")
    void noObject() {
        for (String text : List.of("", "[]", "null", "1", "\"a\"", "{", "{\"a\"", "{\"a\":1,}")) {
            assertThatThrownBy(() -> StrictJson.object(utf8(text), "it"))
                    .isInstanceOf(TrustException.class);
        }
    }

    @Test
    @DisplayName("spaces and the order of keys are signed as they are: nothing is made canonical")
    void exactBytes() {
        SigningKey key = SigningKey.generate();
        byte[] payload = utf8("{ \"b\" : 1 ,\n\"a\":\"\\u00e5\" }");
        Envelope signed = key.sign(Envelope.unsigned("catalog", payload));
        Envelope read = Envelope.parse(signed.toBytes(), "it");
        assertThat(read.payload()).isEqualTo(payload);
        RoleKeys keys = RoleKeys.of(List.of(key.verifyingKey()), 1);
        assertThat(keys.isSigned(read)).isTrue();
        Envelope compact = Envelope.unsigned("catalog", utf8("{\"b\":1,\"a\":\"å\"}"));
        assertThat(keys.isSigned(compact.with(signed.signatures().get(0)))).isFalse();
    }

    @Test
    @DisplayName("the encoding that is signed is DSSE's, with its example")
    void preAuthenticationEncoding() {
        byte[] body = utf8("hello world");
        String file =
                "{\"payload\":\"aGVsbG8gd29ybGQ=\",\"payloadType\":\"http://example.com/HelloWorld\","
                        + "\"signatures\":[]}";
        Envelope envelope = Envelope.parse(utf8(file), "it");
        assertThat(envelope.payload()).isEqualTo(body);
        assertThat(
                        new String(envelope.authenticatedHeader(), StandardCharsets.UTF_8)
                                + "hello world")
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    @DisplayName("the payload's type is signed with it")
    void typeIsSigned() {
        SigningKey key = SigningKey.generate();
        Envelope signed = key.sign(Envelope.unsigned("snapshot", utf8("{}")));
        Envelope other =
                Envelope.unsigned("timestamp", utf8("{}")).with(signed.signatures().get(0));
        assertThat(RoleKeys.of(List.of(key.verifyingKey()), 1).isSigned(other)).isFalse();
    }

    @Test
    @DisplayName("an envelope takes both alphabets of base64, escaped slashes and unknown keys")
    void envelopeForms() {
        byte[] payload = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe};
        String standard = Base64.getEncoder().encodeToString(payload);
        String url = Base64.getUrlEncoder().encodeToString(payload);
        for (String text : List.of(standard, url, standard.replace("/", "\\/"))) {
            Envelope envelope =
                    Envelope.parse(
                            utf8(
                                    "{\"x\":[{}],\"signatures\":[],\"payload\" : \""
                                            + text
                                            + "\",\"payloadType\":\"å\"}"),
                            "it");
            assertThat(envelope.payload()).as(text).isEqualTo(payload);
        }
        for (String text : List.of("a", "aGVs bG8=", "åäö", "aGVsbG8=x")) {
            assertThatThrownBy(() ->
                            Envelope.parse(
                                    utf8(
                                            "{\"payload\":\""
                                                    + text
                                                    + "\",\"payloadType\":\"t\","
                                                    + "\"signatures\":[]}"),
                                    "it"))
                    .hasMessageContaining("its base64 is damaged");
        }
    }

    @Test
    @DisplayName("an envelope changed anywhere is refused or holds what was signed, never else")
    void changedEnvelopes() {
        SigningKey key = SigningKey.generate();
        RoleKeys keys = RoleKeys.of(List.of(key.verifyingKey()), 1);
        Envelope good = key.sign(Envelope.unsigned("catalog", utf8("{\"version\":1}")));
        byte[] file = good.toBytes();
        Random random = new Random(7);
        int held = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] changed = file.clone();
            int change = random.nextInt(3);
            int at = random.nextInt(file.length);
            changed[at] = (byte) (change == 0 ? random.nextInt(256) : changed[at] ^ 1 << change);
            byte[] offered = change == 2 ? Arrays.copyOf(changed, at) : changed;
            try {
                Envelope envelope = Envelope.parse(offered, "it");
                if (keys.isSigned(envelope)) {
                    held++;
                    assertThat(envelope.payload()).isEqualTo(good.payload());
                }
            } catch (TrustException e) {
                assertThat(e.code()).isEqualTo("ALM-TRU-001");
            }
        }
        assertThat(held).as("such as a byte replaced by itself").isLessThan(300);
    }
}
