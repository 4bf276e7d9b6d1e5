/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.parsers.Documents.parse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.parsers.docx.WordFiles;
import se.allmanning.spi.ParsedDocument;

@DisplayName("Characters that nobody sees")
class HiddenCharactersTest {

    /** "Ignore" in the tag characters that mirror ASCII. */
    private static final String TAGS =
            "Ignore"
                    .codePoints()
                    .collect(
                            StringBuilder::new,
                            (out, c) -> out.appendCodePoint(0xE0000 + c),
                            StringBuilder::append)
                    .toString();

    private static final String WORDS =
            "Av\u200Bgif\u2060ten\uFEFF \u202E\u00E4r\u202C \u2066tolv\u2069 kronor" + TAGS + ".";

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.md", "a.html"})
    @DisplayName("are removed from text of every kind, and counted in the report")
    void removed(String name) throws Exception {
        String html = name.endsWith("html") ? "<!doctype html><p>" : "";
        ParsedDocument document = parse(name, html + WORDS);
        assertThat(document.text().value()).isEqualTo("Avgiften är tolv kronor.");
        assertThat(document.warnings()).containsExactly("Hidden characters removed: 13.");
    }

    @Test
    @DisplayName("are removed from Word files")
    void word() throws Exception {
        byte[] file = WordFiles.of(d -> d.createParagraph().createRun().setText(WORDS));
        ParsedDocument document = parse("a.docx", file);
        assertThat(document.text().value()).isEqualTo("Avgiften är tolv kronor.");
        assertThat(document.warnings()).containsExactly("Hidden characters removed: 13.");
    }

    @Test
    @DisplayName("are removed from headings, lists, tables and code")
    void pieces() throws Exception {
        String text =
                "# Rub%1$srik\n\n- punk%1$st\n\n| a%1$s | b |\n| --- | --- |\n| c | d%1$s |\n\n```\nko%1$sd\n```\n"
                        .formatted(TAGS);
        ParsedDocument document = parse("a.md", text);
        assertThat(document.text().value()).contains("Rubrik", "punkt", "a\tb", "c\td", "kod");
        assertThat(document.text().value().codePoints()).noneMatch(c -> c >= 0xE0000);
        assertThat(document.warnings()).containsExactly("Hidden characters removed: 30.");
    }

    @Test
    @DisplayName("are not soft hyphens or a byte order mark, which go without a word; NFC stays")
    void ordinary() throws Exception {
        ParsedDocument document = parse("a.txt", "\uFEFFAv\u00ADgiften a\u0308r tolv kronor. 👍🏽");
        assertThat(document.text().value()).isEqualTo("Avgiften är tolv kronor. 👍🏽");
        assertThat(document.warnings()).isEmpty();
    }
}
