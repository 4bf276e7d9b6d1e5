/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an answer is expected to hold")
class ExpectationTest {

    @ParameterizedTest
    @CsvSource({
        "DURATION, Hur länge gäller beslutet?",
        "DURATION, Hur lång tid tar det?",
        "MONEY, Vad kostar en kopia?",
        "NUMBER, Hur många ledamöter har nämnden?",
        "NUMBER, Vilket år trädde lagen i kraft?",
        "DATE, När ska jag ansöka?",
        "REASON, Varför får jag avslag?",
        "NONE, Vem beslutar om bygglov?"
    })
    @DisplayName("follows from how the question is put")
    void questions(Expectation expected, String question) {
        assertThat(Expectation.of(question)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DURATION, 'inom tre veckor från den dag', 1",
        "DURATION, 'skyndsamt och utan kostnad', -1",
        "MONEY, 'en avgift får tas ut', 1",
        "MONEY, 'inom tre veckor', -1",
        "NUMBER, 'minst två ledamöter', 1",
        "NUMBER, 'flera ledamöter', -1",
        "DATE, 'Från och med i dag', 1",
        "DATE, 'en frånvarande ledamot', -1",
        "REASON, 'eftersom den är farlig', 1",
        "REASON, 'den är farlig', -1",
        "NONE, 'vad som helst', 0"
    })
    @DisplayName("is found in a sentence or not")
    void sentences(Expectation expectation, String sentence, int found) {
        assertThat(expectation.in(sentence, 0, sentence.length())).isEqualTo(found);
    }

    @Test
    @DisplayName("is looked for between two places only, with Swedish letters as letters")
    void place() {
        String text = "tre år. Utan år. Pågår.";
        assertThat(Expectation.DURATION.in(text, 0, 7)).isEqualTo(1);
        assertThat(Expectation.DURATION.in(text, 8, text.length())).isEqualTo(-1);
        assertThat(Expectation.of("Vad pågår?")).isEqualTo(Expectation.NONE);
    }
}
