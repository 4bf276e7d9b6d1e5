/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes Word files for tests. */
public final class WordFiles {

    private WordFiles() {}

    public static byte[] of(Consumer<XWPFDocument> content) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            content.accept(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        }
    }

    public static byte[] spreadsheet() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            book.createSheet("Blad1").createRow(0).createCell(0).setCellValue("Parkering");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }
}
