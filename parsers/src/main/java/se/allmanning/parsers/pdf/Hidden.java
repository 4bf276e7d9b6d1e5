/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

/** Why the reader of a page does not see a glyph. */
enum Hidden {
    INVISIBLE("drawn invisibly"),
    COLOUR("in the colour of its background"),
    SMALL("smaller than 2 points"),
    OUTSIDE("outside the visible area"),
    TRANSPARENT("transparent"),
    LAYER("on a layer that is off");

    private final String reason;

    Hidden(String reason) {
        this.reason = reason;
    }

    /** In a few words, for the report. */
    String reason() {
        return reason;
    }
}
