/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.docx.WordXml.W;
import static se.allmanning.parsers.docx.WordXml.body;
import static se.allmanning.parsers.docx.WordXml.p;
import static se.allmanning.parsers.docx.WordXml.r;
import static se.allmanning.parsers.docx.WordXml.with;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ParsedDocument;

@DisplayName("Reading DOCX: text")
class DocxTextTest {

    @Test
    @DisplayName("tracked changes are read as accepted")
    void trackedChanges() throws Exception {
        byte[] file =
                body(
                        p(
                                        r("Avgiften är ")
                                                + "<w:del w:id=\"1\"><w:r><w:delText>tio</w:delText></w:r></w:del>"
                                                + "<w:ins w:id=\"2\">"
                                                + r("tolv")
                                                + "</w:ins>"
                                                + r(" kronor."))
                                + p(
                                        "<w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>"
                                                + r("Nämnden "))
                                + p(r("beslutar."))
                                + "<w:tbl><w:tr><w:trPr><w:del w:id=\"4\"/></w:trPr><w:tc>"
                                + p(r("borta"))
                                + "</w:tc></w:tr></w:tbl>");
        assertThat(outline(parse("a.docx", file)))
                .containsExactly(
                        "paragraph: Avgiften är tolv kronor.", "paragraph: Nämnden beslutar.");
    }

    @Test
    @DisplayName(
            "hidden text is left out and reported; page numbers and tables of contents are left out")
    void leftOut() throws Exception {
        String toc =
                p(
                                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>"
                                        + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                                        + r("Inledning 1"))
                        + p(r("Ansvar 2"))
                        + p("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        byte[] file =
                body(
                        toc
                                + p(
                                        r("Synligt")
                                                + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hemligt</w:t></w:r>"
                                                + r(" ord på sidan ")
                                                + "<w:fldSimple w:instr=\" PAGE \">"
                                                + r("7")
                                                + "</w:fldSimple>"
                                                + "<w:hyperlink>"
                                                + r(" länk")
                                                + "</w:hyperlink>"
                                                + "<w:r><w:softHyphen/><w:noBreakHyphen/><w:t>x</w:t></w:r>"));
        ParsedDocument document = parse("a.docx", file);
        assertThat(document.text().value()).isEqualTo("Synligt ord på sidan länk-x");
        assertThat(document.warnings())
                .singleElement()
                .asString()
                .startsWith("Hidden text left out: 7 characters (marked as hidden).");
    }

    @Test
    @DisplayName("footnotes and endnotes follow the paragraph that refers to them")
    void notes() throws Exception {
        String foot =
                "<w:footnotes "
                        + W
                        + "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
                        + "<w:footnote w:id=\"7\">"
                        + p("<w:r><w:footnoteRef/></w:r>" + r(" Prop. 2023/24:1."))
                        + "</w:footnote></w:footnotes>";
        byte[] file =
                with(
                        "word/footnotes.xml",
                        foot,
                        body(
                                p(
                                                r("Lagen")
                                                        + "<w:r><w:footnoteReference w:id=\"7\"/></w:r>"
                                                        + r(" gäller."))
                                        + p(r("Nästa."))));
        assertThat(outline(parse("a.docx", file)))
                .containsExactly(
                        "paragraph: Lagen¹ gäller.",
                        "footnote: ¹ Prop. 2023/24:1.",
                        "paragraph: Nästa.");
    }

    @Test
    @DisplayName("text boxes follow the paragraph they hang in, and are read once")
    void textBox() throws Exception {
        String box =
                "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice><w:drawing>"
                        + "<w:txbxContent>"
                        + p(r("Faktaruta."))
                        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                        + "<w:txbxContent>"
                        + p(r("Faktaruta."))
                        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>";
        assertThat(outline(parse("a.docx", body(p("<w:r>" + box + "</w:r>" + r("Text."))))))
                .containsExactly("paragraph: Text.", "paragraph: Faktaruta.");
    }
}
