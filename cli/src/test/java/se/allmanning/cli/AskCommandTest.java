/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Ingested.Once.class)
@DisplayName("The command ask, with the real model")
class AskCommandTest {

    private final Ingested ingested;

    AskCommandTest(Ingested ingested) {
        this.ingested = ingested;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("ask quotes the sentence that answers, and the quote stands in the text")
    void askAndCheck() {
        Run run =
                Run.at(ingested.home(), "ask", "När stänger biblioteket på lördagar?", "--json")
                        .exits(0);
        JsonNode answer = run.json();
        assertThat(Run.keys(answer)).containsExactly(Run.ANSWER);
        assertThat(answer.get("statements")).isEmpty();
        assertThat(answer.get("disclosure").isNull()).isTrue();
        assertThat(answer.at("/provenance/generated").booleanValue()).isFalse();
        assertThat(answer.at("/provenance/record").asText()).isNotBlank();
        assertThat(answer.get("found").booleanValue()).isTrue();
        assertThat(answer.get("answer").asText()).isNotBlank();
        JsonNode citation = answer.get("citations").get(0);
        assertThat(Run.keys(citation)).containsExactly(Run.CITATION);
        assertThat(citation.get("quote").asText()).contains("klockan 15");

        String digest = citation.get("digest").asText();
        Run text = Run.at(ingested.home(), "knowledge", "text", digest).exits(0);
        assertThat(sha256(text.outBytes())).isEqualTo(digest);
        int[] codePoints = text.out().codePoints().toArray();
        int start = citation.get("start").intValue();
        int end = citation.get("end").intValue();
        assertThat(new String(codePoints, start, end - start))
                .isEqualTo(citation.get("quote").asText());
        assertThat(text.out()).doesNotContain("title:");
        JsonNode json =
                Run.at(ingested.home(), "knowledge", "text", digest, "--json").exits(0).json();
        assertThat(Run.keys(json)).containsExactly("digest", "text");
        assertThat(json.get("text").asText()).isEqualTo(text.out());
    }

    @Test
    @DisplayName("ask tells people the quote, what it is called and where it stands")
    void askPlain() {
        Run run = Run.at(ingested.home(), "ask", "När stänger biblioteket på lördagar?").exits(0);
        assertThat(run.out())
                .contains("klockan 15")
                .contains("– Bibliotekets regler")
                .contains("bibliotek.md, tecken ")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @DisplayName("ask says so when the documents do not answer, and exits with 1")
    void askNothing() {
        Run run = Run.at(ingested.home(), "ask", "Vem vann VM i curling 1998?", "--json").exits(1);
        assertThat(run.json().get("found").booleanValue()).isFalse();
        assertThat(run.json().get("citations")).isEmpty();
        Run plain = Run.at(ingested.home(), "ask", "Vem vann VM i curling 1998?").exits(1);
        assertThat(plain.out()).contains("Jag hittar inget svar i dokumenten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000\u0007\u001b", "\u200b\u2060"})
    @DisplayName("a question without words is wrong use")
    void emptyQuestion(String question) {
        Run run = Run.at(ingested.home(), "ask", question, "--json").exits(2);
        assertThat(run.json().at("/error/code").asText()).isEqualTo("ALM-KNO-010");
        Run.at(ingested.home(), "search", question).exits(2);
    }

    @Test
    @DisplayName("a question of 100,000 characters is refused with the limit")
    void longQuestion() {
        Run run = Run.at(ingested.home(), "ask", "Vad gäller? ".repeat(8_334), "--json").exits(2);
        assertThat(run.json().at("/error/message").asText()).contains("10000");
    }

    @Test
    @DisplayName("a question of emoji finds no answer and breaks nothing")
    void emoji() {
        Run run = Run.at(ingested.home(), "ask", "🐕🦺👩‍👩‍👧🤷🏽", "--json").exits(1);
        assertThat(run.json().get("found").booleanValue()).isFalse();
    }
}
