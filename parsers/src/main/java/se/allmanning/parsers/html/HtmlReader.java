/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import se.allmanning.parsers.structure.StructureWriter;

/** Walks the elements of a page in reading order and writes its pieces. */
final class HtmlReader {

    private static final Set<String> BLOCKS =
            Set.of(
                    "address",
                    "article",
                    "aside",
                    "body",
                    "center",
                    "dd",
                    "details",
                    "div",
                    "dl",
                    "dt",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "header",
                    "hgroup",
                    "li",
                    "main",
                    "p",
                    "section",
                    "summary",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "tr",
                    "caption",
                    "legend",
                    "menu");

    private final StructureWriter out;
    private final StringBuilder line = new StringBuilder();
    private int level = 1;
    private int quoted;

    HtmlReader(StructureWriter out) {
        this.out = out;
    }

    void read(Element content) {
        children(content);
        flush();
    }

    private void children(Element parent) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                line.append(text.getWholeText().replaceAll("[\\s\\u00A0]+", " "));
            } else if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
            case "br" -> line.append('\n');
            case "hr" -> flush();
            case "ul", "ol", "menu" -> list(element);
            case "dl" -> definitions(element);
            case "table" -> table(element);
            case "pre" -> {
                flush();
                out.preformatted(element.wholeText());
            }
            case "blockquote" -> {
                flush();
                quoted++;
                children(element);
                flush();
                quoted--;
            }
            case "details" -> details(element);
            default -> {
                boolean block = BLOCKS.contains(element.normalName());
                if (block) {
                    flush();
                }
                children(element);
                if (block) {
                    flush();
                }
            }
        }
    }

    private void heading(Element element) {
        flush();
        level = element.normalName().charAt(1) - '0';
        out.heading(level, element.text());
    }

    private void details(Element element) {
        flush();
        Element summary =
                element.children().stream()
                        .filter(e -> e.normalName().equals("summary"))
                        .findFirst()
                        .orElse(null);
        if (summary != null) {
            Element inner = summary.selectFirst("h1, h2, h3, h4, h5, h6");
            int own = inner == null ? level + 1 : inner.normalName().charAt(1) - '0';
            out.heading(own, summary.text());
            summary.remove();
        }
        int before = level;
        children(element);
        flush();
        level = before;
    }

    private void list(Element list) {
        flush();
        int number = start(list);
        for (Element item : list.children()) {
            if (!item.normalName().equals("li")) {
                element(item);
                continue;
            }
            String mark = "\u2013";
            if (list.normalName().equals("ol")) {
                number = item.hasAttr("value") ? numberOr(item.attr("value"), number) : number;
                mark = ListMarks.of(list.attr("type"), number++);
            }
            item(item, mark);
        }
    }

    private static int start(Element list) {
        return list.hasAttr("start") ? numberOr(list.attr("start"), 1) : 1;
    }

    private static int numberOr(String words, int otherwise) {
        return words.matches("\\d{1,6}") ? Integer.parseInt(words) : otherwise;
    }

    /** The words of an item are one piece; lists, tables and headings in it follow on their own. */
    private void item(Element item, String mark) {
        List<Element> inner = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        itemWords(item, words, inner);
        String text = words.toString().strip();
        if (!text.isEmpty()) {
            out.listItem(mark + " " + text.replaceAll("\\s*\\n\\s*", "\n"));
        }
        inner.forEach(this::element);
        flush();
    }

    private static void itemWords(Element parent, StringBuilder words, List<Element> inner) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                words.append(text.getWholeText().replaceAll("[\\s\\u00A0]+", " "));
            } else if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "ul",
                            "ol",
                            "table",
                            "dl",
                            "pre",
                            "blockquote",
                            "details",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6" ->
                            inner.add(element);
                    case "br" -> words.append('\n');
                    default -> {
                        boolean block = BLOCKS.contains(element.normalName());
                        words.append(block && !words.isEmpty() ? "\n" : "");
                        itemWords(element, words, inner);
                        words.append(block ? "\n" : "");
                    }
                }
            }
        }
    }

    private void definitions(Element list) {
        flush();
        String term = "";
        for (Element part : list.select("dt, dd")) {
            if (!list.equals(part.closest("dl"))) {
                continue;
            }
            if (part.normalName().equals("dt")) {
                if (!term.isEmpty()) {
                    out.tableRow(List.of(term));
                }
                term = part.text();
            } else {
                out.tableRow(List.of(term, part.text()));
                term = "";
            }
        }
        if (!term.isEmpty()) {
            out.tableRow(List.of(term));
        }
    }

    private void table(Element table) {
        flush();
        if (isLayout(table)) {
            children(table);
            flush();
            return;
        }
        for (Element caption : table.select("caption")) {
            out.plain(caption.text());
        }
        for (Element row : table.select("tr")) {
            if (table.equals(row.closest("table"))) {
                List<String> cells =
                        row.children().stream()
                                .filter(c ->
                                        c.normalName().equals("td") || c.normalName().equals("th"))
                                .map(Element::text)
                                .toList();
                out.tableRow(cells);
            }
        }
    }

    /** Old pages put everything into tables. */
    private static boolean isLayout(Element table) {
        String role = table.attr("role");
        if (role.equals("presentation") || role.equals("none")) {
            return true;
        }
        if (!table.select("th, caption").isEmpty()) {
            return false;
        }
        return !table.select("table, h1, h2, h3, h4, form").isEmpty()
                || table.select("tr").stream().allMatch(r -> r.childrenSize() <= 1)
                || table.select("td").stream().anyMatch(c -> c.select("p").size() > 2);
    }

    private void flush() {
        String words = line.toString();
        line.setLength(0);
        if (!words.isBlank()) {
            if (quoted > 0) {
                out.plain(words);
            } else {
                // Two line breaks in a row end a paragraph, whatever the element says.
                for (String part : words.split("\\n\\s*\\n", -1)) {
                    out.paragraph(part);
                }
            }
        }
    }
}
