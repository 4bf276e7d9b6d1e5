/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes that a parser reads. Implemented by the host; new methods may be added. */
public interface ParserInput {

    /** The document's id. */
    String name();

    /** Number of bytes. The host refuses files above its limit before a parser sees them. */
    long size();

    /** The bytes from the beginning; may be called more than once. The caller closes the stream. */
    InputStream open() throws IOException;

    /** The file that holds the bytes, where there is one. */
    Optional<Path> path();
}
