/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A citation")
class CitationTest {

    private static final CanonicalText TEXT = CanonicalText.of("😀 Beslutet får överklagas.");

    private static Citation.Builder citation() {
        return Citation.builder()
                .document("lag.md")
                .digest(TEXT.digest())
                .title("Förvaltningslag (2017:900)")
                .section(List.of("Förvaltningslag (2017:900)", "40 §"))
                .quote(2, 10, "Beslutet");
    }

    @Test
    @DisplayName("resolves only in its own text, with its own words at its own place")
    void resolves() {
        assertThat(citation().build().resolvesIn(TEXT)).isTrue();
        assertThat(citation().quote(3, 11, "Beslutet").build().resolvesIn(TEXT)).isFalse();
        assertThat(citation().quote(2, 10, "beslutet").build().resolvesIn(TEXT)).isFalse();
        assertThat(citation().quote(20, 28, "Beslutet").build().resolvesIn(TEXT)).isFalse();
        assertThat(citation().build().resolvesIn(CanonicalText.of(TEXT.value() + " "))).isFalse();
    }

    @Test
    @DisplayName("has a label for people, which does not say the title twice")
    void label() {
        assertThat(citation().build().label()).isEqualTo("Förvaltningslag (2017:900), 40 §");
        assertThat(citation().page(7).build().label()).endsWith(", s. 7");
    }

    @Test
    @DisplayName("is refused when its parts cannot belong together")
    void impossible() {
        assertThatThrownBy(() -> citation().quote(2, 11, "Beslutet").build())
                .hasMessageContaining("8 code points");
        assertThatThrownBy(() -> citation().score(1.5).build()).hasMessageContaining("1.5");
        assertThatThrownBy(() -> citation().score(Double.NaN).build()).hasMessageContaining("NaN");
        assertThatThrownBy(() -> citation().digest("abc").build()).hasMessageContaining("64");
    }

    @Test
    @DisplayName("shows no words of the document in toString")
    void silent() {
        assertThat(citation().build().toString()).doesNotContain("Beslutet");
    }
}
