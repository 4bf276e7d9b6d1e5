/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import se.allmanning.http.okhttp.StandardServerSentEventParser;

/**
 * Parses a stream of events; or one JSON document, as some servers answer in spite of {@code
 * "stream": true}, most often with an error. That document becomes one event.
 */
final class StreamOrWhole implements ServerSentEventParser {

    @Override
    public void parse(InputStream stream, ServerSentEventListener listener) {
        try {
            PushbackInputStream in = new PushbackInputStream(stream);
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            if (first != '{') {
                new StandardServerSentEventParser().parse(in, listener);
                return;
            }
            String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            listener.onEvent(new ServerSentEvent(null, whole));
        } catch (IOException e) {
            listener.onError(e);
        }
    }
}
