/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an event stream into events, however they are cut into pieces. Follows
 * "Interpreting an event stream" of the WHATWG HTML standard (9.2.6): one byte order mark is
 * skipped, a line ends with CR, LF or CRLF, and an event that no blank line ends is no event. Lines
 * are gathered as bytes, since the bytes of a line's end are never part of a character in UTF-8.
 * Not thread-safe.
 */
final class EventStreamDecoder {

    /** A line or the data of an event is longer than allowed. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException(int limit) {
            super("A server-sent event is longer than " + limit + " bytes.");
        }
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int limit;
    private final Line line = new Line();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String lastEventId = "";
    private @Nullable Duration reconnectionTime;
    private boolean first = true;
    private boolean afterCarriageReturn;

    /**
     * @param limit the most bytes of one line, and the most characters of one event's data
     */
    EventStreamDecoder(int limit) {
        this.limit = limit;
    }

    /**
     * Reads the next bytes of the stream.
     *
     * @param events is told of each event that they complete
     * @throws TooLongException if a line or an event passes the limit
     */
    void feed(byte[] bytes, int offset, int length, Consumer<StandardServerSentEvent> events) {
        int start = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterCarriageReturn = false;
                continue;
            }
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                start = i + 1;
                continue;
            }
            append(bytes, start, i - start);
            start = i + 1;
            afterCarriageReturn = b == '\r';
            endOfLine(events);
        }
        append(bytes, start, end - start);
    }

    private void append(byte[] bytes, int offset, int length) {
        if (line.size() + (long) length > limit) {
            throw new TooLongException(limit);
        }
        line.write(bytes, offset, length);
    }

    private void endOfLine(Consumer<StandardServerSentEvent> events) {
        String text = line.take(first);
        first = false;
        if (text.isEmpty()) {
            dispatch(events);
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            return;
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(name, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> {
                if (data.length() + (long) value.length() > limit) {
                    throw new TooLongException(limit);
                }
                data.append(value).append('\n');
            }
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    lastEventId = value;
                }
            }
            case "retry" -> {
                // Eighteen digits fit a long; the standard sets no bound.
                if (!value.isEmpty()
                        && value.length() <= 18
                        && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    reconnectionTime = Duration.ofMillis(Long.parseLong(value));
                }
            }
            default -> {}
        }
    }

    private void dispatch(Consumer<StandardServerSentEvent> events) {
        String event = type.isEmpty() ? null : type;
        type = "";
        if (data.isEmpty()) {
            return;
        }
        String text = data.substring(0, data.length() - 1);
        data.setLength(0);
        events.accept(new StandardServerSentEvent(event, text, lastEventId, reconnectionTime));
    }

    private static final class Line extends ByteArrayOutputStream {

        private static final int KEPT = 1 << 16;

        String take(boolean withMark) {
            int skip = withMark && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
            String text = new String(buf, skip, count - skip, StandardCharsets.UTF_8);
            reset();
            if (buf.length > KEPT) {
                buf = new byte[256];
            }
            return text;
        }

        private boolean startsWithMark() {
            return count >= 3
                    && buf[0] == BYTE_ORDER_MARK[0]
                    && buf[1] == BYTE_ORDER_MARK[1]
                    && buf[2] == BYTE_ORDER_MARK[2];
        }
    }
}
