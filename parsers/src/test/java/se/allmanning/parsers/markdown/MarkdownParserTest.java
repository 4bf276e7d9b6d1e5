/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;
import static se.allmanning.parsers.Documents.resource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.ParsedDocument;

@DisplayName("Reading Markdown")
class MarkdownParserTest {

    @Test
    @DisplayName(
            "a statute nests law, chapter, heading and section, and its front matter is metadata")
    void statute() throws Exception {
        ParsedDocument law = parse("sfs-2006-546.md", resource("statutes/sfs-2006-546.md"));
        String title = "Lag (2006:546) om utrymning och inkvartering m.m. under höjd beredskap";
        assertThat(law.title()).hasValue(title);
        assertThat(law.metadata())
                .containsEntry(ParsedDocument.AS_OF, "2024-05-05")
                .containsEntry("snapshot", "2024-05-05")
                .containsEntry("sfs", "2006:546");
        assertThat(law.text().value()).startsWith(title).doesNotContain("snapshot");
        assertThat(place(law, "Polismyndigheten skall lämna"))
                .isEqualTo(title + " > 2 kap. Utrymning m.m. > Utrymning > 3 §");
        assertThat(place(law, "I denna lag finns bestämmelser"))
                .isEqualTo(title + " > 1 kap. Inledande bestämmelser > 1 §");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sfs-2006-546.md", "sfs-1970-991.md"})
    @DisplayName("no word of a statute is lost, added or moved")
    void lossless(String name) throws Exception {
        String source = new String(resource("statutes/" + name), StandardCharsets.UTF_8);
        String body = source.substring(source.indexOf("\n---\n", 3) + 5).replaceAll("(?m)^#+ ", "");
        assertThat(words(parse(name, source).text().value())).isEqualTo(words(body));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }

    @Test
    @DisplayName("lists keep the marks as written, tables their cells, and inline marks vanish")
    void blocks() throws Exception {
        assertThat(
                        outline(
                                parse(
                                        "a.md",
                                        """
                                        # Taxa *för* `vatten`

                                        Se [avgifter](https://exempel.se) och **anslutning**, m&aring;nad
                                        för månad.

                                        3. tredje
                                        7. sjunde
                                           - under
                                        * punkt

                                        | Plats | Avgift |
                                        |-------|-------:|
                                        | Torget | 12 |

                                        > Citat 3 § Kommunen.

                                        ```
                                        kod  här
                                        ```

                                        <div>HTML <b>text</b></div>

                                        Text med not[^1] här.

                                        [^1]: Noten
                                          fortsätter.
                                        """)))
                .containsExactly(
                        "heading: Taxa för vatten",
                        "paragraph: Se avgifter och anslutning, månad för månad.",
                        "list-item: 3. tredje",
                        "list-item: 7. sjunde",
                        "list-item: – under",
                        "list-item: – punkt",
                        "table-row: Plats | Avgift",
                        "table-row: Torget | 12",
                        "paragraph: Citat 3 § Kommunen.",
                        "paragraph: kod  här",
                        "paragraph: HTML text",
                        "paragraph: Text med not[1] här.",
                        "footnote: [1] Noten fortsätter.");
    }

    @Test
    @DisplayName("front matter gives title, language and day under the names that tools use")
    void frontMatter() throws Exception {
        ParsedDocument document =
                parse(
                        "a.md",
                        "---\ntitle: 'Anna''s \"taxa\"'\nlang: sv\ndate: 2024-02-30\nupdated: 2024-03-01T10:00\ntags:\n  - a\n---\nText.");
        assertThat(document.metadata())
                .containsAllEntriesOf(
                        Map.of(
                                "title",
                                "Anna's \"taxa\"",
                                "language",
                                "sv",
                                "as-of",
                                "2024-03-01",
                                "lang",
                                "sv"));
        assertThat(document.text().value()).isEqualTo("Text.");
    }

    @Test
    @DisplayName("a line at the beginning that is not closed is no front matter")
    void noFrontMatter() throws Exception {
        assertThat(parse("a.md", "---\ntitle: Taxa\n\nText.").text().value()).contains("Text.");
        assertThat(parse("a.md", "---\n\nBara text.\n\n---\n\nMer.").text().value())
                .contains("Bara text.", "Mer.");
    }

    @Test
    @DisplayName("marks of lists that hold nothing but another list stay")
    void nestedMarks() throws Exception {
        assertThat(outline(parse("a.md", "1. 11. Öppet hav\n\n- 365.\n\n1.      Kuster")))
                .containsExactly(
                        "list-item: 1. 11. Öppet hav", "list-item: – 365.", "list-item: 1. Kuster");
    }
}
