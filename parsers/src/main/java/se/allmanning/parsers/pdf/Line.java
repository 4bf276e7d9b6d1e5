/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line as it is read: of a column, or a row with the cells of a table.
 *
 * @param segments from left to right, at least one
 * @param page from 1
 * @param block lines of one block stand under each other; a new column or page begins a new one
 * @param margin whether it stands beside the text
 */
record Line(List<Segment> segments, int page, int block, boolean margin) {

    String text() {
        return segments.size() == 1
                ? segments.get(0).text()
                : segments.stream().map(Segment::text).collect(Collectors.joining(" "));
    }

    float x() {
        return segments.get(0).x();
    }

    float right() {
        return segments.get(segments.size() - 1).right();
    }

    float y() {
        return segments.get(0).y();
    }

    float size() {
        float size = 0;
        for (Segment segment : segments) {
            size = Math.max(size, segment.size());
        }
        return size;
    }

    boolean bold() {
        return segments.stream().allMatch(Segment::bold);
    }

    boolean isRow() {
        return segments.size() > 1;
    }
}
