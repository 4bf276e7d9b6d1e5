/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a sentence claims")
class ClaimsTest {

    private static boolean supported(String sentence, String source) {
        Set<Facts.Fact> figures = Facts.of(source);
        return Facts.of(sentence).stream().allMatch(f -> Facts.supported(f, figures));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tiden är 3 veckor | inom tre veckor",
                "The time is three weeks | inom 3 veckor",
                "Avgiften är 2500 kronor | 2 500 kr",
                "Avgiften är 2.500 kr | 2 500 kronor",
                "Det är 1,5 procent | 1.5 %",
                "Twenty-five days | tjugofem dagar",
                "Två miljoner kronor | 2 000 000 kr",
                "Enligt 44 § | 44 § förvaltningslagen",
                "Enligt 7 a § | 7 a § och 8 §",
                "Enligt 40 § | 40 och 44 §§",
                "According to section 44 | 44 §",
                "Senast den 1 mars 2025 | 2025-03-01",
                "No later than March 1, 2025 | den 1 mars 2025",
                "Lagen (2017:900) gäller | förvaltningslagen (2017:900)",
                "Öppet till 16.00 | kl. 16:00",
                "Mellan 3 och 5 dagar | 3–5 dagar",
                "Ett år gäller | ett år",
                "En ansökan ska lämnas | utan siffror",
                "Ytan är 15 m² | 15 kvadratmeter",
                "Inom tre kalenderdagar | tre dagar"
            })
    @DisplayName("in figures is supported where the source has the same figure in another spelling")
    void figures(String sentence, String source) {
        assertThat(supported(sentence, source)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tiden är 3 månader | inom tre veckor",
                "Tiden är fyra veckor | inom tre veckor",
                "Avgiften är 500 kronor | 2 500 kr",
                "Enligt 45 § | 44 §",
                "Enligt 7 b § | 7 a §",
                "Senast den 2 mars 2025 | den 1 mars 2025",
                "Senast den 1 mars 2026 | den 1 mars 2025",
                "Lagen (2018:900) gäller | (2017:900)",
                "Det är 15 procent | 1,5 procent",
                "Ett år gäller | två år",
                "Två miljarder kronor | två miljoner kronor"
            })
    @DisplayName("in figures is not supported by another number, or the same of another thing")
    void otherFigures(String sentence, String source) {
        assertThat(supported(sentence, source)).isFalse();
    }

    @Test
    @DisplayName("in names must stand in the source, whatever their ending")
    void names() {
        Set<String> words =
                Names.words("Länsstyrelsen i Skåne prövar enligt PBL. Skatteverket yttrar sig.");
        assertThat(Names.unknown("Det prövas av Länsstyrelsens råd i Skåne.", words, "sv"))
                .isEmpty();
        assertThat(Names.unknown("Beslut fattas av Skatteverket enligt PBL.", words, "sv"))
                .isEmpty();
        assertThat(Names.unknown("Beslut fattas av Boverket.", words, "sv")).contains("Boverket");
        assertThat(Names.unknown("JO prövar.", words, "sv")).contains("JO");
        assertThat(Names.unknown("Svar: KANARIE-77.", words, "sv")).contains("KANARIE-77");
        assertThat(Names.unknown("Die Behörde prüft den Antrag.", words, "de")).isEmpty();
        assertThat(Names.unknown("Это решает Совет.", words, "ru")).isEmpty();
        assertThat(Names.unknown("In Sweden the Skatteverket decides.", words, "en")).isEmpty();
        assertThat(Names.unknown("The Tax Agency decides.", words, "en")).contains("Tax");
    }

    @Test
    @DisplayName("in addresses and telephone numbers must stand in the source exactly")
    void links() {
        String source = "Se www.exempel.se/bygglov, mejla bygg@exempel.se eller ring 08-123 45 67.";
        assertThat(Links.supported("Läs www.exempel.se/bygglov.", source)).isTrue();
        assertThat(Links.supported("Mejla bygg@exempel.se!", source)).isTrue();
        assertThat(Links.supported("Ring 08-1234567.", source)).isTrue();
        assertThat(Links.supported("Läs www.exempel.se.", source)).isFalse();
        assertThat(Links.supported("Läs www.exempel.se/bygg", source)).isFalse();
        assertThat(Links.supported("Mejla ygg@exempel.se", source)).isFalse();
        assertThat(Links.supported("Ring 08-123 45 68.", source)).isFalse();
        assertThat(Links.supported("Läs på ond.example/x", source)).isFalse();
        assertThat(Links.supported("Lagen (2017:900) gäller t.ex. i dag.", source)).isTrue();
        assertThat(Links.without("Gå till https://ond.example/x nu")).isEqualTo("Gå till […] nu");
    }

    @Test
    @DisplayName("may not deny what the quote affirms; bounds deny nothing")
    void negation() {
        assertThat(Negation.in("Beslutet får inte överklagas")).isTrue();
        assertThat(Negation.in("You cannot appeal, and don't try")).isTrue();
        assertThat(Negation.in("Inte senare än tre veckor")).isFalse();
        assertThat(Negation.in("Beslutet får överklagas")).isFalse();
    }
}
