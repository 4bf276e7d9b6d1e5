/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import se.allmanning.parsers.structure.Clauses;
import se.allmanning.parsers.structure.Hyphenation;
import se.allmanning.parsers.structure.StructureWriter;

/** Rebuilds paragraphs, headings, lists and tables from the lines of a plain text. */
final class TextBlocks {

    private static final Pattern UNDERLINE = Pattern.compile("^\\s*(={3,}|-{3,}|_{3,}|~{3,})\\s*$");
    private static final Pattern CELLS = Pattern.compile("\\t+|\\s{3,}");
    private static final int LONGEST_HEADING = 80;
    private static final int SHORTEST_BODY = 60;

    // Editors and mail programs break lines no later than this; longer lines are whole paragraphs.
    private static final int WIDEST_WRAP = 120;

    private final StructureWriter out;
    private final Hyphenation hyphenation = new Hyphenation();
    private int width;

    TextBlocks(StructureWriter out) {
        this.out = out;
    }

    void write(String text) {
        List<String> lines =
                Arrays.asList(text.split("\\r\\n|[\\n\\r\\f\\u000B\\u0085\\u2028\\u2029]"));
        measure(lines);
        List<List<String>> blocks = blocks(lines);
        for (int i = 0; i < blocks.size(); i++) {
            block(blocks, i);
        }
    }

    private void measure(List<String> lines) {
        int[] lengths =
                lines.stream().mapToInt(String::length).filter(n -> n > 0).sorted().toArray();
        int longest = lengths.length == 0 ? 0 : lengths[(int) ((lengths.length - 1) * 0.98)];
        width = longest <= WIDEST_WRAP ? longest : 0;
        boolean divided = false;
        for (String line : lines) {
            hyphenation.learn(line.strip(), divided);
            divided = Hyphenation.endsInHyphen(line.strip());
        }
    }

    private static List<List<String>> blocks(List<String> lines) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                if (!block.isEmpty()) {
                    blocks.add(block);
                    block = new ArrayList<>();
                }
            } else {
                block.add(line.stripTrailing());
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }

    private void block(List<List<String>> blocks, int index) {
        List<String> lines = blocks.get(index);
        int from = 0;
        if (lines.size() > 1
                && isUnderline(lines.get(1))
                && lines.get(0).strip().length() <= LONGEST_HEADING) {
            boolean strong = lines.get(1).strip().startsWith("=");
            out.heading(strong ? 1 : 2, lines.get(0).strip());
            from = 2;
        } else if (isCapitals(lines.get(0))) {
            out.heading(3, lines.get(0).strip());
            from = 1;
        } else if (lines.size() == 1 && isShortHeading(blocks, index)) {
            out.heading(index == 0 ? 1 : 4, lines.get(0).strip());
            return;
        }
        List<String> rest = lines.subList(from, lines.size());
        if (isTable(rest)) {
            for (String line : rest) {
                out.tableRow(List.of(CELLS.split(line.strip())));
            }
        } else {
            paragraphs(rest);
        }
    }

    private static boolean isUnderline(String line) {
        return UNDERLINE.matcher(line).matches();
    }

    private static boolean isCapitals(String line) {
        String words = line.strip();
        long letters = words.chars().filter(Character::isLetter).count();
        return letters >= 4
                && letters * 2 > words.length()
                && words.length() <= LONGEST_HEADING
                && words.chars().noneMatch(Character::isLowerCase)
                && !Clauses.endsSentence(words)
                && !Clauses.startsWithMark(words);
    }

    private static boolean isShortHeading(List<List<String>> blocks, int index) {
        String line = blocks.get(index).get(0).strip();
        if (line.length() > LONGEST_HEADING
                || !Character.isUpperCase(line.codePointAt(0))
                || Clauses.endsSentence(line)
                || line.contains("\t")
                || line.contains("   ")
                || Clauses.opensSection(line)
                || index + 1 >= blocks.size()) {
            return false;
        }
        String next = String.join(" ", blocks.get(index + 1)).strip();
        return next.length() >= SHORTEST_BODY
                || Clauses.opensSection(next)
                || Clauses.isChapter(next);
    }

    private static boolean isTable(List<String> lines) {
        return lines.size() >= 2 && lines.stream().allMatch(l -> CELLS.matcher(l.strip()).find());
    }

    private void paragraphs(List<String> lines) {
        StringBuilder current = new StringBuilder();
        String last = "";
        for (String line : lines) {
            String words = line.strip();
            if (isUnderline(line)) {
                continue;
            }
            if (!current.isEmpty() && startsNew(last, words)) {
                end(current);
            }
            if (current.isEmpty()) {
                current.append(words);
            } else if (Hyphenation.endsInHyphen(last) || isFull(last, words)) {
                hyphenation.append(current, words);
            } else if (width == 0) {
                end(current);
                current.append(words);
            } else {
                current.append('\n').append(words);
            }
            last = line;
        }
        end(current);
    }

    private void end(StringBuilder paragraph) {
        out.paragraph(paragraph.toString());
        paragraph.setLength(0);
    }

    private boolean startsNew(String last, String words) {
        // "Enligt / 3 § Avfallsförordningen": a reference may come to stand first on a line.
        boolean section =
                Clauses.opensSection(words) && (Clauses.endsSentence(last) || !isFull(last, words));
        return section || Clauses.startsWithMark(words) || Clauses.isChapter(words);
    }

    /** Whether a line was broken because the next word had no room. */
    private boolean isFull(String line, String next) {
        int space = next.indexOf(' ');
        int word = space < 0 ? next.length() : space;
        return width > 0 && line.length() + 1 + word > width * 0.93;
    }
}
