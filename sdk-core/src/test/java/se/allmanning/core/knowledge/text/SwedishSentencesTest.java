/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;

@DisplayName("The sentences of a Swedish text")
class SwedishSentencesTest {

    private static List<String> sentences(String text) {
        return SwedishSentences.of(text).stream()
                .map(s -> text.substring(s.start(), s.end()))
                .toList();
    }

    @Test
    @DisplayName("are those of the reference implementation in 180 passages of statutes")
    void reference() throws IOException {
        ObjectMapper json = new ObjectMapper();
        int passages = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        getClass().getResourceAsStream("sentences.jsonl")),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode passage = json.readTree(line);
                List<Span> expected =
                        passage.get("sentences")
                                .valueStream()
                                .map(s -> new Span(s.get(0).asInt(), s.get(1).asInt()))
                                .toList();
                assertThat(SwedishSentences.of(passage.get("text").asText()))
                        .as(passage.get("id").asText())
                        .isEqualTo(expected);
                passages++;
            }
        }
        assertThat(passages).isEqualTo(180);
    }

    @Test
    @DisplayName("end at a mark that white space and a capital, a digit or a bullet follow")
    void marks() {
        assertThat(
                        sentences(
                                "Nämnden beslutar om avgiften. Får beslutet överklagas? 3 § gäller"
                                        + " i så fall för alla!"))
                .containsExactly(
                        "Nämnden beslutar om avgiften.",
                        "Får beslutet överklagas?",
                        "3 § gäller i så fall för alla!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Den som är jävig, t.ex. Part i ärendet, ska lämna rummet genast.",
                "Ärendet avgörs av bl.a. Nämnden och den som nämnden har utsett.",
                "Beslutet är fattat av A. Andersson på delegation av nämnden i går.",
                "Enligt 3 kap. 5 § får ingen avgift tas ut för sådana tjänster.",
                "Lagen gäller fr.o.m. 1 januari för alla kommuner och regioner."
            })
    @DisplayName("do not end at the point of an abbreviation or an initial")
    void abbreviations(String sentence) {
        assertThat(sentences(sentence)).containsExactly(sentence);
    }

    @Test
    @DisplayName("end at a blank line, before a list item and after a line that ends in a mark")
    void lines() {
        assertThat(
                        sentences(
                                """
                                Ansökan om bygglov i vår kommun

                                Den som söker ska lämna in:
                                – ritningar över huset och tomten
                                – uppgift om vem som är kontroll-
                                ansvarig för bygget
                                """))
                .containsExactly(
                        "Ansökan om bygglov i vår kommun",
                        "Den som söker ska lämna in:",
                        "– ritningar över huset och tomten",
                        "– uppgift om vem som är kontroll-\nansvarig för bygget");
    }

    @Test
    @DisplayName("keep a very short piece with its neighbour")
    void shortPieces() {
        assertThat(sentences("1 §\n\nDenna lag gäller för alla kommuner i landet. Se 2 §."))
                .containsExactly("1 §\n\nDenna lag gäller för alla kommuner i landet. Se 2 §.");
    }

    @Test
    @DisplayName("are cut at a semicolon rather than a comma, and at a comma rather than a space")
    void longSentences() {
        String clause = "en bestämmelse som är lång och saknar tecken ";
        String comma = clause.repeat(5).strip() + ", " + clause.repeat(5).strip();
        assertThat(sentences(comma)).first().asString().endsWith("tecken,");
        String both =
                clause.repeat(4).strip() + "; " + clause.strip() + ", " + clause.repeat(5).strip();
        assertThat(sentences(both)).first().asString().endsWith("tecken;");
        assertThat(sentences(clause.repeat(10))).first().asString().hasSizeBetween(350, 400);
    }

    @Test
    @DisplayName("are never longer than 400, cover all that is not white space, split no character")
    void invariants() {
        Random random = new Random(7);
        String[] pieces = {
            "ord",
            " ",
            " ",
            "\n",
            ". ",
            "? ",
            "1. ",
            "Kap",
            ";",
            ", ",
            "😀",
            "\u00a0",
            "a) ",
            "– ",
            "…”",
            "mycketlångtordutanmellanrum".repeat(20),
            "kl. "
        };
        for (int n = 0; n < 2000; n++) {
            StringBuilder builder = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                builder.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = builder.toString();
            int covered = 0;
            int last = 0;
            for (Span span : SwedishSentences.of(text)) {
                assertThat(span.start()).isGreaterThanOrEqualTo(last);
                assertThat(span.length()).isBetween(1, SwedishSentences.LONGEST);
                assertThat(Character.isLowSurrogate(text.charAt(span.start()))).isFalse();
                covered += words(text.substring(span.start(), span.end()));
                last = span.end();
            }
            assertThat(covered).isEqualTo(words(text));
        }
    }

    private static int words(String text) {
        return (int) text.chars().filter(c -> !Chars.isSpace((char) c)).count();
    }

    @Test
    @DisplayName("of a blank text are none")
    void blank() {
        assertThat(SwedishSentences.of("")).isEmpty();
        assertThat(SwedishSentences.of(" \n\t\u00a0\n")).isEmpty();
    }
}
