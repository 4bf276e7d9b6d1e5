/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.docx.Block.Paragraph;

/** Reads the blocks of a body, a cell, a note or a text box. */
final class BlockReader {

    private final Xml xml;
    private final Styles styles;
    private final Numbering numbering;
    private final Notes notes;
    private final Fields fields = new Fields();
    private int hidden;

    BlockReader(Xml xml, Styles styles, Numbering numbering, Notes notes) {
        this.xml = xml;
        this.styles = styles;
        this.numbering = numbering;
        this.notes = notes;
    }

    /** How many runs were left out because they are hidden. */
    int hidden() {
        return hidden;
    }

    /** The blocks of the current element, which is consumed. */
    List<Block> blocks() throws XMLStreamException {
        List<Block> blocks = new ArrayList<>();
        into(blocks);
        return blocks;
    }

    private void into(List<Block> blocks) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "p" -> add(blocks, paragraph());
                case "tbl" -> blocks.add(table());
                case "sdt" -> controlled(blocks);
                case "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body" -> into(blocks);
                case "AlternateContent" -> alternative(blocks);
                default -> xml.skip();
            }
        }
    }

    private static void add(List<Block> blocks, @Nullable Paragraph paragraph) {
        if (paragraph == null) {
            return;
        }
        int last = blocks.size() - 1;
        if (last >= 0 && blocks.get(last) instanceof Paragraph before && before.open()) {
            blocks.set(last, before.continued(paragraph));
        } else {
            blocks.add(paragraph);
        }
    }

    private void alternative(List<Block> blocks) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Choice")) {
                into(blocks);
            } else {
                xml.skip();
            }
        }
    }

    private void controlled(List<Block> blocks) throws XMLStreamException {
        boolean contents = false;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("sdtPr")) {
                contents = isContents();
            } else if (name.equals("sdtContent") && !contents) {
                into(blocks);
            } else {
                xml.skip();
            }
        }
    }

    private boolean isContents() throws XMLStreamException {
        boolean found = false;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("docPartObj")) {
                for (String part = xml.child(); part != null; part = xml.child()) {
                    found |= part.equals("docPartGallery") && xml.val().equals("Table of Contents");
                    xml.skip();
                }
            } else {
                xml.skip();
            }
        }
        return found;
    }

    private Block.Table table() throws XMLStreamException {
        List<List<List<Block>>> rows = new ArrayList<>();
        tableRows(rows);
        return new Block.Table(rows);
    }

    private void tableRows(List<List<List<Block>>> rows) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "tr" -> {
                    List<List<Block>> cells = new ArrayList<>();
                    boolean deleted = cells(cells);
                    if (!deleted) {
                        rows.add(cells);
                    }
                }
                case "sdt", "sdtContent", "ins", "customXml" -> tableRows(rows);
                default -> xml.skip();
            }
        }
    }

    private boolean cells(List<List<Block>> cells) throws XMLStreamException {
        boolean deleted = false;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "tc" -> cells.add(cell());
                case "trPr" -> {
                    for (String property = xml.child(); property != null; property = xml.child()) {
                        deleted |= property.equals("del");
                        xml.skip();
                    }
                }
                case "sdt", "sdtContent", "customXml" -> deleted |= cells(cells);
                default -> xml.skip();
            }
        }
        return deleted;
    }

    private List<Block> cell() throws XMLStreamException {
        List<Block> blocks = new ArrayList<>();
        into(blocks);
        return blocks;
    }

    private @Nullable Paragraph paragraph() throws XMLStreamException {
        RunReader runs = new RunReader(xml, styles, notes, fields, this);
        ParagraphProperties properties = new ParagraphProperties();
        boolean insideField = fields.suppressed();
        runs.paragraph(properties);
        hidden += runs.hidden();
        boolean contents =
                styles.isContents(properties.style) || (insideField && runs.words().isBlank());
        if (contents) {
            return null;
        }
        int level =
                properties.outline >= 0
                        ? properties.outline % 9 + 1
                        : styles.headingLevel(properties.style);
        String mark = runs.words().isBlank() ? "" : mark(properties);
        return new Paragraph(
                properties.outline == 9 ? 0 : level,
                mark,
                runs.words(),
                runs.bold(),
                runs.notes(),
                runs.boxes(),
                properties.markDeleted);
    }

    private String mark(ParagraphProperties properties) {
        String numId = properties.numId == null ? styles.numId(properties.style) : properties.numId;
        int level =
                properties.numLevel >= 0 ? properties.numLevel : styles.numLevel(properties.style);
        return numId == null || numId.equals("0") ? "" : numbering.next(numId, level);
    }
}
