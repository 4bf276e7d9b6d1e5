/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.core.trust.certify.SigningKey;

@DisplayName("Ed25519 at its edges")
class Ed25519Test {

    private static final BigInteger P = Ed25519.P;
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger D =
            BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

    /** A point of the curve, by the formulas of RFC 8032, section 5.1.4, in plain numbers. */
    private record Point(BigInteger x, BigInteger y) {

        static final Point ZERO = new Point(BigInteger.ZERO, ONE);

        Point plus(Point o) {
            BigInteger product = D.multiply(x).multiply(o.x).multiply(y).multiply(o.y).mod(P);
            BigInteger px =
                    x.multiply(o.y)
                            .add(y.multiply(o.x))
                            .multiply(ONE.add(product).modInverse(P))
                            .mod(P);
            BigInteger py =
                    y.multiply(o.y)
                            .add(x.multiply(o.x))
                            .multiply(ONE.subtract(product).modInverse(P))
                            .mod(P);
            return new Point(px, py);
        }

        Point times(BigInteger scalar) {
            Point sum = ZERO;
            for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (scalar.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        byte[] encoded() {
            return littleEndian(x.testBit(0) ? y.setBit(255) : y);
        }

        static Point of(BigInteger y) {
            BigInteger y2 = y.multiply(y).mod(P);
            BigInteger x2 = y2.subtract(ONE).multiply(D.multiply(y2).add(ONE).modInverse(P)).mod(P);
            BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
            if (!x.multiply(x).mod(P).equals(x2)) {
                BigInteger i = BigInteger.TWO.modPow(P.subtract(ONE).shiftRight(2), P);
                x = x.multiply(i).mod(P);
            }
            return x.multiply(x).mod(P).equals(x2) ? new Point(x, y) : null;
        }
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static BigInteger number(byte[] bytes, int offset) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 31; i >= 0; i--) {
            number = number.shiftLeft(8).or(BigInteger.valueOf(bytes[offset + i] & 0xff));
        }
        return number;
    }

    /** The points of small order: a point outside the main group, times that group's order. */
    private static Set<Point> smallOrder() {
        Random random = new Random(1);
        Set<Point> points = new HashSet<>();
        while (points.size() < 8) {
            Point any = Point.of(new BigInteger(254, random));
            if (any != null) {
                Point small = any.times(Ed25519.L);
                for (int i = 0; i < 8; i++) {
                    points.add(small.times(BigInteger.valueOf(i)));
                }
            }
        }
        return points;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + " 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    @DisplayName("vectors 1 to 3 of RFC 8032 hold, and not with one bit changed")
    void rfc8032(String key, String message, String signature) {
        VerifyingKey verifying = VerifyingKey.of(hex(key), "it");
        byte[] signed = hex(signature);
        assertThat(verifying.verifies(signed, hex(message))).isTrue();
        for (int bit = 0; bit < 512; bit += 37) {
            byte[] changed = signed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifying.verifies(changed, hex(message))).as("bit %d", bit).isFalse();
        }
        assertThat(verifying.verifies(signed, hex(message + "00"))).isFalse();
    }

    @Test
    @DisplayName("an S that is not canonical is refused, though it fits the same equation")
    void nonCanonicalS() {
        SigningKey key = SigningKey.generate();
        Envelope document = Envelope.unsigned("catalog", new byte[] {'{', '}'});
        byte[] good = key.sign(document).signatures().get(0).value();
        byte[][] parts = {document.authenticatedHeader(), document.payload()};
        assertThat(key.verifyingKey().verifies(good, parts)).isTrue();
        byte[] other = good.clone();
        BigInteger s = number(good, 32).add(Ed25519.L);
        System.arraycopy(littleEndian(s), 0, other, 32, 32);
        assertThat(key.verifyingKey().verifies(other, parts)).isFalse();
        assertThat(Ed25519.faultOfSignature(other)).hasValue("its S is not canonical");
    }

    @Test
    @DisplayName("all eight points of small order are refused as keys, canonical or not")
    void smallOrderKeys() {
        Set<Point> points = smallOrder();
        assertThat(points)
                .hasSize(8)
                .allMatch(p -> p.times(BigInteger.valueOf(8)).equals(Point.ZERO));
        Set<String> encodings = new TreeSet<>();
        for (Point point : points) {
            byte[] plain = point.encoded();
            for (int sign : new int[] {0, 0x80}) {
                byte[] signed = plain.clone();
                signed[31] = (byte) ((signed[31] & 0x7f) | sign);
                encodings.add(HexFormat.of().formatHex(signed));
                BigInteger beyond = point.y().add(P);
                if (beyond.bitLength() <= 255) {
                    byte[] wide = littleEndian(beyond);
                    wide[31] = (byte) (wide[31] | sign);
                    encodings.add(HexFormat.of().formatHex(wide));
                }
            }
        }
        assertThat(encodings).hasSize(14);
        for (String encoding : encodings) {
            assertThatThrownBy(() -> VerifyingKey.of(hex(encoding), "it"))
                    .as(encoding)
                    .isInstanceOf(TrustException.class)
                    .hasMessageContaining("it holds or names a key that cannot be trusted")
                    .hasMessageMatching(
                            ".*(a point of small order|its encoding is not canonical).*")
                    .hasMessageEndingWith("[ALM-TRU-003]");
        }
    }

    @Test
    @DisplayName("a signature whose R is of small order or not canonical is refused")
    void smallOrderR() {
        VerifyingKey key = SigningKey.generate().verifyingKey();
        for (Point point : smallOrder()) {
            byte[] signature = new byte[64];
            System.arraycopy(point.encoded(), 0, signature, 0, 32);
            assertThat(Ed25519.faultOfSignature(signature))
                    .hasValue("of its R, it is a point of small order");
            assertThat(key.verifies(signature, new byte[0])).isFalse();
        }
        byte[] wide = new byte[64];
        System.arraycopy(littleEndian(P.add(BigInteger.valueOf(4))), 0, wide, 0, 32);
        assertThat(Ed25519.faultOfSignature(wide))
                .hasValue("of its R, its encoding is not canonical");
    }

    @Test
    @DisplayName("a forger's key of small order would have signed anything: it never becomes a key")
    void forgeryWithSmallOrderKey() {
        byte[] identity = Point.ZERO.encoded();
        assertThatThrownBy(() -> VerifyingKey.of(identity, "it"))
                .hasMessageContaining("it is a point of small order");
    }

    @Test
    @DisplayName("keys and signatures of another length are refused")
    void lengths() {
        for (int length : new int[] {0, 1, 31, 33, 64}) {
            assertThatThrownBy(() -> VerifyingKey.of(new byte[length], "it"))
                    .hasMessageContaining("it has " + length + " bytes and not 32");
        }
        VerifyingKey key = SigningKey.generate().verifyingKey();
        for (int length : new int[] {0, 32, 63, 65}) {
            assertThat(key.verifies(new byte[length], new byte[0])).isFalse();
        }
    }

    @Test
    @DisplayName(
            "numbers that are no point of the curve, or no number below the prime, are no keys")
    void noPoints() {
        List<String> faults = new ArrayList<>();
        for (int y = 2; y < 40; y++) {
            BigInteger number = BigInteger.valueOf(y);
            boolean point = Point.of(number) != null;
            boolean taken = Ed25519.faultOfKey(littleEndian(number)).isEmpty();
            assertThat(taken).as("y = %d", y).isEqualTo(point);
            if (!taken) {
                faults.add(Ed25519.faultOfKey(littleEndian(number)).orElseThrow());
            }
        }
        assertThat(faults).isNotEmpty().containsOnly("it is no point of the curve");
        for (int above = 0; above < 19; above++) {
            assertThat(Ed25519.faultOfKey(littleEndian(P.add(BigInteger.valueOf(above)))))
                    .hasValue("its encoding is not canonical");
        }
    }

    @Test
    @DisplayName("a key's id is the SHA-256 of its bytes, and a PEM file holds the same key")
    void ids() {
        byte[] raw = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        VerifyingKey key = VerifyingKey.of(raw, "it");
        assertThat(key.id())
                .isEqualTo("21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9");
        assertThat(VerifyingKey.ofPem(key.pem(), "it")).isEqualTo(key);
        assertThat(key.pem()).startsWith("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA");
        assertThatThrownBy(() -> VerifyingKey.ofPem("no key", "a.pem"))
                .hasMessageContaining("a.pem holds or names a key")
                .hasMessageContaining("it is no PEM file with a PUBLIC KEY");
        assertThatThrownBy(() ->
                        VerifyingKey.ofPem(
                                Pem.encode("x".getBytes(StandardCharsets.UTF_8), "PUBLIC KEY"),
                                "a.pem"))
                .hasMessageContaining("it is a key of another kind than Ed25519");
    }
}
