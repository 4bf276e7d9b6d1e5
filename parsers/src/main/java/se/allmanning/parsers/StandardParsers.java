/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import java.util.List;
import se.allmanning.parsers.docx.DocxParser;
import se.allmanning.parsers.html.HtmlParser;
import se.allmanning.parsers.markdown.MarkdownParser;
import se.allmanning.parsers.pdf.PdfParser;
import se.allmanning.parsers.text.PlainTextParser;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.StructureParser;

/** Offers the parsers of this module to a host. Found by the {@link java.util.ServiceLoader}. */
public final class StandardParsers implements AllmanningExtension {

    /** PDF, DOCX, HTML, Markdown and plain text, in this order. */
    @Override
    public List<StructureParser> structureParsers() {
        return List.of(
                new PdfParser(),
                new DocxParser(),
                new HtmlParser(),
                new MarkdownParser(),
                new PlainTextParser());
    }
}
