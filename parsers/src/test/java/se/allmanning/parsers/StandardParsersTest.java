/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.parsers.docx.WordFiles;
import se.allmanning.parsers.pdf.PdfFiles;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Choosing a parser")
class StandardParsersTest {

    @Test
    @DisplayName("the service loader finds the five parsers")
    void registered() {
        assertThat(
                        ServiceLoader.load(AllmanningExtension.class).stream()
                                .map(ServiceLoader.Provider::get))
                .anySatisfy(e ->
                        assertThat(e.structureParsers())
                                .extracting(StructureParser::id)
                                .containsExactly("pdf", "docx", "html", "markdown", "text"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.md, markdown",
        "A.MARKDOWN, markdown",
        "a.txt, text",
        "LÄSMIG, text",
        "a.htm, html"
    })
    @DisplayName("text goes by its name")
    void byName(String name, String id) {
        assertThat(Documents.idOf(name, "Vanlig text.".getBytes(UTF_8))).isEqualTo(id);
    }

    @Test
    @DisplayName("mislabelled files are read by what they hold")
    void byContent() throws Exception {
        byte[] pdf = PdfFiles.lines("Parkering kräver tillstånd.");
        byte[] docx =
                WordFiles.of(d ->
                        d.createParagraph().createRun().setText("Parkering kräver tillstånd."));
        byte[] html =
                "<!-- mall --><!DOCTYPE html><p>Parkering kräver tillstånd.</p>".getBytes(UTF_8);
        for (String name : new String[] {"a.docx", "a.pdf", "a.txt", "a.md", "a.html", "a"}) {
            assertThat(Documents.idOf(name, pdf)).isEqualTo("pdf");
            assertThat(Documents.idOf(name, docx)).isEqualTo("docx");
            assertThat(Documents.idOf(name, html)).isEqualTo("html");
            for (byte[] bytes : new byte[][] {pdf, docx, html}) {
                assertThat(Documents.parse(name, bytes).text().value())
                        .contains("Parkering kräver tillstånd.");
            }
        }
    }

    @Test
    @DisplayName("a PDF is known with foreign bytes before its mark")
    void shiftedPdf() throws Exception {
        byte[] pdf = PdfFiles.lines("Parkering kräver tillstånd.");
        byte[] shifted = new byte[pdf.length + 700];
        java.util.Arrays.fill(shifted, (byte) '\n');
        System.arraycopy(pdf, 0, shifted, 700, pdf.length);
        assertThat(Documents.idOf("a.bin", shifted)).isEqualTo("pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.png", "x.txt", "x.zip", "x.xlsx", "x.exe", "x", "x.md", "x.html"})
    @DisplayName(
            "pictures, archives, spreadsheets, programs and RTF are nobody's, whatever they are called")
    void unknown(String name) throws Exception {
        byte[] png = {
            (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
        };
        byte[] exe = "MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff".repeat(20).getBytes(ISO_8859_1);
        byte[] rtf = "{\\rtf1\\ansi Hej}".getBytes(UTF_8);
        for (byte[] bytes :
                new byte[][] {png, exe, rtf, zip("bilder/a.jpg", "x"), WordFiles.spreadsheet()}) {
            assertThat(Documents.idOf(name, bytes)).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kod.java", "data.json", "tabell.csv", "sida.css"})
    @DisplayName("text of other kinds is nobody's")
    void otherText(String name) {
        assertThat(Documents.idOf(name, "a = 1".getBytes(UTF_8))).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.docx", "a.html", "a.md", "a.txt"})
    @DisplayName("an empty file is reported as empty")
    void empty(String name) {
        assertThatThrownBy(() -> Documents.parse(name, new byte[0]))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("0 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.html", "a.md", "a.txt"})
    @DisplayName("a file of white space is reported as holding no text")
    void blank(String name) {
        assertThatThrownBy(() -> Documents.parse(name, " \n\t\n \u00A0\n"))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("no text");
    }

    @Test
    @DisplayName("a picture called .pdf or .docx is reported with its reason")
    void pictureNamedDocument() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
        assertThatThrownBy(() -> Documents.parse("a.pdf", png)).hasMessageContaining("not a PDF");
        assertThatThrownBy(() -> Documents.parse("a.docx", png))
                .hasMessageContaining("not a Word file");
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
