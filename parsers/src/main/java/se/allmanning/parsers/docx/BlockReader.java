/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.docx.Block.Paragraph;
import se.allmanning.parsers.structure.HiddenText;

/** Reads the blocks of a body, a cell, a note or a text box. */
final class BlockReader {

    private final Xml xml;
    private final Styles styles;
    private final Numbering numbering;
    private final Notes notes;
    private final Fields fields = new Fields();
    private final HiddenText hidden;
    private Ground ground = Ground.PAPER;

    BlockReader(Xml xml, Styles styles, Numbering numbering, Notes notes, HiddenText hidden) {
        this.xml = xml;
        this.styles = styles;
        this.numbering = numbering;
        this.notes = notes;
        this.hidden = hidden;
    }

    /** What the text that is read now stands on. */
    Ground ground() {
        return ground;
    }

    /** The blocks of a text box, whose ground a drawing decides. */
    List<Block> box() throws XMLStreamException {
        Ground outer = ground;
        ground = Ground.UNKNOWN;
        List<Block> blocks = blocks();
        ground = outer;
        return blocks;
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
                case "tcPr" -> cellProperties();
                // Whether the colour of a page is shown is a setting of the program that shows it.
                case "background" -> {
                    ground = Ground.UNKNOWN;
                    xml.skip();
                }
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
        Ground outer = ground;
        tableRows(rows);
        ground = outer;
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
                case "tblPr" -> tableProperties();
                case "sdt", "sdtContent", "ins", "customXml" -> tableRows(rows);
                default -> xml.skip();
            }
        }
    }

    private void tableProperties() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("tblStyle") && styles.shades(xml.val())) {
                // Which of its cells a style shades depends on their places.
                ground = Ground.UNKNOWN;
            } else if (name.equals("shd")) {
                ground = ground.shaded(xml);
            }
            xml.skip();
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
        Ground outer = ground;
        into(blocks);
        ground = outer;
        return blocks;
    }

    private void cellProperties() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("shd")) {
                ground = ground.shaded(xml);
            }
            xml.skip();
        }
    }

    private @Nullable Paragraph paragraph() throws XMLStreamException {
        RunReader runs = new RunReader(xml, styles, notes, fields, this);
        ParagraphProperties properties = new ParagraphProperties();
        boolean insideField = fields.suppressed();
        runs.paragraph(properties);
        boolean contents =
                styles.isContents(properties.style) || (insideField && runs.words().isBlank());
        if (contents) {
            return null;
        }
        hidden.add(runs.hidden());
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
