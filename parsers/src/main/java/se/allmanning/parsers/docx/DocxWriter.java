/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.List;
import java.util.stream.Collectors;
import se.allmanning.parsers.docx.Block.Paragraph;
import se.allmanning.parsers.docx.Block.Table;
import se.allmanning.parsers.structure.Clauses;
import se.allmanning.parsers.structure.Spaces;
import se.allmanning.parsers.structure.StructureWriter;

/** Writes the blocks of a Word document as pieces. */
final class DocxWriter {

    private static final int LONGEST_BOLD_HEADING = 100;

    /** Below every heading that a style marks. */
    private static final int BOLD_LEVEL = 8;

    private final StructureWriter out;

    DocxWriter(StructureWriter out) {
        this.out = out;
    }

    void write(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            boolean textFollows = i + 1 < blocks.size();
            switch (blocks.get(i)) {
                case Paragraph paragraph -> paragraph(paragraph, textFollows);
                case Table table -> table(table);
            }
        }
    }

    private void paragraph(Paragraph paragraph, boolean textFollows) {
        String words = paragraph.words();
        if (paragraph.level() > 0) {
            out.heading(paragraph.level(), paragraph.marked());
        } else if (!paragraph.mark().isEmpty()) {
            listOrSection(paragraph);
        } else if (paragraph.bold() && textFollows && looksLikeHeading(words)) {
            out.heading(BOLD_LEVEL, words);
        } else {
            out.paragraph(words);
        }
        paragraph.notes().forEach(out::footnote);
        write(paragraph.boxes());
    }

    /** Rules may number their sections (§) and clauses as lists. */
    private void listOrSection(Paragraph paragraph) {
        if (paragraph.mark().contains("§") || paragraph.mark().contains("kap")) {
            out.paragraph(paragraph.marked());
        } else {
            out.listItem(paragraph.marked());
        }
    }

    private static boolean looksLikeHeading(String words) {
        String line = Spaces.tidy(words);
        return line.length() <= LONGEST_BOLD_HEADING
                && line.indexOf('\n') < 0
                && !line.isEmpty()
                && Character.isLetterOrDigit(line.codePointAt(0))
                && !Clauses.endsSentence(line)
                && !Clauses.opensSection(line);
    }

    private void table(Table table) {
        if (isLayout(table)) {
            table.rows().forEach(row -> row.forEach(this::write));
            return;
        }
        for (List<List<Block>> row : table.rows()) {
            out.tableRow(
                    row.stream()
                            .map(cell ->
                                    cell.stream()
                                            .map(DocxWriter::words)
                                            .collect(Collectors.joining(" ")))
                            .toList());
            row.forEach(cell -> cell.forEach(this::notes));
        }
    }

    /** One column, or cells that hold headings: the table only places what is in it. */
    private static boolean isLayout(Table table) {
        boolean oneColumn = table.rows().stream().allMatch(row -> row.size() <= 1);
        return oneColumn
                || table.rows().stream()
                        .flatMap(List::stream)
                        .anyMatch(cell ->
                                cell.size() > 3 && cell.stream().anyMatch(DocxWriter::isHeading));
    }

    private static boolean isHeading(Block block) {
        return block instanceof Paragraph p && p.level() > 0 && !p.words().isBlank();
    }

    private void notes(Block block) {
        switch (block) {
            case Paragraph p -> p.notes().forEach(out::footnote);
            case Table t -> t.rows().forEach(row -> row.forEach(cell -> cell.forEach(this::notes)));
        }
    }

    /** All words of a block, on as many lines as it has paragraphs. */
    static String words(Block block) {
        return switch (block) {
            case Paragraph p ->
                    p.marked()
                            + p.boxes().stream()
                                    .map(b -> "\n" + words(b))
                                    .collect(Collectors.joining());
            case Table t ->
                    t.rows().stream()
                            .map(row ->
                                    row.stream()
                                            .flatMap(List::stream)
                                            .map(DocxWriter::words)
                                            .collect(Collectors.joining(" ")))
                            .collect(Collectors.joining("\n"));
        };
    }
}
