/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.markdown;

import java.io.IOException;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.Signature;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.parsers.structure.TextDecoder;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/** Reads Markdown after CommonMark, with tables, footnotes and front matter. Without state. */
public final class MarkdownParser implements StructureParser {

    // No document nests deeper; a file that does was made to exhaust the reader.
    private static final int DEEPEST = 200;

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .maxOpenBlockParsers(DEEPEST)
                    .maxInlineNesting(DEEPEST)
                    .build();

    @Override
    public String id() {
        return "markdown";
    }

    @Override
    public int match(String name, byte[] head) {
        return Reading.endsIn(name, ".md", ".markdown", ".mdown") && Signature.isPlain(head)
                ? BY_NAME
                : NOT_MINE;
    }

    @Override
    public ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException {
        byte[] bytes = Reading.all(input);
        if (!TextDecoder.isText(bytes)) {
            throw new UnreadableDocumentException(
                    "The file is not Markdown: it holds control bytes that no character set has.",
                    "Give it the ending of its real format, or remove it.");
        }
        StructureWriter writer = StructureWriter.marked();
        FrontMatter front =
                FrontMatter.of(TextDecoder.decode(bytes).replace("\r\n", "\n").replace('\r', '\n'));
        front.describe(writer);
        Footnotes footnotes = Footnotes.of(front.rest());
        try {
            MarkdownReader.read(PARSER.parse(footnotes.text()), footnotes.text(), writer);
        } catch (StackOverflowError e) {
            throw Reading.tooDeep("Markdown");
        }
        footnotes.write(writer);
        if (writer.isEmpty()) {
            throw Reading.noText("Markdown file", writer.hidden());
        }
        return writer.build();
    }
}
