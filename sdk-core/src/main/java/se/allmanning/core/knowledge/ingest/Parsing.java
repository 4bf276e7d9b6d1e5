/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.ingest.PassageCutter.Cut;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * Gives a document to the parser that fits it best and cuts what comes out. Whatever a parser
 * throws becomes a reason without content. Thread-safe if the parsers are.
 */
final class Parsing {

    private final List<StructureParser> parsers;

    Parsing(List<StructureParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** What came out, and the passages that it was cut into. */
    record Parsed(ParsedDocument document, List<Cut> cuts) {}

    /** Says why a document cannot be parsed, in words for the report. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Failed(String reason) {
            super(null, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** Parses and cuts a document; {@code null} where no parser takes it. */
    @Nullable Parsed parse(Bytes bytes) throws Failed {
        StructureParser parser = null;
        try {
            parser = choose(bytes);
            if (parser == null) {
                return null;
            }
            ParsedDocument parsed = parser.parse(bytes);
            return new Parsed(parsed, PassageCutter.cut(parsed));
        } catch (UnreadableDocumentException e) {
            throw new Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failed(
                    "It cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). Check that it is whole and may be read.");
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError
                | LinkageError
                | AssertionError e) {
            // A parser of foreign bytes may fail in any way; its message may hold content, so only
            // its kind is told.
            throw new Failed(
                    "The parser"
                            + (parser == null ? "" : " \"" + parser.id() + "\"")
                            + " failed ("
                            + e.getClass().getSimpleName()
                            + "). Check that the file is whole, or save it in another format.");
        }
    }

    private @Nullable StructureParser choose(Bytes bytes) {
        StructureParser best = null;
        int most = StructureParser.NOT_MINE;
        for (StructureParser parser : parsers) {
            int match = parser.match(bytes.name(), bytes.head());
            if (match > most) {
                most = match;
                best = parser;
            }
        }
        return best;
    }
}
