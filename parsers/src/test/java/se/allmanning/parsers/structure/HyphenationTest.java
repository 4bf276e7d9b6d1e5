/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Joining lines")
class HyphenationTest {

    private final Hyphenation hyphenation = new Hyphenation();

    @BeforeEach
    void learn() {
        hyphenation.learn(
                "Kommunen har ett e-arkiv och en IT-strategi för för- och grundskolan.", false);
        hyphenation.learn("Den icke-kommersiella verksamheten. WEBBPLATSEN och E-TJÄNSTEN.", false);
    }

    @ParameterizedTest
    @CsvSource({
        "i kommu-, nen är, i kommunen är",
        "ett e-, arkiv, ett e-arkiv",
        "en IT-, strategi, en IT-strategi",
        "all EU-, rätt, all EU-rätt",
        "en AI-, modell, en AI-modell",
        "på 1990-, talet, på 1990-talet",
        "barn-, och unga, barn- och unga",
        "mark-, eller vatten, mark- eller vatten",
        "den icke-, kommersiella, den icke-kommersiella",
        "i Väst-, Sverige, i Väst-Sverige",
        "KOMMU-, NEN, KOMMUNEN",
        "en helt okän-, d sak, en helt okänd sak",
        "hel mening., Nästa, hel mening. Nästa",
        "åren 1990–, 2000, åren 1990–2000",
        "text –, mer text, text – mer text",
        "www.lill-, koping.se, www.lill-koping.se",
        "f-, skatt, f-skatt"
    })
    @DisplayName("divided words lose their hyphen, others keep it")
    void joins(String line, String next, String joined) {
        assertThat(hyphenation.join(line, next)).isEqualTo(joined);
    }

    @Test
    @DisplayName("a soft hyphen at the end always divides a word")
    void soft() {
        assertThat(hyphenation.join("EU\u00AD", "rätt")).isEqualTo("EUrätt");
    }

    @Test
    @DisplayName("what the document itself writes decides")
    void evidence() {
        assertThat(hyphenation.join("ett väg-", "nät")).isEqualTo("ett vägnät");
        hyphenation.learn("Ett väg-nät och åter ett väg-nät.", false);
        assertThat(hyphenation.join("ett väg-", "nät")).isEqualTo("ett väg-nät");
    }
}
