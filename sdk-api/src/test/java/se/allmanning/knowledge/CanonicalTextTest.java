/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A canonical text")
class CanonicalTextTest {

    @Test
    @DisplayName("is composed, with one kind of line end and no invisible characters")
    void canonicalForm() {
        assertThat(CanonicalText.of("A\u030A\r\nb\rc\u2028d\u00ADe\u200Bf\uFEFF\u0000\tg").value())
                .isEqualTo("Å\nb\nc\ndef\tg");
    }

    @Test
    @DisplayName("composes what meets when an invisible character between is removed")
    void composesAcrossRemoved() {
        assertThat(CanonicalText.of("a\u00AD\u030A").value()).isEqualTo("å");
    }

    @Test
    @DisplayName("in canonical form already stays the same, whatever it was made of")
    void idempotent() {
        Random random = new Random(3);
        String alphabet = "aåÄ\u030A\u0308\r\n\t\f\u00AD\u200B😀\uD83D\uDE00 §";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder raw = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            CanonicalText once = CanonicalText.of(raw.toString());
            assertThat(CanonicalText.of(once.value())).isEqualTo(once);
        }
    }

    @Test
    @DisplayName("counts code points, not UTF-16 units")
    void codePoints() {
        CanonicalText text = CanonicalText.of("a😀b");
        assertThat(text.length()).isEqualTo(3);
        assertThat(text.slice(1, 3)).isEqualTo("😀b");
        assertThatThrownBy(() -> text.slice(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("has the SHA-256 of its UTF-8 bytes as digest, and shows nothing else")
    void digest() {
        CanonicalText text = CanonicalText.of("abc");
        assertThat(text.digest())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(CanonicalText.of("hemligt")).asString().doesNotContain("hemligt");
    }
}
