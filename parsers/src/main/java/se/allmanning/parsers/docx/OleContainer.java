/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * The container of the Word files before 2007, and of encrypted newer ones: not read, but told
 * apart.
 */
final class OleContainer {

    private OleContainer() {}

    static UnreadableDocumentException reason(ParserInput input) throws IOException {
        try (InputStream in = input.open();
                POIFSFileSystem files = new POIFSFileSystem(in)) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntry("EncryptedPackage")) {
                return new UnreadableDocumentException(
                        "The Word file is encrypted and asks for a password.",
                        "Save it without a password.");
            }
            if (root.hasEntry("WordDocument")) {
                return new UnreadableDocumentException(
                        "The file is in the Word format from before 2007 (.doc).",
                        "Save it as .docx.");
            }
            return new UnreadableDocumentException(
                    "The file is an old Office container and holds no Word document.",
                    "Give it the ending of its real format, or save it as .docx.");
        } catch (IOException | RuntimeException e) {
            return new UnreadableDocumentException(
                    "The file is in an Office format from before 2007, and damaged.",
                    "Open it in a word processor and save it as .docx.",
                    e);
        }
    }
}
