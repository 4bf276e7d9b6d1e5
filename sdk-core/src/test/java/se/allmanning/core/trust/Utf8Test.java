/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of UTF-8")
class Utf8Test {

    private static int decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isError() ? in.position() : -1;
    }

    @Test
    @DisplayName("says what the platform's decoder says, of every text of up to three bytes")
    void shortTexts() {
        for (int first = 0x7F; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                byte[] two = {(byte) first, (byte) second};
                assertThat(Utf8.malformedAt(two)).isEqualTo(decoded(two));
                for (int third : new int[] {0x00, 0x7F, 0x80, 0x8F, 0x90, 0xA0, 0xBF, 0xC0, 0xFF}) {
                    byte[] three = {(byte) first, (byte) second, (byte) third};
                    assertThat(Utf8.malformedAt(three)).isEqualTo(decoded(three));
                }
            }
        }
    }

    @Test
    @DisplayName("says what the platform's decoder says, of text with bytes changed")
    void changed() {
        Random random = new Random(7);
        String[] parts = {"abcdefgh", "å", "€", "𝄞", "\u07ff", "\uffff", "x"};
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int expected = decoded(bytes);
            refused += expected >= 0 ? 1 : 0;
            assertThat(Utf8.malformedAt(bytes)).isEqualTo(expected);
        }
        assertThat(refused).isBetween(2_000, 18_000);
    }
}
