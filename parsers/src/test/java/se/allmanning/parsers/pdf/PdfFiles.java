/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Makes PDF files for tests, line by line at given places (points from the upper left corner of an
 * A4 page).
 */
public final class PdfFiles implements AutoCloseable {

    static final PDType1Font REGULAR = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    static final PDType1Font BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private static final float HEIGHT = PDRectangle.A4.getHeight();

    final PDDocument document = new PDDocument();
    private PDPageContentStream page;

    PdfFiles() throws IOException {
        page = newPage();
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        return new PDPageContentStream(document, sheet);
    }

    /** A page with the given lines of running text. */
    public static byte[] lines(String... lines) throws IOException {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, lines);
            return file.bytes();
        }
    }

    /** The content of the current page, for what has no method here. */
    PDPageContentStream content() {
        return page;
    }

    PdfFiles nextPage() throws IOException {
        page.close();
        page = newPage();
        return this;
    }

    PdfFiles text(float x, float y, float size, PDType1Font font, String words) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, HEIGHT - y);
        page.showText(words);
        page.endText();
        return this;
    }

    PdfFiles text(float x, float y, float size, String words) throws IOException {
        return text(x, y, size, REGULAR, words);
    }

    PdfFiles bold(float x, float y, float size, String words) throws IOException {
        return text(x, y, size, BOLD, words);
    }

    PdfFiles column(float x, float y, float size, String... lines) throws IOException {
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                text(x, y + i * size * 1.25f, size, lines[i]);
            }
        }
        return this;
    }

    /** A picture over most of the page, as a scanner makes it. */
    PdfFiles picture() throws IOException {
        BufferedImage image = new BufferedImage(60, 80, BufferedImage.TYPE_BYTE_GRAY);
        PDImageXObject object = LosslessFactory.createFromImage(document, image);
        page.drawImage(object, 20, 20, 500, 700);
        return this;
    }

    byte[] encrypted(String owner, String user) throws IOException {
        StandardProtectionPolicy policy =
                new StandardProtectionPolicy(owner, user, new AccessPermission());
        policy.setEncryptionKeyLength(256);
        document.protect(policy);
        return bytes();
    }

    byte[] bytes() throws IOException {
        page.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
