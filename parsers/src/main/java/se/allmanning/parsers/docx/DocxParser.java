/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.Signature;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * Reads Word documents (DOCX), and tells of the older and the encrypted ones why it cannot. Without
 * state.
 */
public final class DocxParser implements StructureParser {

    private static final String REPAIR =
            "Open it in a word processor, save it anew as .docx, and try again.";

    @Override
    public String id() {
        return "docx";
    }

    @Override
    public int match(String name, byte[] head) {
        boolean named = Reading.endsIn(name, ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot");
        if (Signature.isZip(head)) {
            return switch (ZipHead.of(head)) {
                case WORD -> BY_CONTENT;
                case OTHER -> NOT_MINE;
                case UNCLEAR -> named ? BY_NAME : NOT_MINE;
            };
        }
        if (Signature.isOle2(head)) {
            boolean word = Signature.namesStream(head, "WordDocument");
            return word ? BY_CONTENT : named ? BY_NAME : NOT_MINE;
        }
        return named ? BY_NAME : NOT_MINE;
    }

    @Override
    public ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException {
        refuseOtherFormats(input);
        try {
            OPCPackage container = open(input);
            try {
                return new DocxDocument(container).read();
            } finally {
                // Closing would write; nothing was changed.
                container.revert();
            }
        } catch (XMLStreamException
                | OpenXML4JException
                | OpenXML4JRuntimeException
                | UnsupportedFileFormatException e) {
            throw new UnreadableDocumentException("The Word file is damaged.", REPAIR, e);
        } catch (StackOverflowError e) {
            throw Reading.tooDeep("Word file");
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damagedOrUnavailable(input, e);
        }
    }

    private static OPCPackage open(ParserInput input) throws IOException, OpenXML4JException {
        Optional<Path> path = input.path();
        if (path.isPresent()) {
            try {
                return OPCPackage.open(path.get().toFile(), PackageAccess.READ);
            } catch (UnsupportedOperationException e) {
                // A path of another file system than the default: its bytes are read instead.
            }
        }
        try (InputStream in = input.open()) {
            return OPCPackage.open(in);
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
        if (Signature.isOle2(head)) {
            throw OleContainer.reason(input);
        }
        if (Signature.isRtf(head)) {
            throw new UnreadableDocumentException(
                    "The file is Rich Text Format (RTF) under a Word name.", "Save it as .docx.");
        }
        if (!Signature.isZip(head)) {
            throw new UnreadableDocumentException(
                    "The file is not a Word file: it does not begin as a ZIP container.",
                    "Give it the ending of its real format, or fetch it again.");
        }
    }

    /** An error of reading is the container's fault if the bytes can be fetched. */
    private static UnreadableDocumentException damagedOrUnavailable(ParserInput input, Exception e)
            throws IOException {
        try (InputStream in = input.open()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String message = e.getMessage();
        if (message != null && message.contains("Zip bomb")) {
            return new UnreadableDocumentException(
                    "The Word file unpacks to far more than a document holds; reading stopped.",
                    "Remove it, or export it again from where it was written.",
                    e);
        }
        return new UnreadableDocumentException("The Word file is damaged.", REPAIR, e);
    }
}
