/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.place;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Real documents of authorities")
class AuthorityDocumentsTest {

    private static ParsedDocument read(String name) throws Exception {
        return Documents.parse(name, Documents.resource("authority-documents/" + name));
    }

    @Test
    @DisplayName(
            "a printed statute: sections under their headings, notes in the margin and running heads away")
    void statute() throws Exception {
        ParsedDocument law = read("rdl_SFS-1999_175.pdf");
        String text = law.text().value();
        assertThat(law.title()).hasValue("Rättsinformationsförordning");
        assertThat(place(law, "I syfte att tillförsäkra"))
                .endsWith(
                        "Rättsinformationsförordning; > Ett offentligt rättsinformationssystem > 1 § p. 1");
        assertThat(place(law, "Regeringskansliet är informationsansvarig"))
                .endsWith("Informationsansvar > 11 § p. 3");
        assertThat(text)
                .contains("skall det finnas ett offentligt rättsinformationssystem.")
                .contains("återges elektroniskt skall de uppfylla de krav");
        assertThat(text.split("SFS 1999:175", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(outline(law))
                .containsSubsequence(
                        "heading: 2 §",
                        "paragraph: I denna förordning föreskrivs",
                        "list-item: 1. vilket innehåll rättsinformationssystemet skall ha (3–9 §§),",
                        "heading: Förarbeten m.m.",
                        "heading: 5 §");
    }

    @Test
    @DisplayName("regulations with chapters, footnotes and definitions")
    void regulations() throws Exception {
        ParsedDocument rules = read("rdl_EMFS-2011_39.pdf");
        assertThat(place(rules, "Finansinspektionen beslutar om undantag"))
                .endsWith("1 kap. Tillämpningsområde > Undantag > 5 § p. 2");
        assertThat(outline(rules))
                .anyMatch(l ->
                        l.startsWith(
                                "paragraph: Finansinspektionen föreskriver¹ följande med stöd"))
                .anyMatch(l -> l.startsWith("footnote: ¹ Jfr rådets direktiv 92/49/EEG"))
                .contains(
                        "list-item: – information om tjänstepension som ska lämnas till ersättnings- och"
                                + " informationsberättigade,");
    }

    @Test
    @DisplayName("general advice with list items of bold words keeps its headings")
    void advice() throws Exception {
        ParsedDocument advice = read("rdl_VervaFS-2007_2AR.pdf");
        assertThat(place(advice, "Myndighetens ledning ska besluta"))
                .endsWith("Organisation, roller och ansvarsförhållanden p. 3");
        assertThat(advice.text().value())
                .contains(
                        "föreskrift om statliga myndigheters arbete med säkert elektroniskt informationsutbyte");
    }

    @Test
    @DisplayName("lists with dashes go on over pages")
    void lists() throws Exception {
        ParsedDocument rules = read("rdl_AFFS-2008_8.pdf");
        assertThat(place(rules, "– rapportera brister och risker"))
                .endsWith("Alla medarbetare > 6 § p. 2");
    }

    @Test
    @DisplayName(
            "a government bill in Word: numbered headings of its styles, table of contents away")
    void bill() throws Exception {
        ParsedDocument bill = read("ferenda_proptrips_2012-13_144_index.docx");
        assertThat(place(bill, "År 1996 beslutade riksdagen"))
                .isEqualTo("3 Sjöfartsstödets inriktning > 3.2 Det svenska sjöfartsstödet");
        assertThat(bill.text().value())
                .doesNotContain("PAGEREF")
                .doesNotContain("Innehållsförteckning");
    }

    @Test
    @DisplayName("a scanned page tells the remedy")
    void scanned() {
        assertThatThrownBy(() -> read("rdl_RA-FS-2006_6.pdf"))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("OCR");
    }
}
