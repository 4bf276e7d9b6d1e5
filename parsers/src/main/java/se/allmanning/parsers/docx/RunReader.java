/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.HiddenText;
import se.allmanning.parsers.structure.Numerals;

/**
 * Reads the words of one paragraph as they are shown: insertions in, deletions, hidden text and
 * page numbers out.
 */
final class RunReader {

    private final Xml xml;
    private final Styles styles;
    private final Notes allNotes;
    private final Fields fields;
    private final BlockReader blocks;
    private final StringBuilder words = new StringBuilder();
    private final List<String> notes = new ArrayList<>();
    private final List<Block> boxes = new ArrayList<>();
    private final HiddenText hidden = new HiddenText();
    private @Nullable String style;
    private Ground ground;
    private boolean plain;

    RunReader(Xml xml, Styles styles, Notes notes, Fields fields, BlockReader blocks) {
        this.xml = xml;
        this.styles = styles;
        this.allNotes = notes;
        this.fields = fields;
        this.blocks = blocks;
        this.ground = blocks.ground();
    }

    String words() {
        return words.toString();
    }

    /** Whether there are words and all of them are bold. */
    boolean bold() {
        return !plain && !words.toString().isBlank();
    }

    List<String> notes() {
        return notes;
    }

    List<Block> boxes() {
        return boxes;
    }

    /** What was left out because readers do not see it. */
    HiddenText hidden() {
        return hidden;
    }

    void paragraph(ParagraphProperties properties) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("pPr")) {
                properties.read(xml);
                style = properties.style;
                Ground own = styles.paragraphGround(style);
                ground = properties.shaded(own == null ? ground : own);
            } else {
                inline(name);
            }
        }
    }

    private void inline(String name) throws XMLStreamException {
        switch (name) {
            case "r" -> run();
            case "hyperlink",
                    "ins",
                    "moveTo",
                    "smartTag",
                    "customXml",
                    "sdt",
                    "sdtContent",
                    "dir",
                    "bdo" ->
                    children();
            case "oMath", "oMathPara" -> math();
            case "fldSimple" -> {
                String instruction = xml.attribute("instr");
                if (instruction != null && Fields.isLeftOut(instruction)) {
                    xml.skip();
                } else {
                    children();
                }
            }
            case "AlternateContent" -> choice();
            default -> xml.skip();
        }
    }

    private void children() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            inline(name);
        }
    }

    private void choice() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Choice")) {
                drawing();
            } else {
                xml.skip();
            }
        }
    }

    private void math() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("t")) {
                append(xml.text(), false);
            } else {
                math();
            }
        }
    }

    private void run() throws XMLStreamException {
        RunLook look = new RunLook(styles, style, ground);
        for (String name = xml.child(); name != null; name = xml.child()) {
            boolean words = name.equals("t") || name.equals("sym");
            String reason = look.hidden();
            if (name.equals("rPr")) {
                look.read(xml);
            } else if (words && reason != null) {
                String symbol = xml.attribute("char");
                String text = name.equals("t") ? xml.text() : symbol(symbol);
                if (name.equals("sym")) {
                    xml.skip();
                }
                if (!fields.suppressed()) {
                    hidden.leftOut(text, reason);
                }
            } else if (look.isOff() && !name.equals("fldChar") && !name.equals("instrText")) {
                xml.skip();
            } else {
                content(name, look.bold, look.raised);
            }
        }
    }

    private void content(String name, boolean bold, boolean raised) throws XMLStreamException {
        switch (name) {
            case "t" -> {
                String text = xml.text();
                append(
                        raised && text.matches("\\d{1,3}") ? Numerals.superscript(text) : text,
                        bold);
                return;
            }
            case "tab", "ptab" -> append("\t", true);
            case "br" -> {
                String type = xml.attribute("type");
                append(type == null || type.equals("textWrapping") ? "\n" : " ", true);
            }
            case "cr" -> append("\n", true);
            case "noBreakHyphen" -> append("-", bold);
            case "sym" -> append(symbol(xml.attribute("char")), bold);
            case "fldChar" -> {
                String type = xml.attribute("fldCharType");
                fields.mark(type == null ? "" : type);
            }
            case "instrText" -> {
                fields.instruction(xml.text());
                return;
            }
            case "footnoteReference", "endnoteReference" -> note(name.startsWith("foot"));
            case "AlternateContent" -> {
                choice();
                return;
            }
            case "drawing", "pict", "object" -> {
                drawing();
                return;
            }
            default -> {}
        }
        xml.skip();
    }

    private void append(String text, boolean bold) {
        if (!fields.suppressed()) {
            words.append(text);
            plain |= !bold && !text.isBlank();
        }
    }

    private static String symbol(@Nullable String code) {
        if (code == null || !code.matches("[0-9A-Fa-f]{4}")) {
            return "";
        }
        int c = Integer.parseInt(code, 16);
        return c >= 0xF000 && c <= 0xF0FF ? "\u2022" : String.valueOf((char) c);
    }

    private void note(boolean foot) throws XMLStreamException {
        String id = xml.attribute("id");
        if (id == null || fields.suppressed()) {
            return;
        }
        String mark = allNotes.mark(foot, id);
        words.append(mark);
        String text = allNotes.words(foot, id);
        if (!text.isBlank()) {
            notes.add(mark + " " + text);
        }
    }

    /** Text boxes hang somewhere in a drawing. */
    private void drawing() throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "txbxContent" -> boxes.addAll(blocks.box());
                case "Fallback" -> xml.skip();
                case "r" -> run();
                default -> drawing();
            }
        }
    }
}
