/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.text;

import java.io.IOException;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.Signature;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.parsers.structure.TextDecoder;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/** Reads plain text in any character set that Swedish is written in. Without state. */
public final class PlainTextParser implements StructureParser {

    private static final int NO_ENDING = 5;

    @Override
    public String id() {
        return "text";
    }

    @Override
    public int match(String name, byte[] head) {
        if (!Signature.isPlain(head)) {
            return NOT_MINE;
        }
        if (Reading.endsIn(name, ".txt", ".text")) {
            return BY_NAME;
        }
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.indexOf('.') < 0 && head.length > 0 ? NO_ENDING : NOT_MINE;
    }

    @Override
    public ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException {
        byte[] bytes = Reading.all(input);
        if (!TextDecoder.isText(bytes)) {
            throw new UnreadableDocumentException(
                    "The file is not text: it holds control bytes that no character set has.",
                    "Give it the ending of its real format, or remove it.");
        }
        StructureWriter writer = StructureWriter.guessed();
        new TextBlocks(writer).write(TextDecoder.decode(bytes));
        if (writer.isEmpty()) {
            throw Reading.noText("file", writer.hidden());
        }
        return writer.build();
    }
}
