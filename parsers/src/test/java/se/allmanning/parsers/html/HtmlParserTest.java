/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;
import static se.allmanning.parsers.Documents.resource;

import java.nio.charset.Charset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.spi.ParsedDocument;

@DisplayName("Reading HTML")
class HtmlParserTest {

    private static ParsedDocument page(String name) throws Exception {
        return parse(name, resource("html/" + name));
    }

    @Test
    @DisplayName(
            "a page of today: main content, accordions, details, lists, tables; no frame, no hidden text")
    void accordion() throws Exception {
        ParsedDocument page = page("accordion.html");
        assertThat(outline(page))
                .containsExactly(
                        "heading: Bygglov",
                        "paragraph: Du behöver bygglov för att bygga nytt, bygga till eller ändra en byggnads utseende.",
                        "heading: Vanliga frågor",
                        "heading: Hur lång tid tar det?",
                        "paragraph: Byggnadsnämnden ska besluta inom tio veckor från det att ansökan är komplett.",
                        "heading: Vad kostar det?",
                        "paragraph: Avgiften följer av kommunens taxa:",
                        "paragraph: Avgifter 2024",
                        "table-row: Åtgärd | Avgift",
                        "table-row: Altan | 4 200 kr",
                        "heading: Behövs lov för friggebod?",
                        "paragraph: Nej, en friggebod på högst 15 m2 kräver inget lov.",
                        "paragraph: Så här gör du:",
                        "list-item: 2. Fyll i e-tjänsten.",
                        "list-item: – Bifoga ritning",
                        "list-item: 5. Vänta / på beslut.",
                        "table-row: Handläggare | Byggnadsnämnden",
                        "paragraph: Ett lov gäller i fem år.");
        assertThat(place(page, "tio veckor"))
                .isEqualTo("Bygglov > Vanliga frågor > Hur lång tid tar det?");
        assertThat(page.title()).hasValue("Bygglov");
        assertThat(page.metadata()).containsEntry(ParsedDocument.LANGUAGE, "sv");
    }

    @Test
    @DisplayName("a page of portlets without marks: menus and feet are told by their names")
    void portlets() throws Exception {
        ParsedDocument page = page("portlets.html");
        assertThat(outline(page))
                .containsExactly(
                        "heading: Avfallstaxa",
                        "paragraph: Taxan för avfall beslutas av kommunfullmäktige och gäller från den 1 januari 2025"
                                + " för alla hushåll i kommunen.",
                        "heading: Villa",
                        "paragraph: Grundavgiften för en villa är 1 240 kronor om året. / Hämtning sker varannan vecka"
                                + " om inget annat har beställts hos kommunen.",
                        "list-item: – Beställ extra hämtning",
                        "list-item: – Säckar köps i kommunhuset");
        assertThat(page.title()).hasValue("Avfallstaxa");
    }

    @Test
    @DisplayName("a page of 1998: everything in tables, Latin 1 as Windows writes it")
    void oldTables() throws Exception {
        ParsedDocument page = page("tables-1998.html");
        assertThat(outline(page))
                .contains(
                        "heading: Torghandel på Stortorget",
                        "paragraph: Avgiften är 50 kr per dag – betalas i förskott.",
                        "table-row: Dag | Tid",
                        "table-row: Lördag | 8-13");
        assertThat(page.text().value()).doesNotContain("Skolor").doesNotContain("Länkar");
    }

    @Test
    @DisplayName(
            "a page of a publishing system: the article without its sidebar, although the page's class names one")
    void blog() throws Exception {
        ParsedDocument page = page("blog.html");
        assertThat(page.title()).hasValue("Ny skola öppnar i höst");
        assertThat(page.text().value())
                .contains("340 elever", "Lindskolan sedd från parken.", "senast den 1 juni")
                .doesNotContain("Badet stängt")
                .doesNotContain("Facebook")
                .doesNotContain("Drivs av");
    }

    @Test
    @DisplayName("rules on a page: sections become headings, references and list items do not")
    void rules() throws Exception {
        ParsedDocument page = page("rules.html");
        assertThat(place(page, "Föreskrifterna gäller på offentlig plats"))
                .isEqualTo("Lokala ordningsföreskrifter > Inledande bestämmelser > 1 §");
        assertThat(place(page, "på Stortorget"))
                .isEqualTo("Lokala ordningsföreskrifter > Hundar > 3 §");
        assertThat(outline(page)).contains("paragraph: 3 § gäller inte ledarhundar.");
        assertThat(page.text().value()).doesNotContain("Telefon").doesNotContain("Regler");
    }

    @Test
    @DisplayName("a page that marks nothing: the text is where the words are")
    void density() throws Exception {
        ParsedDocument page = page("density.html");
        assertThat(page.text().value())
                .contains("varaktig funktionsnedsättning", "förvaltningsrätten")
                .doesNotContain("Avgifter")
                .doesNotContain("Tillgänglighet");
        assertThat(page.title()).hasValue("Färdtjänst");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, <meta charset=iso-8859-1>",
        "windows-1252, <meta charset=utf-8>",
        "ISO-8859-1, ''",
        "ISO-8859-1, <meta charset=no-such-set>",
        "UTF-16LE, ''"
    })
    @DisplayName("the bytes tell the character set where the page says it wrongly or not at all")
    void charsets(String real, String declared) throws Exception {
        String html =
                "<!doctype html><head>" + declared + "</head><p>Åtgärder på Öland för äldre.</p>";
        assertThat(parse("a.html", html.getBytes(Charset.forName(real))).text().value())
                .isEqualTo("Åtgärder på Öland för äldre.");
    }

    @Test
    @DisplayName("a fragment is read whole, with preformatted text as it stands")
    void fragment() throws Exception {
        assertThat(
                        parse("a.html", "<p>En <em>kort</em>\n text.</p>Lös text<pre>a\n  b</pre>")
                                .text()
                                .value())
                .isEqualTo("En kort text.\n\nLös text\n\na\n  b");
    }
}
