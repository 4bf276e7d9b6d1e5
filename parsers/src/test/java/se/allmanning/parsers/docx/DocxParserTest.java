/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.parsers.Documents;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Reading DOCX")
class DocxParserTest {

    private static final String W =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    /** A Word file whose body is the given XML. */
    private static byte[] body(String xml) throws Exception {
        return with(
                "word/document.xml",
                "<w:document " + W + "><w:body>" + xml + "</w:body></w:document>",
                base());
    }

    private static byte[] base() throws Exception {
        return WordFiles.of(d -> {
            d.createStyles();
            d.createNumbering();
            d.createFootnotes();
            d.createEndnotes();
            d.getProperties().getCoreProperties().setTitle("Reglemente för nämnden");
        });
    }

    private static byte[] with(String part, String xml, byte[] file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(
                        entry.getName().equals(part)
                                ? xml.getBytes(StandardCharsets.UTF_8)
                                : in.readAllBytes());
            }
        }
        return out.toByteArray();
    }

    private static String p(String runs) {
        return "<w:p>" + runs + "</w:p>";
    }

    private static String r(String words) {
        return "<w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
    }

    private static String styled(String style, String words) {
        return p("<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + r(words));
    }

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
                .contains("Hidden text in 1 places");
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

    @Test
    @DisplayName("an encrypted file, an old .doc and a damaged file each tell their reason")
    void unreadable() throws Exception {
        assertThatThrownBy(() -> parse("a.docx", encrypted()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage(
                        "The Word file is encrypted and asks for a password. Save it without a password.");
        assertThatThrownBy(() -> parse("a.doc", legacy()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("before 2007")
                .hasMessageContaining("Save it as .docx.");
        byte[] whole = body(p(r("Text.")));
        assertThatThrownBy(() -> parse("a.docx", Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> parse("a.docx", body("<w:p><w:r>")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    @DisplayName("a file that unpacks without end, or names an outside entity, is refused")
    void bombs() throws Exception {
        String endless = "<w:p><w:r><w:t>" + " ".repeat(30_000_000) + "</w:t></w:r></w:p>";
        assertThatThrownBy(() -> parse("a.docx", body(endless)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("unpacks to far more");
        String entity =
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><w:document "
                        + W
                        + "><w:body>"
                        + p(r("&e;"))
                        + "</w:body></w:document>";
        assertThatThrownBy(() -> parse("a.docx", with("word/document.xml", entity, base())))
                .isInstanceOf(UnreadableDocumentException.class);
    }

    @Test
    @DisplayName("old Office containers of other kinds are not taken for Word")
    void otherContainer() throws Exception {
        assertThat(Documents.idOf("a.xls", legacy("Workbook"))).isEqualTo("none");
        assertThat(Documents.idOf("a.txt", legacy())).isEqualTo("docx");
    }

    private static byte[] encrypted() throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem();
                XWPFDocument document = new XWPFDocument()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("hemligt");
            try (var out = encryptor.getDataStream(container)) {
                document.write(out);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            container.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] legacy() throws Exception {
        return legacy("WordDocument");
    }

    private static byte[] legacy(String stream) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            container.createDocument(new ByteArrayInputStream(new byte[5000]), stream);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            container.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }
}
