/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

/**
 * One drawn character or ligature. Lengths in points, the origin in the upper left corner of the
 * page as it is read.
 *
 * @param text what it means
 * @param x its left edge
 * @param y its baseline
 * @param width how far it moves the pen
 * @param size of its font
 * @param bold whether its font is
 * @param direction of writing in degrees, a multiple of 90
 */
record Glyph(String text, float x, float y, float width, float size, boolean bold, int direction) {

    float right() {
        return x + width;
    }

    boolean isSpace() {
        return text.isBlank();
    }
}
