/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/**
 * What text stands on.
 *
 * @param colour null where it cannot be known: patterns, themes, text boxes
 */
record Ground(@Nullable Colour colour) {

    static final Ground PAPER = new Ground(Colour.WHITE);
    static final Ground UNKNOWN = new Ground(null);

    /**
     * The shading that the current element, {@code shd}, gives (ECMA-376, 17.3.5); null where it
     * gives none.
     */
    static @Nullable Ground of(Xml xml) {
        String fill = xml.attribute("fill");
        String pattern = xml.val();
        if (pattern.equals("solid")) {
            String ink = xml.attribute("color");
            return ink == null || ink.equals("auto")
                    ? new Ground(Colour.BLACK)
                    : new Ground(Colour.hex(ink));
        }
        if (!pattern.isEmpty() && !pattern.equals("clear") && !pattern.equals("nil")) {
            return UNKNOWN;
        }
        if (fill == null || fill.equals("auto")) {
            return xml.attribute("themeFill") == null ? null : UNKNOWN;
        }
        return new Ground(Colour.hex(fill));
    }

    /** What the current element, {@code shd}, makes of this ground. */
    Ground shaded(Xml xml) {
        Ground own = of(xml);
        return own == null ? this : own;
    }

    /** What the current element, {@code highlight}, makes of this ground. */
    Ground highlighted(Xml xml) {
        return switch (xml.val()) {
            case "none" -> this;
            case "white" -> PAPER;
            case "black" -> new Ground(Colour.BLACK);
            default -> UNKNOWN;
        };
    }
}
