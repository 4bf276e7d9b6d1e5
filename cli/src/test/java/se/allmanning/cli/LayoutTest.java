/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text on the screen")
class LayoutTest {

    @Test
    @DisplayName("is broken between words, indented, at the width")
    void wraps() {
        assertThat(Layout.wrap("åtta ålar äter öl", 11, "  "))
                .containsExactly("  åtta ålar", "  äter öl");
    }

    @Test
    @DisplayName("keeps its own line breaks")
    void keepsLineBreaks() {
        assertThat(Layout.wrap("ett\ntvå  tre\n\nfyra\n", 80, " "))
                .containsExactly(" ett", " två tre", "", " fyra");
    }

    @Test
    @DisplayName("gives a word that is longer than the line a line of its own")
    void longWord() {
        assertThat(Layout.wrap("en realisationsvinstbeskattning till", 10, ""))
                .containsExactly("en", "realisationsvinstbeskattning", "till");
    }

    @Test
    @DisplayName("counts a letter outside the basic plane as one column")
    void countsCodePoints() {
        assertThat(Layout.wrap("😀😀 😀😀", 5, "")).containsExactly("😀😀 😀😀");
    }

    @Test
    @DisplayName("has numbers with a decimal comma")
    void numbers() {
        assertThat(Layout.decimal(0.8349, 2)).isEqualTo("0,83");
        assertThat(Layout.percent(0.8349)).isEqualTo("83,5 %");
        assertThat(Layout.bytes(1)).isEqualTo("1 kB");
        assertThat(Layout.bytes(389_423)).isEqualTo("390 kB");
        assertThat(Layout.bytes(2_340_000)).isEqualTo("2,3 MB");
    }
}
