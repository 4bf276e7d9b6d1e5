/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;

@DisplayName("The words of a quote")
class QuoteFinderTest {

    private static final String TEXT =
            "Den som ”bygger” utan lov\u00A0– eller före startbesked – ska betala en byggsanktions-\navgift på 12 500 kr,"
                    + " högst 1,5 procent.\nIT-\nsystem för barn- och ungdomsvård 𝔸 enligt 2017:900 får inte\n  användas.";

    private static String found(String words) {
        return new QuoteFinder(TEXT)
                .find(words)
                .map(s -> TEXT.substring(s.from(), s.to()))
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "den som \"bygger\" utan lov - eller före | Den som ”bygger” utan lov\u00A0– eller före",
                "“...som 'bygger' utan lov.” | som ”bygger” utan lov",
                "en byggsanktionsavgift på 12 500 kr | en byggsanktions-\\navgift på 12 500 kr",
                "IT-system för barn- och ungdomsvård | IT-\\nsystem för barn- och ungdomsvård",
                "får inte användas | får inte\\n  användas",
                "enligt 2017:900 får | enligt 2017:900 får"
            })
    @DisplayName(
            "are found though white space, marks, case and line-end hyphens are spelled otherwise")
    void spellings(String words, String stored) {
        assertThat(found(words)).isEqualTo(stored.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 kr",
                "en som bygger",
                "5 procent",
                "Den som river utan lov",
                "enligt 2017",
                "betala en avgift",
                "...",
                "900 får inte"
            })
    @DisplayName("are not found where they differ, or begin or end within a word or a number")
    void others(String words) {
        assertThat(found(words)).isNull();
    }

    @Test
    @DisplayName("are cited with the exact stored text and places in code points")
    void cited() {
        CanonicalText text = CanonicalText.of("𝔸𝔸 inledning.\n\n" + TEXT);
        int start = text.value().codePointCount(0, text.value().indexOf("Den som"));
        Citation passage =
                Citation.builder()
                        .document("a")
                        .digest(text.digest())
                        .title("A")
                        .quote(start, text.length(), text.slice(start, text.length()))
                        .build();
        Source source = Source.of(1, passage, text);
        Citation citation =
                source.cite(source.finder().find("ungdomsvård 𝔸 ENLIGT 2017:900").orElseThrow());
        assertThat(citation.quote()).isEqualTo("ungdomsvård 𝔸 enligt 2017:900");
        assertThat(citation.resolvesIn(text)).isTrue();
    }

    @Test
    @DisplayName("are found wherever they are taken from, however they are distorted")
    void law() {
        Random random = new Random(7);
        String[] blanks = {" ", "\n", "  ", "\u00A0", "\t"};
        String source = TEXT.replace("-\n", "").replaceAll("[ \\n\\u00A0]+", " ");
        String[] words = source.split(" ", -1);
        QuoteFinder finder = new QuoteFinder(TEXT.replace("-\n", ""));
        for (int round = 0; round < 2_000; round++) {
            int from = random.nextInt(words.length - 3);
            int to = from + 3 + random.nextInt(words.length - from - 2);
            StringBuilder wanted = new StringBuilder();
            for (int i = from; i < Math.min(to, words.length); i++) {
                String word = words[i];
                word = random.nextInt(4) == 0 ? word.toUpperCase(Locale.ROOT) : word;
                word = random.nextInt(3) == 0 ? word.replace('–', '-').replace('”', '"') : word;
                wanted.append(i == from ? "" : blanks[random.nextInt(blanks.length)]).append(word);
            }
            Optional<QuoteFinder.Span> span = finder.find(wanted.toString());
            boolean splitsNumber =
                    words[from].equals("500") || words[Math.min(to, words.length) - 1].equals("12");
            assertThat(span.isPresent()).as("words %d to %d", from, to).isEqualTo(!splitsNumber);
        }
    }
}
