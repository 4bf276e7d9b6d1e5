/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.allmanning.spi.NodeKind;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureNode;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * What the tests of all formats need: choosing a parser as a host does, and looking at what it
 * made.
 */
public final class Documents {

    private Documents() {}

    /** The parser that a host would take, if any. */
    public static Optional<StructureParser> parserOf(String name, byte[] bytes) {
        byte[] head = java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 8192));
        StructureParser best = null;
        int most = StructureParser.NOT_MINE;
        for (StructureParser parser : new StandardParsers().structureParsers()) {
            int match = parser.match(name, head);
            if (match > most) {
                most = match;
                best = parser;
            }
        }
        return Optional.ofNullable(best);
    }

    public static String idOf(String name, byte[] bytes) {
        return parserOf(name, bytes).map(StructureParser::id).orElse("none");
    }

    public static ParsedDocument parse(String name, byte[] bytes)
            throws IOException, UnreadableDocumentException {
        return parserOf(name, bytes).orElseThrow().parse(input(name, bytes));
    }

    public static ParsedDocument parse(String name, String text)
            throws IOException, UnreadableDocumentException {
        return parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ParserInput input(String name, byte[] bytes) {
        return new ParserInput() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public Optional<Path> path() {
                return Optional.empty();
            }
        };
    }

    public static byte[] resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * The pieces in order, each as {@code kind: words}; line breaks as {@code /}, tabs as {@code
     * |}.
     */
    public static List<String> outline(ParsedDocument document) {
        List<String> out = new ArrayList<>();
        collect(document, document.root(), out);
        return out;
    }

    private static void collect(ParsedDocument document, StructureNode node, List<String> out) {
        if (node.children().isEmpty() && !node.kind().equals(NodeKind.DOCUMENT)) {
            String words =
                    document.text()
                            .slice(node.start(), node.end())
                            .replace("\n", " / ")
                            .replace("\t", " | ");
            out.add(node.kind() + ": " + words);
        }
        node.children().forEach(child -> collect(document, child, out));
    }

    /**
     * Where the piece that holds the words stands: headings joined by {@code >}, and the page if
     * there is one.
     */
    public static String place(ParsedDocument document, String words) {
        int at = document.text().value().indexOf(words);
        if (at < 0) {
            return "not found";
        }
        int offset = document.text().value().codePointCount(0, at);
        List<String> path = new ArrayList<>();
        StructureNode node = document.root();
        String page = "";
        boolean deeper = true;
        while (deeper) {
            deeper = false;
            for (StructureNode child : node.children()) {
                if (child.start() <= offset && offset < child.end()) {
                    child.title().ifPresent(path::add);
                    page = child.page().isPresent() ? " p. " + child.page().getAsInt() : "";
                    node = child;
                    deeper = true;
                    break;
                }
            }
        }
        return String.join(" > ", path) + page;
    }
}
