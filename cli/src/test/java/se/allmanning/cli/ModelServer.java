/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A model server on the loopback address that streams, over the OpenAI protocol, what a test makes
 * of the request.
 */
final class ModelServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean down;

    /**
     * @param writer what the model writes for the body of a request
     */
    ModelServer(UnaryOperator<String> writer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    calls.incrementAndGet();
                    if (down) {
                        exchange.close();
                        return;
                    }
                    String request =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write(stream(writer.apply(request)).getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
    }

    private static String stream(String text) {
        String delta =
                "{\"choices\": [{\"index\": 0, \"delta\": {\"content\": \""
                        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                        + "\"}, \"finish_reason\": null}]}";
        String end =
                "{\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}],"
                        + " \"usage\": {\"prompt_tokens\": 9, \"completion_tokens\": 5}}";
        return "data: " + delta + "\n\ndata: " + end + "\n\ndata: [DONE]\n\n";
    }

    /** From now on breaks every connection, or no longer does. */
    void down(boolean value) {
        down = value;
    }

    int calls() {
        return calls.get();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
