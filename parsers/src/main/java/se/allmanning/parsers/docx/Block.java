/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.List;

/** A block of a Word document: a paragraph or a table. */
sealed interface Block {

    /**
     * A paragraph as it is shown.
     *
     * @param level of a heading, from 1; 0 for other paragraphs
     * @param mark of a list or a numbered heading as it is shown, or empty
     * @param words as shown
     * @param bold whether all of it is
     * @param notes footnotes and endnotes that it refers to, marks in front
     * @param boxes what stands in text boxes anchored here
     * @param open whether a tracked change removes the end of the paragraph, so that the next one
     *     continues it
     */
    record Paragraph(
            int level,
            String mark,
            String words,
            boolean bold,
            List<String> notes,
            List<Block> boxes,
            boolean open)
            implements Block {

        String marked() {
            return mark.isEmpty() ? words : mark + " " + words;
        }

        Paragraph continued(Paragraph next) {
            return new Paragraph(
                    level,
                    mark,
                    words + next.words,
                    bold && next.bold,
                    both(notes, next.notes),
                    both(boxes, next.boxes),
                    next.open);
        }

        private static <T> List<T> both(List<T> a, List<T> b) {
            return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
        }
    }

    /**
     * A table.
     *
     * @param rows each a list of cells, each a list of blocks
     */
    record Table(List<List<List<Block>>> rows) implements Block {}
}
