/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import se.allmanning.parsers.structure.HiddenElements;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.Signature;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.parsers.structure.TextDecoder;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/** Reads the main content of a web page. Without state. */
public final class HtmlParser implements StructureParser {

    // Elements nested deeper are put beside each other; no real page comes near.
    private static final int DEEPEST = 256;

    @Override
    public String id() {
        return "html";
    }

    @Override
    public int match(String name, byte[] head) {
        if (Signature.isHtml(head)) {
            return BY_CONTENT;
        }
        return Reading.endsIn(name, ".html", ".htm", ".xhtml") && Signature.isPlain(head)
                ? BY_NAME
                : NOT_MINE;
    }

    @Override
    public ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException {
        byte[] bytes = Reading.all(input);
        if (!TextDecoder.isText(bytes)) {
            throw new UnreadableDocumentException(
                    "The file is not HTML: it holds control bytes that no character set has.",
                    "Give it the ending of its real format, or fetch it again.");
        }
        String text = new String(bytes, PageCharset.of(bytes));
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            Document page = Jsoup.parse(text, "", Parser.htmlParser().setMaxDepth(DEEPEST));
            return read(page);
        } catch (StackOverflowError e) {
            throw Reading.tooDeep("page");
        }
    }

    private static ParsedDocument read(Document page) throws UnreadableDocumentException {
        StructureWriter writer = StructureWriter.marked();
        HiddenElements.remove(page, MainContent::isFrame, writer.hidden());
        PageTitle title = PageTitle.of(page);
        Element content = MainContent.of(page);
        writer.metadata(ParsedDocument.LANGUAGE, language(page));
        Element heading = title.headingOutside(content);
        if (heading != null) {
            writer.heading(1, heading.text());
        }
        new HtmlReader(writer).read(content);
        if (writer.isEmpty()) {
            throw Reading.noText("page", writer.hidden());
        }
        writer.metadata(ParsedDocument.TITLE, title.words(content));
        return writer.build();
    }

    private static String language(Document page) {
        Element html = page.selectFirst("html[lang], html[xml:lang]");
        if (html == null) {
            return "";
        }
        String lang = html.hasAttr("lang") ? html.attr("lang") : html.attr("xml:lang");
        return lang.strip().replace('_', '-');
    }
}
