/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.parsers.structure.Titles;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

/** An opened Word file: finds its parts and reads them in order. */
final class DocxDocument {

    private final OPCPackage container;

    DocxDocument(OPCPackage container) {
        this.container = container;
    }

    ParsedDocument read()
            throws IOException,
                    XMLStreamException,
                    InvalidFormatException,
                    UnreadableDocumentException {
        PackagePart main = mainPart();
        Styles styles = Styles.of(related(main, "styles"));
        Numbering numbering = Numbering.of(related(main, "numbering"));
        StructureWriter writer = StructureWriter.marked();
        Notes notes =
                Notes.of(
                        related(main, "footnotes"),
                        related(main, "endnotes"),
                        styles,
                        numbering,
                        writer.hidden());
        try (Xml xml = Xml.open(main)) {
            xml.root();
            BlockReader reader = new BlockReader(xml, styles, numbering, notes, writer.hidden());
            List<Block> blocks = reader.blocks();
            new DocxWriter(writer).write(blocks);
        }
        if (writer.isEmpty()) {
            throw Reading.noText("Word file", writer.hidden());
        }
        writer.metadata(ParsedDocument.LANGUAGE, styles.language());
        writer.metadata(ParsedDocument.TITLE, title());
        return writer.build();
    }

    private String title() {
        try {
            return Titles.sensible(container.getPackageProperties().getTitleProperty().orElse(""));
        } catch (InvalidFormatException | RuntimeException e) {
            // The text is there; a title that cannot be read is no reason to lose it.
            return "";
        }
    }

    private PackagePart mainPart() throws InvalidFormatException, UnreadableDocumentException {
        for (String type :
                List.of(
                        PackageRelationshipTypes.CORE_DOCUMENT,
                        PackageRelationshipTypes.STRICT_CORE_DOCUMENT)) {
            for (PackageRelationship relation : container.getRelationshipsByType(type)) {
                PackagePart part = container.getPart(relation);
                if (part != null) {
                    String content = part.getContentType();
                    if (content.contains("wordprocessingml") || content.contains("ms-word")) {
                        return part;
                    }
                    throw new UnreadableDocumentException(
                            "The file is an Office file, but not a Word document.",
                            "Give it the ending of its real format, or save it as .docx.");
                }
            }
        }
        throw new UnreadableDocumentException(
                "The file is a ZIP container without a Word document in it.",
                "Give it the ending of its real format, or fetch it again.");
    }

    private @Nullable PackagePart related(PackagePart main, String kind)
            throws InvalidFormatException {
        for (PackageRelationship relation : main.getRelationships()) {
            boolean wanted =
                    relation.getRelationshipType().endsWith("/" + kind)
                            && relation.getTargetMode() == TargetMode.INTERNAL;
            if (wanted) {
                return main.getRelatedPart(relation);
            }
        }
        return null;
    }
}
