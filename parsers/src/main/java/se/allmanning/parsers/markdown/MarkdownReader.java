/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import se.allmanning.parsers.structure.HiddenElements;
import se.allmanning.parsers.structure.StructureWriter;

/** Walks the tree of a Markdown text and writes its pieces. */
final class MarkdownReader {

    private final String source;
    private final StructureWriter out;

    private MarkdownReader(String source, StructureWriter out) {
        this.source = source;
        this.out = out;
    }

    static void read(Node document, String source, StructureWriter out) {
        new MarkdownReader(source, out).blocks(document, false);
    }

    private void blocks(Node parent, boolean quoted) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, quoted);
        }
    }

    private void block(Node node, boolean quoted) {
        switch (node) {
            case Heading heading -> out.heading(heading.getLevel(), words(heading));
            case Paragraph paragraph -> paragraph(words(paragraph), quoted);
            case ListBlock list -> list(list, "");
            case BlockQuote quote -> blocks(quote, true);
            case FencedCodeBlock code -> out.preformatted(code.getLiteral());
            case IndentedCodeBlock code -> out.preformatted(code.getLiteral());
            case HtmlBlock html -> html(html.getLiteral());
            case TableBlock table -> table(table);
            case LinkReferenceDefinition definition -> {}
            case ThematicBreak line -> {}
            default -> blocks(node, quoted);
        }
    }

    private void html(String literal) {
        Document page = Jsoup.parse(literal);
        HiddenElements.remove(page, element -> false, out.hidden());
        out.paragraph(page.wholeText());
    }

    private void paragraph(String words, boolean quoted) {
        if (quoted) {
            out.plain(words);
        } else if (words.indexOf('\t') >= 0 && words.indexOf('\n') < 0) {
            // Statutes keep the rows of their tables as lines with tabs.
            out.tableRow(List.of(words.split("\t+")));
        } else {
            out.paragraph(words);
        }
    }

    /**
     * @param outer marks of lists whose items begin with this list: {@code 1. 11. words}
     */
    private void list(ListBlock list, String outer) {
        String before = outer;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            String mark = before + (item instanceof ListItem li ? mark(list, li) : "");
            before = "";
            for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
                String pending = mark.isEmpty() ? "" : mark + " ";
                switch (child) {
                    case Paragraph paragraph -> out.listItem(pending + words(paragraph));
                    case ListBlock inner -> list(inner, pending);
                    // A wide gap after the mark makes code in Markdown, but a tab in a list that
                    // was typed.
                    case IndentedCodeBlock code -> out.listItem(pending + code.getLiteral());
                    default -> block(child, false);
                }
                mark = "";
            }
            if (mark.codePoints().anyMatch(Character::isLetterOrDigit)) {
                out.listItem(mark);
            }
        }
    }

    /**
     * The mark as it is written: in rules the numbers of a list are cited, so they are not counted
     * anew.
     */
    private String mark(ListBlock list, ListItem item) {
        if (item.getSourceSpans().isEmpty()) {
            return "";
        }
        int at = item.getSourceSpans().get(0).getInputIndex();
        int end = at;
        while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        String written = source.substring(at, end);
        return list instanceof OrderedList ? written : "\u2013";
    }

    private void table(TableBlock table) {
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    List<String> cells = new ArrayList<>();
                    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                        if (cell instanceof TableCell) {
                            cells.add(words(cell));
                        }
                    }
                    out.tableRow(cells);
                }
            }
        }
    }

    private String words(Node node) {
        StringBuilder words = new StringBuilder();
        inline(node, words);
        return words.toString();
    }

    private void inline(Node parent, StringBuilder words) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                case SoftLineBreak line -> words.append(' ');
                case HardLineBreak line -> words.append('\n');
                case HtmlInline html -> {
                    if (html.getLiteral().toLowerCase(java.util.Locale.ROOT).startsWith("<br")) {
                        words.append('\n');
                    } else if (HiddenElements.hides(html.getLiteral())) {
                        node = passOver(html);
                    }
                }
                case Image image -> inline(image, words);
                default -> inline(node, words);
            }
        }
    }

    /** Leaves out what stands between a tag that hides and its end; the last node left out. */
    private Node passOver(HtmlInline opening) {
        String name = opening.getLiteral().replaceAll("(?s)^<([A-Za-z0-9-]*).*", "$1");
        StringBuilder unseen = new StringBuilder();
        Node last = opening;
        int open = 1;
        while (open > 0 && last.getNext() != null) {
            last = last.getNext();
            if (last instanceof HtmlInline tag) {
                String literal = tag.getLiteral();
                open += literal.regionMatches(true, 1, name, 0, name.length()) ? 1 : 0;
                open -= literal.regionMatches(true, 1, "/" + name, 0, name.length() + 1) ? 1 : 0;
            } else if (last instanceof Text text) {
                unseen.append(text.getLiteral());
            } else {
                inline(last, unseen);
            }
        }
        out.hidden().leftOut(unseen.toString(), "hidden by its HTML");
        return last;
    }
}
