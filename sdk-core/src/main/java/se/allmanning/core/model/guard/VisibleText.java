/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

/**
 * Takes out of a text that comes in pieces what a reader would not see and could be misused:
 * control characters, characters that turn the direction of text, tag characters, and of other
 * invisible characters all but the first few in a row. Not thread-safe.
 */
final class VisibleText {

    private static final int MOST_IN_ROW = 4;

    private final Rewriter counter;
    private char high;
    private int row;

    VisibleText(Rewriter counter) {
        this.counter = counter;
    }

    /** The visible part of the next piece. */
    String accept(String piece) {
        StringBuilder out = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (high != 0) {
                if (Character.isLowSurrogate(c)) {
                    pass(Character.toCodePoint(high, c), out);
                    high = 0;
                    continue;
                }
                out.append(high);
                high = 0;
            }
            if (Character.isHighSurrogate(c)) {
                high = c;
            } else {
                pass(c, out);
            }
        }
        return out.toString();
    }

    /** What was waiting for its other half. */
    String finish() {
        String rest = high == 0 ? "" : String.valueOf(high);
        high = 0;
        return rest;
    }

    private void pass(int c, StringBuilder out) {
        boolean control =
                (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
                        || (c >= 0x7F && c < 0xA0 && c != 0x85);
        if (control) {
            counter.count(GuardKind.CONTROL);
            return;
        }
        if (bidi(c)) {
            counter.count(GuardKind.BIDI);
            return;
        }
        row = c >= 0x80 && Folded.invisible(c) ? row + 1 : 0;
        if (row > MOST_IN_ROW || (c >= 0xE0000 && c <= 0xE0FFF)) {
            counter.count(GuardKind.HIDDEN_TEXT);
            return;
        }
        out.appendCodePoint(c);
    }

    static boolean bidi(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
