/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import se.allmanning.knowledge.CanonicalText;

/**
 * Pieces of a text, asked for mostly forward, without counting from its beginning each time. Not
 * thread-safe.
 */
final class Slices {

    private final String text;
    private int codePoint;
    private int unit;

    Slices(CanonicalText text) {
        this.text = text.value();
    }

    /** The words between two offsets in code points. */
    String of(int start, int end) {
        int from = unit(start);
        return text.substring(from, unit(end));
    }

    private int unit(int at) {
        unit = text.offsetByCodePoints(unit, at - codePoint);
        codePoint = at;
        return unit;
    }
}
