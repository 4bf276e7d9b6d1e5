/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.HiddenText;
import se.allmanning.parsers.structure.Numerals;
import se.allmanning.parsers.structure.Spaces;

/** Footnotes and endnotes by their ids, numbered in the order in which the text refers to them. */
final class Notes {

    private final Map<String, String> footnotes = new HashMap<>();
    private final Map<String, String> endnotes = new HashMap<>();
    private final Map<String, Integer> footOrder = new LinkedHashMap<>();
    private final Map<String, Integer> endOrder = new LinkedHashMap<>();

    static Notes of(
            @Nullable PackagePart foot,
            @Nullable PackagePart end,
            Styles styles,
            Numbering numbering,
            HiddenText hidden)
            throws IOException, XMLStreamException {
        Notes notes = new Notes();
        read(foot, notes.footnotes, styles, numbering, hidden);
        read(end, notes.endnotes, styles, numbering, hidden);
        return notes;
    }

    /** The mark of a note where the text refers to it. */
    String mark(boolean foot, String id) {
        Map<String, Integer> order = foot ? footOrder : endOrder;
        int number = order.computeIfAbsent(id, k -> order.size() + 1);
        // Word's own choice: figures for footnotes, Roman numerals for endnotes.
        return foot
                ? Numerals.superscript(Integer.toString(number))
                : "[" + Numerals.roman(number) + "]";
    }

    /** The words of a note; empty where there is none. */
    String words(boolean foot, String id) {
        return (foot ? footnotes : endnotes).getOrDefault(id, "");
    }

    private static void read(
            @Nullable PackagePart part,
            Map<String, String> into,
            Styles styles,
            Numbering numbering,
            HiddenText hidden)
            throws IOException, XMLStreamException {
        if (part == null) {
            return;
        }
        try (Xml xml = Xml.open(part)) {
            xml.root();
            for (String name = xml.child(); name != null; name = xml.child()) {
                String id = xml.attribute("id");
                String type = xml.attribute("type");
                boolean real = type == null || type.equals("normal");
                if (id != null && real && (name.equals("footnote") || name.equals("endnote"))) {
                    List<Block> blocks =
                            new BlockReader(xml, styles, numbering, new Notes(), hidden).blocks();
                    into.put(
                            id,
                            blocks.stream()
                                    .map(DocxWriter::words)
                                    .collect(Collectors.joining(" ")));
                } else {
                    xml.skip();
                }
            }
        }
        into.replaceAll((id, words) -> Spaces.oneLine(words));
    }
}
