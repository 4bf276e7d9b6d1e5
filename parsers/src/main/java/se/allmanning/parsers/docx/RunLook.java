/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/** How the words of one run look, from its styles and from what it says itself. */
final class RunLook {

    /** Half-points. */
    private static final int SMALLEST = 4;

    /** Percent of the usual width of a letter. */
    private static final int NARROWEST = 10;

    private final Styles styles;
    private final boolean paragraphVanishes;
    private Ground ground;
    private @Nullable Colour colour;
    private @Nullable Integer size;
    private @Nullable Boolean vanish;
    private boolean styleVanishes;
    private boolean webHidden;
    private int width = 100;
    boolean bold;
    boolean raised;

    RunLook(Styles styles, @Nullable String paragraphStyle, Ground ground) {
        this.styles = styles;
        this.ground = ground;
        this.bold = styles.bold(paragraphStyle);
        this.paragraphVanishes = styles.hidden(paragraphStyle);
        this.colour = styles.colour(paragraphStyle);
        this.size = styles.size(paragraphStyle);
        Ground own = styles.runGround(paragraphStyle);
        this.ground = own == null ? ground : own;
    }

    /** Reads the current element, {@code rPr}. */
    void read(Xml xml) throws XMLStreamException {
        for (String p = xml.child(); p != null; p = xml.child()) {
            switch (p) {
                case "rStyle" -> style(xml.val());
                case "b" -> bold = xml.on();
                case "vanish" -> vanish = xml.on();
                case "webHidden" -> webHidden = xml.on();
                case "vertAlign" -> raised = xml.val().equals("superscript");
                case "color" -> colour = Colour.hex(xml.val());
                case "sz" -> size = Xml.number(xml.val(), 20);
                case "w" -> width = Xml.number(xml.val().replace("%", ""), 100);
                case "shd" -> ground = ground.shaded(xml);
                case "highlight" -> ground = ground.highlighted(xml);
                default -> {}
            }
            xml.skip();
        }
    }

    private void style(String id) {
        styleVanishes = styles.hidden(id);
        Colour own = styles.own(id, s -> s.colour);
        colour = own == null ? colour : own;
        Integer ownSize = styles.own(id, s -> s.size);
        size = ownSize == null ? size : ownSize;
        Ground ownGround = styles.own(id, s -> s.runGround);
        ground = ownGround == null ? ground : ownGround;
    }

    /** Whether the run and all that hangs in it are switched off. */
    boolean isOff() {
        return (vanish == null ? paragraphVanishes : vanish) || styleVanishes || webHidden;
    }

    /** Why its words are not seen, in a few words; null if they are. */
    @Nullable String hidden() {
        if (isOff()) {
            return "marked as hidden";
        }
        if ((size != null && size < SMALLEST) || width < NARROWEST) {
            return "smaller than 2 points";
        }
        return colour != null && ground.colour() != null && colour.isLike(ground.colour())
                ? "in the colour of its background"
                : null;
    }
}
