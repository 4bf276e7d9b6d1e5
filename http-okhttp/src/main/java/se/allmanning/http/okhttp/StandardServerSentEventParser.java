/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Parses server-sent events as the WHATWG HTML standard says (9.2, "Server-sent events"): UTF-8
 * with an optional byte order mark; lines that end with CR, LF or CRLF; {@code data} over several
 * lines; comments; {@code id} and {@code retry}. What follows the last blank line is discarded. The
 * events are {@link StandardServerSentEvent}s.
 *
 * <p>After a cancel through the event's {@link ServerSentEventParsingHandle} the listener hears
 * nothing more. Safe for many threads.
 */
public final class StandardServerSentEventParser implements ServerSentEventParser {

    /** The most bytes of one event unless said otherwise: 8 MiB. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 8 << 20;

    private final int maxEventBytes;

    /** A parser that allows {@value #DEFAULT_MAX_EVENT_BYTES} bytes an event. */
    public StandardServerSentEventParser() {
        this(DEFAULT_MAX_EVENT_BYTES);
    }

    /**
     * @param maxEventBytes the most bytes of one line, and of one event; at least 1
     */
    public StandardServerSentEventParser(int maxEventBytes) {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException(
                    "maxEventBytes is " + maxEventBytes + ". Give at least 1.");
        }
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Reads the stream to its end and closes it.
     *
     * @param listener told of each event, and of the fault if there is one; its {@code onClose} is
     *     left to the caller
     */
    @Override
    public void parse(InputStream stream, ServerSentEventListener listener) {
        Handle handle = new Handle(stream);
        ServerSentEventContext context = new ServerSentEventContext(handle);
        EventStreamDecoder decoder = new EventStreamDecoder(maxEventBytes);
        try {
            read(stream, decoder, handle, event -> listener.onEvent(event, context));
        } catch (IOException | RuntimeException e) {
            // Before the stream is closed: to close it early is to cancel.
            if (!handle.isCancelled()) {
                listener.onError(e);
            }
        } finally {
            handle.close();
        }
    }

    private static void read(
            InputStream stream,
            EventStreamDecoder decoder,
            Handle handle,
            Consumer<StandardServerSentEvent> events)
            throws IOException {
        byte[] buffer = new byte[8192];
        int read;
        while (!handle.isCancelled() && (read = stream.read(buffer)) >= 0) {
            decoder.feed(
                    buffer,
                    0,
                    read,
                    event -> {
                        if (!handle.isCancelled()) {
                            events.accept(event);
                        }
                    });
        }
    }

    private static final class Handle implements ServerSentEventParsingHandle {

        private final InputStream stream;
        private volatile boolean cancelled;

        Handle(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public void cancel() {
            cancelled = true;
            close();
        }

        void close() {
            try {
                stream.close();
            } catch (IOException ignored) {
                // Nobody waits for the rest.
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
