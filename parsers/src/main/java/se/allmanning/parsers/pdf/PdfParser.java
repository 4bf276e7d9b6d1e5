/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.Signature;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * Reads PDF: text in reading order with pages, without running heads and page numbers. Without
 * state.
 */
public final class PdfParser implements StructureParser {

    // What a document holds beyond this while it is read goes to a temporary file.
    private static final long IN_MEMORY = 32L << 20;

    private static final String REPAIR =
            "Open it in a PDF reader, print it to a new PDF, and try again.";

    @Override
    public String id() {
        return "pdf";
    }

    @Override
    public int match(String name, byte[] head) {
        if (Signature.isPdf(head)) {
            return BY_CONTENT;
        }
        return Reading.endsIn(name, ".pdf") ? BY_NAME : NOT_MINE;
    }

    @Override
    public ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException {
        refuseOtherFormats(input);
        Optional<Path> own = input.path().filter(PdfParser::isOnDisk);
        if (own.isPresent()) {
            return parse(own.get());
        }
        Path copy = Files.createTempFile("allmanning-", ".pdf");
        try {
            try (InputStream in = input.open()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return parse(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static boolean isOnDisk(Path path) {
        return path.getFileSystem().equals(java.nio.file.FileSystems.getDefault());
    }

    private static ParsedDocument parse(Path file) throws IOException, UnreadableDocumentException {
        try (RandomAccessReadBufferedFile bytes = new RandomAccessReadBufferedFile(file)) {
            return QuietFonts.within(() -> read(bytes));
        }
    }

    private static ParsedDocument read(RandomAccessReadBufferedFile bytes)
            throws UnreadableDocumentException {
        try (PDDocument document =
                Loader.loadPDF(
                        bytes,
                        "",
                        null,
                        null,
                        MemoryUsageSetting.setupMixed(IN_MEMORY).streamCache)) {
            return new PdfDocument(document).read();
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocumentException(
                    "The PDF is encrypted and asks for a password.",
                    "Save it without a password.",
                    e);
        } catch (StackOverflowError e) {
            throw Reading.tooDeep("PDF");
        } catch (IOException | RuntimeException e) {
            // The file itself can be read: an error comes from what is in it.
            throw new UnreadableDocumentException("The PDF is damaged or cut off.", REPAIR, e);
        }
    }

    private static void refuseOtherFormats(ParserInput input)
            throws IOException, UnreadableDocumentException {
        byte[] head;
        try (InputStream in = input.open()) {
            head = in.readNBytes(8192);
        }
        if (head.length == 0) {
            throw Reading.empty();
        }
        if (!Signature.isPdf(head)) {
            throw new UnreadableDocumentException(
                    "The file is not a PDF: its beginning does not hold %PDF.",
                    "Give it the ending of its real format, or fetch it again.");
        }
    }
}
