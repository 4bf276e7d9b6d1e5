/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The language of a question")
class QuestionLanguageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hur lång tid har jag på mig att överklaga?",
                "Jäv?",
                "LSS",
                "LSS Göteborg",
                "Anna Müller",
                "Åsa Kowalczyk",
                "Is",
                "Is och snö",
                "färdtjänst taxi",
                "Bygglov?",
                "Vad är the Beatles?",
                "Får man streama video on demand i skolan?",
                "Hur fungerar Rock and Roll Academy for You i kommunen?",
                "Do",
                "Die",
                "Art Inn Bed and breakfast",
                "Vem äger Der Spiegel?",
                "hund",
                "2017:900",
                "???",
                "😀"
            })
    @DisplayName("is Swedish for short questions, names, and Swedish with foreign words in it")
    void swedish(String question) {
        assertThat(QuestionLanguage.of(question)).isEqualTo(QuestionLanguage.SWEDISH);
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, How long do I have to appeal a decision?",
        "ENGLISH, When does the library open?",
        "ENGLISH, Do I need a building permit?",
        "GERMAN, Wie lange habe ich Zeit für einen Widerspruch?",
        "GERMAN, Brauche ich eine Genehmigung?",
        "FINNISH, Kuinka kauan minulla on aikaa valittaa päätöksestä?",
        "FINNISH, Saanko käyttää suomea?",
        "POLISH, Ile mam czasu na odwołanie się od decyzji?",
        "POLISH, Czy mogę otrzymać pomoc tłumacza?",
        "SOMALI, Sidee ayaan u codsadaa kaalmo?",
        "ARABIC, كم من الوقت لدي للطعن في قرار السلطة؟",
        "UKRAINIAN, Скільки часу я маю на оскарження рішення?",
        "OTHER, 決定に不服がある場合はどうすればよいですか",
        "OTHER, Πόσο χρόνο έχω για να ασκήσω έφεση;"
    })
    @DisplayName("is told by the script or by the small words")
    void foreign(QuestionLanguage language, String question) {
        assertThat(QuestionLanguage.of(question)).isEqualTo(language);
    }

    @Test
    @DisplayName("is that of each of 36 questions in six languages")
    void crossLanguage() throws IOException {
        List<JsonNode> all = Fixtures.lines("cross-language.jsonl");
        assertThat(all).hasSize(36);
        for (JsonNode q : all) {
            assertThat(QuestionLanguage.of(q.get("question").asText()).code())
                    .as(q.get("question").asText())
                    .isEqualTo(q.get("language").asText());
        }
    }

    @Test
    @DisplayName("is Swedish for each question that the ranking is tested with")
    void swedishQuestions() throws IOException {
        for (JsonNode q : Fixtures.json("rankings.json")) {
            assertThat(QuestionLanguage.of(q.get("question").asText()))
                    .isEqualTo(QuestionLanguage.SWEDISH);
        }
    }
}
