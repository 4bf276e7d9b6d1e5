/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text that was made to be slow")
class PathologicalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "-",
                "'-",
                "a'",
                "a ",
                "a-a'a ",
                "ignore '",
                "ignore all the ",
                "glöm alla ",
                "skriv ut - ",
                "visa ''-",
                " ",
                "\n",
                "\n ",
                "<",
                "< |",
                "[1",
                "[1: \"",
                "\"",
                "(",
                "#",
                "# ",
                "1 ",
                "1,",
                "1.1",
                "a.",
                "a.a",
                "@",
                "a@",
                "0 1",
                "08-",
                "tre och ",
                "...",
                "=",
                "AAAA",
                "å",
                "\uD835\uDD38",
                "\u200B",
                "inte "
            })
    @DisplayName("takes no longer than other text")
    void bounded(String unit) {
        String text = unit.repeat(3_000 / unit.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    assertThat(Instructions.in(text + " x")).isIn(true, false);
                    assertThat(Neutral.line(text, 100).length()).isLessThanOrEqualTo(101);
                    assertThat(Facts.of(text)).isNotNull();
                    assertThat(Links.supported(text, text)).isIn(true, false);
                    assertThat(Names.unknown(text, Names.words("x"), "sv")).isNotNull();
                    assertThat(Negation.in(text)).isIn(true, false);
                    assertThat(Sentences.split(text)).isNotNull();
                    assertThat(new QuoteFinder(text).find(unit + unit + "x")).isEmpty();
                    StatementScanner scanner = new StatementScanner();
                    for (int i = 0; i < text.length(); i += 10) {
                        scanner.feed(text.substring(i, Math.min(text.length(), i + 10)));
                    }
                    assertThat(scanner.finish(true)).isNotNull();
                });
    }
}
