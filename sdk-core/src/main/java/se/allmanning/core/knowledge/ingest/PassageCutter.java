/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.NodeKind;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.StructureNode;

/**
 * Cuts a document into passages along its own structure. A passage never crosses a section: what
 * stands directly under one heading, such as a § of a statute, is one passage where it is short
 * enough, and else is cut between its paragraphs so that the parts are of like length and a list
 * stays with the words that introduce it. Only a paragraph that is too long by itself is cut
 * inside, at the end of a sentence where there is one. A heading is a passage only where nothing
 * stands under it.
 *
 * <p>Lengths are in code points. Every character of the document that is neither white space nor a
 * heading above something is in exactly one passage. Stateless.
 */
public final class PassageCutter {

    /** No passage is longer. */
    public static final int MAX = 1_200;

    private static final int COMFORTABLE_LEAST = 250;
    private static final int COMFORTABLE_MOST = 900;
    private static final int LIST_TORN = 300;
    private static final int ONE_MORE = 150;

    private PassageCutter() {}

    /**
     * A passage's place.
     *
     * @param section the headings above it, outermost first
     * @param page the page on which it begins, from 1, or {@code null}
     * @param start its first code point in the canonical text
     * @param end the code point after its last
     */
    public record Cut(List<String> section, @Nullable Integer page, int start, int end) {

        /** Copies the path. */
        public Cut {
            section = List.copyOf(section);
        }
    }

    private record Atom(int start, int end, boolean continues, @Nullable Integer page) {}

    /** The passages of a document, in order. */
    public static List<Cut> cut(ParsedDocument document) {
        List<Cut> out = new ArrayList<>();
        walk(new Slices(document.text()), document.root(), List.of(), out);
        return out;
    }

    private static void walk(Slices text, StructureNode node, List<String> path, List<Cut> out) {
        List<Atom> body = new ArrayList<>();
        StructureNode heading = null;
        boolean empty = true;
        for (StructureNode child : node.children()) {
            if (child.kind().equals(NodeKind.SECTION)) {
                flush(body, path, out);
                List<String> deeper = new ArrayList<>(path);
                child.title().ifPresent(deeper::add);
                walk(text, child, deeper, out);
                empty = false;
            } else if (child.kind().equals(NodeKind.HEADING)) {
                heading = child;
            } else {
                atoms(text, child, body);
                empty = false;
            }
        }
        if (empty && heading != null) {
            atoms(text, heading, body);
        }
        flush(body, path, out);
    }

    private static void atoms(Slices text, StructureNode leaf, List<Atom> out) {
        Integer page = leaf.page().isPresent() ? leaf.page().getAsInt() : null;
        boolean continues =
                leaf.kind().equals(NodeKind.LIST_ITEM)
                        || leaf.kind().equals(NodeKind.TABLE_ROW)
                        || leaf.kind().equals(NodeKind.FOOTNOTE);
        int start = leaf.start();
        while (leaf.end() - start > MAX) {
            int length = breakIn(text.of(start, start + MAX));
            out.add(new Atom(start, start + length, continues, page));
            start = skipSpace(text, start + length, leaf.end());
            continues = true;
        }
        if (start < leaf.end()) {
            out.add(new Atom(start, leaf.end(), continues, page));
        }
    }

    /**
     * Where to break a text that goes on: code points before the break, without white space at the
     * end.
     */
    private static int breakIn(String text) {
        int space = -1;
        for (int i = text.length() - 1; i > text.length() / 3; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (".!?;:".indexOf(text.charAt(i - 1)) >= 0) {
                    return text.codePointCount(0, i);
                }
                space = Math.max(space, i);
            }
        }
        int end = space < 0 ? text.length() : space;
        while (end > 1 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.codePointCount(0, end);
    }

    private static int skipSpace(Slices text, int from, int end) {
        int at = from;
        while (at < end && text.of(at, at + 1).isBlank()) {
            at++;
        }
        return at;
    }

    /**
     * Joins atoms into passages of least cost: all comfortable in length, few, and no list torn
     * from its words.
     */
    private static void flush(List<Atom> body, List<String> path, List<Cut> out) {
        int n = body.size();
        long[] cost = new long[n + 1];
        int[] from = new int[n + 1];
        for (int end = 1; end <= n; end++) {
            cost[end] = Long.MAX_VALUE;
            for (int begin = end - 1; begin >= 0; begin--) {
                int length = body.get(end - 1).end() - body.get(begin).start();
                if (length > MAX && begin < end - 1) {
                    break;
                }
                long c =
                        cost[begin]
                                + cost(length)
                                + (begin > 0 && body.get(begin).continues() ? LIST_TORN : 0);
                if (c < cost[end]) {
                    cost[end] = c;
                    from[end] = begin;
                }
            }
        }
        List<Cut> cuts = new ArrayList<>();
        for (int end = n; end > 0; end = from[end]) {
            Atom first = body.get(from[end]);
            cuts.add(new Cut(path, first.page(), first.start(), body.get(end - 1).end()));
        }
        out.addAll(cuts.reversed());
        body.clear();
    }

    private static long cost(int length) {
        int off =
                length < COMFORTABLE_LEAST
                        ? COMFORTABLE_LEAST - length
                        : Math.max(0, length - COMFORTABLE_MOST);
        return (long) ONE_MORE + off;
    }
}
