/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;

/** Reads text files as paragraphs, so that tests of the core need no parsers. */
final class PlainTextExtension implements AllmanningExtension {

    @Override
    public List<StructureParser> structureParsers() {
        return List.of(new PlainText());
    }

    private static final class PlainText implements StructureParser {
        @Override
        public String id() {
            return "plain";
        }

        @Override
        public int match(String name, byte[] head) {
            return name.endsWith(".txt") ? BY_NAME : NOT_MINE;
        }

        @Override
        public ParsedDocument parse(ParserInput input) throws IOException {
            ParsedDocument.Builder document = ParsedDocument.builder();
            try (InputStream in = input.open()) {
                for (String p :
                        new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", -1)) {
                    document.paragraph(p);
                }
            }
            return document.build();
        }
    }
}
