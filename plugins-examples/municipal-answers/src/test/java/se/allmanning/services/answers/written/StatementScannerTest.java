/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a model writes")
class StatementScannerTest {

    private static List<Draft> scan(String text) {
        StatementScanner scanner = new StatementScanner();
        List<Draft> out = new ArrayList<>(scanner.feed(text));
        out.addAll(scanner.finish(true));
        return out;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tiden är tre veckor. [2: \"inom tre veckor\"]",
                "Tiden är tre veckor [2: \"inom tre veckor\"].",
                "Tiden är tre veckor.[2:\"inom tre veckor\"]",
                "- Tiden är tre veckor. [2: ”inom tre veckor”]",
                "1. **Tiden är tre veckor.** [Källa 2: “inom tre veckor”]",
                "Svar: Tiden är tre veckor. [2, \"inom tre veckor\"]",
                "Tiden är tre veckor. (2: \"inom tre veckor\")",
                "Tiden är tre veckor. [2]: \"inom tre veckor\"",
                "Tiden är tre veckor. [2] ”inom tre veckor”",
                "Tiden är tre veckor. [2: inom tre veckor]",
                "Tiden är tre veckor. [2 \"inom tre veckor\"]",
                "Tiden är tre veckor. [2: 'inom tre veckor']",
                "Tiden är tre veckor.\n[2: \"inom tre veckor\"]",
                "Tiden är\ntre veckor. [2: \"inom tre veckor\"]",
                "<think>Vad står i 2? [1: \"x\"]</think>Tiden är tre veckor. [2: \"inom tre veckor\"]",
                "Tiden är tre veckor. [#2: »inom tre veckor«]",
                "Tiden är tre veckor. 【2: \"inom tre veckor\"】",
                "Tiden är tre veckor. [2: \"inom tre veckor]\n",
                "Tiden är tre veckor. [2: \"inom tre veckor\""
            })
    @DisplayName("is understood in all the ways in which small models write the format")
    void forms(String text) {
        assertThat(scan(text))
                .containsExactly(
                        new Draft(
                                text.contains("veckor [") || text.contains("är\n")
                                        ? scan(text).get(0).text()
                                        : "Tiden är tre veckor.",
                                List.of(new Draft.Quote(2, "inom tre veckor")),
                                true));
        assertThat(scan(text).get(0).text().replace('\n', ' ')).isEqualTo("Tiden är tre veckor.");
    }

    @Test
    @DisplayName("may give several quotes, in one bracket or more, with marks inside them")
    void several() {
        assertThat(
                        scan(
                                "A gäller. [1: \"ett \"visst\" ord\"; 2: \"två [sic] ord\"] [3: \"tre\", \"fyra\"] och [4]\nB gäller. [5: \"x\"]"))
                .containsExactly(
                        new Draft(
                                "A gäller.",
                                List.of(
                                        new Draft.Quote(1, "ett \"visst\" ord"),
                                        new Draft.Quote(2, "två [sic] ord"),
                                        new Draft.Quote(3, "tre"),
                                        new Draft.Quote(3, "fyra"),
                                        new Draft.Quote(4, "")),
                                true),
                        new Draft("B gäller.", List.of(new Draft.Quote(5, "x")), true));
    }

    @Test
    @DisplayName("rests on a quote only in the sentence right before it")
    void lastSentence() {
        assertThat(scan("Det kostar 500 kr. Enligt t.ex. 9 kap. 2 § PBL krävs lov. [1: \"krävs\"]"))
                .extracting(Draft::text, d -> d.quotes().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Det kostar 500 kr.", 0),
                        org.assertj.core.groups.Tuple.tuple(
                                "Enligt t.ex. 9 kap. 2 § PBL krävs lov.", 1));
    }

    @Test
    @DisplayName("is cut in the same way in whatever pieces it arrives")
    void law() {
        String[] parts = {
            "Tiden är tre veckor. ",
            "[2: \"inom tre veckor\"]",
            "\n",
            " ",
            "[1]",
            "[3: ",
            "\"",
            "]",
            "(",
            ")",
            "- ",
            "Och så ",
            "[",
            "1, ",
            "”ord”",
            "INGET SVAR",
            "<think>",
            "</think>",
            "kap. 2 ",
            "; ",
            ".",
            "å𝔸"
        };
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            StatementScanner scanner = new StatementScanner();
            List<Draft> pieces = new ArrayList<>();
            for (int i = 0; i < text.length(); ) {
                int next = Math.min(text.length(), i + 1 + random.nextInt(3));
                pieces.addAll(scanner.feed(text.substring(i, next)));
                i = next;
            }
            pieces.addAll(scanner.finish(true));
            assertThat(pieces).as("%s", text).isEqualTo(scan(text.toString()));
        }
    }

    @Test
    @DisplayName("is kept within bounds where it never ends")
    void endless() {
        StatementScanner scanner = new StatementScanner();
        List<Draft> out = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            out.addAll(scanner.feed("utan slut och utan mening "));
        }
        assertThat(out).hasSizeGreaterThan(10).noneMatch(Draft::whole);
        StatementScanner thinking = new StatementScanner();
        thinking.feed("<think>");
        for (int i = 0; i < 2_000; i++) {
            assertThat(thinking.feed("jag tänker och tänker ")).isEmpty();
        }
        assertThat(thinking.feed("</think>Så är det. [1: \"så är det\"]\nB")).hasSize(1);
    }

    @Test
    @DisplayName("may say that the sources do not answer")
    void noAnswer() {
        for (String text : List.of("INGET SVAR", "Inget svar.", "**INGET SVAR**", "No answer")) {
            StatementScanner scanner = new StatementScanner();
            List<Draft> drafts = new ArrayList<>(scanner.feed(text));
            drafts.addAll(scanner.finish(true));
            assertThat(drafts).isEmpty();
            assertThat(scanner.noAnswer()).isTrue();
        }
    }
}
