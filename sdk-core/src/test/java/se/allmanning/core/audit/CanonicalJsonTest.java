/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.audit.CanonicalReader.NotCanonicalException;
import se.allmanning.core.home.Sha256;

@DisplayName("Canonical JSON")
class CanonicalJsonTest {

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(6);
            int c =
                    switch (kind) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\u007f\u2028\u00e5\u20ac".codePointAt(random.nextInt(7));
                        case 2 -> 0x10000 + random.nextInt(0x100000);
                        case 3 -> random.nextInt(0xd800);
                        default -> 'a' + random.nextInt(26);
                    };
            text.appendCodePoint(c);
        }
        return text.toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 3 : 5)) {
            case 0 -> text(random);
            case 1 -> (random.nextLong() >> random.nextInt(11, 63));
            case 2 -> random.nextBoolean();
            case 3 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> object(random, depth + 1);
        };
    }

    private static SortedMap<String, Object> object(Random random, int depth) {
        SortedMap<String, Object> object = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.put("k" + Integer.toString(random.nextInt(99), 36), value(random, depth));
        }
        return object;
    }

    @Test
    @DisplayName("is, for many random objects, what an independent implementation writes")
    void agrees() throws IOException {
        Random random = new Random(8785);
        for (int i = 0; i < 3_000; i++) {
            byte[] ours = CanonicalJson.bytes(object(random, 0));
            assertThat(new JsonCanonicalizer(ours).getEncodedUTF8()).isEqualTo(ours);
        }
    }

    @Test
    @DisplayName("is what an independent implementation writes, also for full records and lines")
    void records() throws IOException {
        for (int i = 0; i < 50; i++) {
            AuditRecord record =
                    Trails.call(i).detail("räknare".replace("ä", "a"), "å\u0001\n\"").build();
            byte[] ours = CanonicalJson.bytes(record.at(Trails.START).fields());
            assertThat(new JsonCanonicalizer(ours).getEncodedUTF8()).isEqualTo(ours);
            byte[] line =
                    ChainLine.record(Sha256.digest(), "0".repeat(28), Hashes.NONE, ours, i).line();
            byte[] withoutBreak = Arrays.copyOf(line, line.length - 1);
            assertThat(new JsonCanonicalizer(withoutBreak).getEncodedUTF8())
                    .isEqualTo(withoutBreak);
        }
    }

    @Test
    @DisplayName("is read back as what was written")
    void roundTrip() throws NotCanonicalException {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            SortedMap<String, Object> object = object(random, 0);
            assertThat(CanonicalReader.object(CanonicalJson.bytes(object))).isEqualTo(object);
        }
    }

    @Test
    @DisplayName("changed at random, is refused or reads as exactly what its canonical form says")
    void changed() {
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = CanonicalJson.bytes(object(random, 0));
            for (int change = 1 + random.nextInt(3); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(CanonicalJson.bytes(CanonicalReader.object(bytes))).isEqualTo(bytes);
            } catch (NotCanonicalException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                " {}",
                "{\"a\": 1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":9007199254740992}",
                "{\"a\":null}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u000A\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"",
                "{\"\":1}",
                "{\"\\u0061\":1}",
                "{\"å\":1}",
                "{\"a\":[1,]}",
                "{\"a\":tru}",
                "[]",
                "{\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]}",
                "{\"a\":-}",
                "{\"a\":}",
                "{\"a\":\"\\"
            })
    @DisplayName("that is not canonical is refused")
    void refused(String text) {
        assertThatThrownBy(() -> CanonicalReader.object(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NotCanonicalException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("with bytes that are no UTF-8 is refused")
    void notUtf8() {
        int[][] wrong = {
            {0x80},
            {0xc0, 0x80},
            {0xc3},
            {0xe0, 0x80, 0x80},
            {0xed, 0xa0, 0x80},
            {0xff},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf0, 0x80, 0x80, 0x80},
            {0xe2, 0x82},
            {0xc3, 0x28}
        };
        for (int[] sequence : wrong) {
            byte[] bytes = new byte[8 + sequence.length];
            byte[] before = "{\"a\":\"".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(before, 0, bytes, 0, 6);
            for (int i = 0; i < sequence.length; i++) {
                bytes[6 + i] = (byte) sequence[i];
            }
            bytes[bytes.length - 2] = '"';
            bytes[bytes.length - 1] = '}';
            assertThatThrownBy(() -> CanonicalReader.object(bytes))
                    .isInstanceOf(NotCanonicalException.class);
        }
    }
}
