/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file line by line without ever holding more than one line, and no line longer than {@link
 * ChainLine#MAX_BYTES}. A line ends with a line feed; what stands after the last one is unfinished.
 */
final class LineReader implements AutoCloseable {

    /** How a line ended. */
    enum End {
        /** With a line feed. */
        WHOLE,
        /** With the file. */
        UNFINISHED,
        /** It is longer than any line may be; the rest of it was passed over. */
        TOO_LONG,
        /** There is no line. */
        NONE
    }

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int lineStart;
    private int lineEnd;
    private long number;

    LineReader(Path file) throws IOException {
        this.in = Files.newInputStream(file);
    }

    /** Moves on to the next line. */
    End next() throws IOException {
        lineStart = lineEnd + (number == 0 ? 0 : 1);
        if (lineStart > filled) {
            lineStart = filled;
        }
        number++;
        int at = lineStart;
        while (true) {
            while (at < filled) {
                if (buffer[at] == '\n') {
                    lineEnd = at;
                    return End.WHOLE;
                }
                at++;
            }
            if (at - lineStart > ChainLine.MAX_BYTES) {
                return skip();
            }
            at -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                lineEnd = filled;
                return lineStart == filled ? End.NONE : End.UNFINISHED;
            }
            filled += read;
        }
    }

    /** Moves the line to the front of the buffer and grows it when full; returns by how much. */
    private int makeRoom() {
        int moved = lineStart;
        if (filled == buffer.length) {
            byte[] to = moved > 0 ? buffer : new byte[buffer.length * 2];
            System.arraycopy(buffer, moved, to, 0, filled - moved);
            buffer = to;
            filled -= moved;
            lineStart = 0;
            return moved;
        }
        return 0;
    }

    private End skip() throws IOException {
        while (true) {
            filled = in.read(buffer, 0, buffer.length);
            if (filled < 0) {
                filled = 0;
                lineStart = 0;
                lineEnd = 0;
                return End.TOO_LONG;
            }
            for (int at = 0; at < filled; at++) {
                if (buffer[at] == '\n') {
                    lineStart = at;
                    lineEnd = at;
                    return End.TOO_LONG;
                }
            }
        }
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return lineStart;
    }

    int end() {
        return lineEnd;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
