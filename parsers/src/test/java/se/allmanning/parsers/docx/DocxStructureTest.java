/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;
import static se.allmanning.parsers.docx.WordXml.W;
import static se.allmanning.parsers.docx.WordXml.body;
import static se.allmanning.parsers.docx.WordXml.p;
import static se.allmanning.parsers.docx.WordXml.r;
import static se.allmanning.parsers.docx.WordXml.styled;
import static se.allmanning.parsers.docx.WordXml.with;

import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ParsedDocument;

@DisplayName("Reading DOCX: structure")
class DocxStructureTest {

    @Test
    @DisplayName(
            "headings are told by style names in any language, outline levels and the styles they are based on")
    void headings() throws Exception {
        String styles =
                "<w:styles "
                        + W
                        + "><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"sv-SE\"/></w:rPr></w:rPrDefault>"
                        + "</w:docDefaults><w:style w:type=\"paragraph\" w:styleId=\"R1\"><w:name w:val=\"heading 1\"/></w:style>"
                        + "<w:style w:type=\"paragraph\" w:styleId=\"R2\"><w:name w:val=\"Rubrik 2\"/></w:style>"
                        + "<w:style w:type=\"paragraph\" w:styleId=\"Egen\"><w:name w:val=\"Kommunens rubrik\"/><w:basedOn w:val=\"R2\"/></w:style>"
                        + "<w:style w:type=\"paragraph\" w:styleId=\"Slinga\"><w:name w:val=\"slinga\"/><w:basedOn w:val=\"Slinga\"/></w:style>"
                        + "<w:style w:type=\"paragraph\" w:styleId=\"Nivå\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"
                        + "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
        byte[] file =
                with(
                        "word/styles.xml",
                        styles,
                        body(
                                styled("TOC1", "Ansvar 3")
                                        + styled("R1", "Ansvar")
                                        + styled("Egen", "Nämnden")
                                        + styled("Slinga", "Text.")
                                        + styled("Nivå", "Beredning")
                                        + p(r("Nämnden bereder."))));
        ParsedDocument document = parse("a.docx", file);
        assertThat(place(document, "bereder")).isEqualTo("Ansvar > Nämnden > Beredning");
        assertThat(document.text().value()).doesNotContain("Ansvar 3");
        assertThat(document.title()).hasValue("Reglemente för nämnden");
        assertThat(document.metadata()).containsEntry(ParsedDocument.LANGUAGE, "sv-SE");
    }

    @Test
    @DisplayName("numbers of lists are counted as the word processor shows them")
    void numbering() throws Exception {
        String numbering =
                "<w:numbering "
                        + W
                        + "><w:abstractNum w:abstractNumId=\"0\">"
                        + "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
                        + "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%2)\"/></w:lvl>"
                        + "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\uF0B7\"/></w:lvl>"
                        + "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/>"
                        + "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1 §\"/></w:lvl></w:abstractNum>"
                        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                        + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
        byte[] file =
                with(
                        "word/numbering.xml",
                        numbering,
                        body(
                                item(1, 0, "ett")
                                        + item(1, 1, "a-led")
                                        + item(1, 1, "b-led")
                                        + item(1, 2, "punkt")
                                        + item(1, 0, "två")
                                        + item(1, 1, "ånyo")
                                        + item(2, 0, "Nämnden ansvarar.")
                                        + item(2, 0, "Kommunen betalar.")));
        assertThat(outline(parse("a.docx", file)))
                .containsExactly(
                        "list-item: 1. ett",
                        "list-item: a) a-led",
                        "list-item: b) b-led",
                        "list-item: • punkt",
                        "list-item: 2. två",
                        "list-item: a) ånyo",
                        "heading: 4 §",
                        "paragraph: Nämnden ansvarar.",
                        "heading: 5 §",
                        "paragraph: Kommunen betalar.");
    }

    private static String item(int num, int level, String words) {
        return p(
                "<w:pPr><w:numPr><w:ilvl w:val=\""
                        + level
                        + "\"/><w:numId w:val=\""
                        + num
                        + "\"/></w:numPr></w:pPr>"
                        + r(words));
    }

    @Test
    @DisplayName(
            "tables keep their cells, also merged and nested ones; a table of one column is only layout")
    void tables() throws Exception {
        byte[] file =
                WordFiles.of(d -> {
                    XWPFTable table = d.createTable(2, 2);
                    table.getRow(0).getCell(0).setText("Plats");
                    table.getRow(0).getCell(1).setText("Avgift");
                    table.getRow(1).getCell(0).setText("Torget");
                    table.getRow(1).getCell(1).setText("12 kr");
                    d.createTable(1, 1).getRow(0).getCell(0).setText("Rutan är ett stycke.");
                });
        assertThat(outline(parse("a.docx", file)))
                .containsExactly(
                        "table-row: Plats | Avgift",
                        "table-row: Torget | 12 kr",
                        "paragraph: Rutan är ett stycke.");
    }

    @Test
    @DisplayName("sections in running text become headings, and bold short lines too")
    void sections() throws Exception {
        byte[] file =
                body(
                        p("<w:r><w:rPr><w:b/></w:rPr><w:t>Nämndens uppgifter</w:t></w:r>")
                                + p(r("1\u00A0§ Nämnden ansvarar för vägar."))
                                + p(r("2 § Nämnden ansvarar för parker.")));
        assertThat(place(parse("a.docx", file), "parker")).isEqualTo("Nämndens uppgifter > 2 §");
    }
}
