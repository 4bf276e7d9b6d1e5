/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.parsers.Documents;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Reading plain text")
class PlainTextParserTest {

    private static final String SWEDISH =
            "Åtgärder för äldre på Öland: sköterska, kafé och vägmärken. Älvsborg.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "windows-1252",
                "ISO-8859-1",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-16",
                "UTF-32LE",
                "IBM865",
                "x-MacRoman"
            })
    @DisplayName("Swedish is read in every character set that it is found in")
    void charsets(String name) throws Exception {
        byte[] bytes = SWEDISH.getBytes(Charset.forName(name));
        boolean marked = !name.startsWith("UTF-32");
        byte[] file = marked ? bytes : ("\uFEFF" + SWEDISH).getBytes(Charset.forName(name));
        assertThat(parse("a.txt", file).text().value()).isEqualTo(SWEDISH);
    }

    @Test
    @DisplayName("a byte order mark is no text")
    void mark() throws Exception {
        assertThat(parse("a.txt", "\uFEFF" + SWEDISH).text().value()).isEqualTo(SWEDISH);
    }

    @Test
    @DisplayName("the head of a file may end in the middle of a character")
    void cutCharacter() {
        byte[] head = "åäö".getBytes(StandardCharsets.UTF_8);
        assertThat(Documents.idOf("a.txt", java.util.Arrays.copyOf(head, 5))).isEqualTo("text");
    }

    @Test
    @DisplayName("control bytes make it no text, also further on than the head")
    void binary() {
        assertThat(Documents.idOf("a.txt", new byte[] {'a', 0, 'b', 1, 2, 3})).isEqualTo("none");
        byte[] late = new byte[20_000];
        java.util.Arrays.fill(late, 0, 10_000, (byte) 'a');
        assertThatThrownBy(() -> parse("a.txt", late))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("not text");
    }

    @Test
    @DisplayName(
            "underlines, capitals, short lines and numbers make headings; marks make lists; wrapped lines are joined")
    void structure() throws Exception {
        ParsedDocument document =
                parse(
                        "a.txt",
                        """
                        Parkering i centrum
                        ===================

                        Den som vill parkera längre än ett dygn på allmän plats behöver kommu-
                        nens tillstånd. Ansökan lämnas till trafiknämnden, som prövar den inom
                        två veckor.

                        AVGIFTER

                        Avgiften betalas för varje påbörjad timme och följer av taxan för året.

                        - torget 12 kronor
                        - hamnen 5 kronor, dock inte i juli då
                          parkeringen är fri

                        2.1 Undantag

                        Den som har parkeringstillstånd för rörelsehindrade betalar ingenting alls.
                        """);
        assertThat(outline(document))
                .containsExactly(
                        "heading: Parkering i centrum",
                        "paragraph: Den som vill parkera längre än ett dygn på allmän plats behöver kommunens"
                                + " tillstånd. Ansökan lämnas till trafiknämnden, som prövar den inom två veckor.",
                        "heading: AVGIFTER",
                        "paragraph: Avgiften betalas för varje påbörjad timme och följer av taxan för året.",
                        "list-item: - torget 12 kronor",
                        "list-item: - hamnen 5 kronor, dock inte i juli då / parkeringen är fri",
                        "heading: 2.1 Undantag",
                        "paragraph: Den som har parkeringstillstånd för rörelsehindrade betalar ingenting alls.");
        assertThat(document.title()).hasValue("Parkering i centrum");
    }

    @Test
    @DisplayName("sections and chapters are headings, references to sections are not")
    void sections() throws Exception {
        ParsedDocument document =
                parse(
                        "a.txt",
                        """
                        1 kap. Inledning

                        1 § Kommunen ansvarar för renhållningen. Enligt
                        3 § Avfallsförordningen gäller annat.

                        2 a § Avgift tas ut enligt taxa.

                        2 kap. Tillsyn

                        1 §
                        Nämnden utövar tillsyn.

                        3 § gäller inte för tillsynen.
                        """);
        assertThat(place(document, "taxa")).isEqualTo("1 kap. Inledning > 2 a §");
        assertThat(place(document, "Nämnden")).isEqualTo("2 kap. Tillsyn > 1 §");
        assertThat(place(document, "gäller inte")).isEqualTo("2 kap. Tillsyn > 1 §");
        assertThat(outline(document))
                .contains(
                        "paragraph: Kommunen ansvarar för renhållningen. Enligt 3 § Avfallsförordningen gäller annat.",
                        "paragraph: 3 § gäller inte för tillsynen.");
    }

    @Test
    @DisplayName("minutes number their items the other way round")
    void minutes() throws Exception {
        ParsedDocument document =
                parse(
                        "a.txt",
                        """
                        § 44 Budget för 2025

                        Kommunstyrelsen beslutar att anta budgeten för året.

                        § 45 Kommunstyrelsen beslutar att godkänna den föreslagna taxan för vatten.
                        """);
        assertThat(place(document, "anta budgeten")).isEqualTo("§ 44 Budget för 2025");
        assertThat(place(document, "taxan")).isEqualTo("§ 45");
    }

    @Test
    @DisplayName("in a letter that refers to one section nothing becomes a heading")
    void letter() throws Exception {
        ParsedDocument document =
                parse(
                        "a.txt",
                        "Hej!\n\n12 § Förvaltningslagen är tillämplig i ert ärende och vi återkommer.\n");
        assertThat(outline(document))
                .containsExactly(
                        "paragraph: Hej!",
                        "paragraph: 12 § Förvaltningslagen är tillämplig i ert ärende och vi återkommer.");
    }

    @Test
    @DisplayName("lines of columns are rows of a table")
    void table() throws Exception {
        assertThat(
                        outline(
                                parse(
                                        "a.txt",
                                        "Plats\tAvgift\nTorget\t12 kr\n\nHamn      5 kr\nÖstra     7 kr\n")))
                .containsExactly(
                        "table-row: Plats | Avgift",
                        "table-row: Torget | 12 kr",
                        "table-row: Hamn | 5 kr",
                        "table-row: Östra | 7 kr");
    }
}
