/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.docx.WordXml.W;
import static se.allmanning.parsers.docx.WordXml.base;
import static se.allmanning.parsers.docx.WordXml.body;
import static se.allmanning.parsers.docx.WordXml.p;
import static se.allmanning.parsers.docx.WordXml.r;
import static se.allmanning.parsers.docx.WordXml.with;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.parsers.Documents;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Reading DOCX: what is refused")
class DocxRefusalsTest {

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
