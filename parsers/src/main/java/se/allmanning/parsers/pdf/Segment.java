/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

/**
 * A stretch of a line without wide gaps: a line of a column, or what one cell of a table shows on a
 * line.
 *
 * @param text its words
 * @param x its left edge
 * @param right its right edge
 * @param y its baseline
 * @param size the font size of most of it
 * @param bold whether all of it is
 */
record Segment(String text, float x, float right, float y, float size, boolean bold) {

    float width() {
        return right - x;
    }

    Segment joined(Segment next) {
        return new Segment(
                text + " " + next.text,
                Math.min(x, next.x),
                Math.max(right, next.right),
                y,
                Math.max(size, next.size),
                bold && next.bold);
    }
}
