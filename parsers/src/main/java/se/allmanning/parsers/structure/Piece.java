/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.NodeKind;

/**
 * One piece of a document on its way to the builder.
 *
 * @param kind what it is
 * @param level of a heading, else 0
 * @param words its text, tidy; empty for a row
 * @param cells of a row
 * @param page where it begins
 * @param fixed whether the format itself says what it is, so that its looks are not asked
 */
record Piece(
        NodeKind kind,
        int level,
        String words,
        List<String> cells,
        @Nullable Integer page,
        boolean fixed) {

    boolean is(NodeKind other) {
        return kind.equals(other);
    }

    Piece asHeading(int newLevel) {
        return new Piece(NodeKind.HEADING, newLevel, words, cells, page, fixed);
    }

    Piece with(NodeKind newKind, int newLevel, String newWords) {
        return new Piece(newKind, newLevel, newWords, cells, page, fixed);
    }
}
