/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What a paragraph says of itself, apart from its style. */
final class ParagraphProperties {

    @Nullable String style;
    @Nullable String numId;
    int numLevel = -1;
    int outline = -1;
    boolean markDeleted;
    private @Nullable Ground shade;

    /** What the paragraph's own shading makes of the ground on which it stands. */
    Ground shaded(Ground ground) {
        return shade == null ? ground : shade;
    }

    /** Reads the current element, {@code pPr}. */
    void read(Xml xml) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "pStyle" -> {
                    style = xml.val();
                    xml.skip();
                }
                case "outlineLvl" -> {
                    outline = Xml.number(xml.val(), -1);
                    xml.skip();
                }
                case "numPr" -> {
                    for (String n = xml.child(); n != null; n = xml.child()) {
                        if (n.equals("numId")) {
                            numId = xml.val();
                        } else if (n.equals("ilvl")) {
                            numLevel = Xml.number(xml.val(), 0);
                        }
                        xml.skip();
                    }
                }
                case "shd" -> {
                    shade = Ground.of(xml);
                    xml.skip();
                }
                case "rPr" -> {
                    for (String n = xml.child(); n != null; n = xml.child()) {
                        markDeleted |= n.equals("del") || n.equals("moveFrom");
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
    }
}
