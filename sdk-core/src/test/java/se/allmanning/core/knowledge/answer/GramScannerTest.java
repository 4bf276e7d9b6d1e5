/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.knowledge.text.SwedishWords;

@DisplayName("The grams that stand in a text")
class GramScannerTest {

    private static Set<String> scanned(List<String> grams, String text) {
        long[] bits = new long[grams.size() / 64 + 1];
        new GramScanner(new GramTable(grams)).scan(text, 0, text.length(), bits);
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < grams.size(); i++) {
            if ((bits[i >> 6] & 1L << i) != 0) {
                found.add(grams.get(i));
            }
        }
        return found;
    }

    private static Set<String> analysed(String text) {
        return new TreeSet<>(SwedishWords.grams(SwedishWords.of(text)));
    }

    @Test
    @DisplayName("are those of the analysis that the index uses, in passages of all kinds")
    void passages() throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode question : Fixtures.json("rankings.json")) {
            question.get("candidates").forEach(c -> texts.add(c.get("text").asText()));
        }
        Set<String> all = new LinkedHashSet<>();
        texts.forEach(text -> all.addAll(analysed(text)));
        List<String> grams = List.copyOf(all);

        assertThat(texts).hasSizeGreaterThan(80);
        for (String text : texts) {
            assertThat(scanned(grams, text)).isEqualTo(analysed(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EU:s regler, kl. 12.30 och 1,5 procent",
                "å i ö, ÅÄÖ. t.ex. bl.a. §§ 3–6 a-kassa",
                "arbetsmiljö\u00adarbete och naïve re\u0301sume\u0301",
                "mejl: namn.namnsson@kommun.se; tel 08-123 45 67",
                "snake_case _ __a__ 'citat' 2:a 3:17 O’Neill",
                "Хто має право? هل يحق لي",
                "😀 glad 👍🏽",
                ""
            })
    @DisplayName("are the same for abbreviations, numbers, marks and other scripts")
    void words(String text) {
        List<String> grams = List.copyOf(analysed(text + " och något annat"));

        assertThat(scanned(grams, text)).isEqualTo(analysed(text));
    }

    @Test
    @DisplayName("are looked for between two places only")
    void part() {
        long[] bits = new long[1];
        GramScanner scanner = new GramScanner(new GramTable(List.of("_hun", "_kat")));

        scanner.scan("hund katt", 5, 9, bits);

        assertThat(bits[0]).isEqualTo(0b10);
    }
}
