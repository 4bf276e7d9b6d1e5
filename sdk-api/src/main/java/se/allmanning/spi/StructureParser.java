/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.io.IOException;

/**
 * Reads one kind of file and keeps its structure. Made once, used from many threads at once, so
 * without state.
 */
public interface StructureParser {

    /** {@link #match}: not this parser's kind. */
    int NOT_MINE = 0;

    /** {@link #match}: the name says so, but the bytes do not tell. */
    int BY_NAME = 10;

    /** {@link #match}: the bytes say so, whatever the name. */
    int BY_CONTENT = 20;

    /** What messages call it, {@code [a-z][a-z0-9-]{1,63}}. */
    String id();

    /**
     * How surely a file is of this parser's kind. The host asks all and takes the highest; on a tie
     * the one that was registered first. Must be cheap and must not throw.
     *
     * @param name the document's id, whose ending may tell
     * @param head the first bytes, 8,192 at most; all of them where the file is shorter
     * @return {@link #NOT_MINE}, {@link #BY_NAME}, {@link #BY_CONTENT}, or a number between
     */
    int match(String name, byte[] head);

    /**
     * Reads a file.
     *
     * @throws UnreadableDocumentException if nothing of it can be read: damaged, encrypted, only
     *     pictures; says where, why and what to do
     * @throws IOException if the bytes cannot be fetched
     */
    ParsedDocument parse(ParserInput input) throws IOException, UnreadableDocumentException;
}
