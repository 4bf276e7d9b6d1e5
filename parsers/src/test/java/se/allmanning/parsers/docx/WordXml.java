/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Word files from the XML of their parts. */
final class WordXml {

    static final String W =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private WordXml() {}

    /** A Word file whose body is the given XML. */
    static byte[] body(String xml) throws Exception {
        return with(
                "word/document.xml",
                "<w:document " + W + "><w:body>" + xml + "</w:body></w:document>",
                base());
    }

    static byte[] base() throws Exception {
        return WordFiles.of(d -> {
            d.createStyles();
            d.createNumbering();
            d.createFootnotes();
            d.createEndnotes();
            d.getProperties().getCoreProperties().setTitle("Reglemente för nämnden");
        });
    }

    static byte[] with(String part, String xml, byte[] file) throws Exception {
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

    static String p(String runs) {
        return "<w:p>" + runs + "</w:p>";
    }

    static String r(String words) {
        return "<w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
    }

    static String styled(String style, String words) {
        return p("<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + r(words));
    }
}
