/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records what a real server answers to the connector: {@code Recorder URL MODEL FOLDER}, for
 * example {@code Recorder http://127.0.0.1:11434/v1 gemma270 src/test/resources/recorded/ollama}.
 */
final class Recorder {

    private Recorder() {}

    public static void main(String[] arguments) throws Exception {
        URI target = URI.create(arguments[0]);
        Path folder = Path.of(arguments[2]);
        for (Map.Entry<String, Scenarios.Scenario> entry : Scenarios.all().entrySet()) {
            String name = entry.getKey().equals("unknown-model") ? Scenarios.UNKNOWN : arguments[1];
            List<Exchange> heard = new CopyOnWriteArrayList<>();
            try (RawServer proxy = proxy(target, heard);
                    Models models =
                            Scenarios.models(
                                    "http://127.0.0.1:" + proxy.port() + target.getPath(), name)) {
                try {
                    System.out.println(entry.getKey() + ": " + entry.getValue().run(models));
                } catch (RuntimeException e) {
                    System.out.println(entry.getKey() + ": " + e.getMessage());
                }
                proxy.await();
            }
            heard.get(0).cleaned().write(folder.resolve(entry.getKey() + ".json"));
        }
        bad(target, arguments[1]).cleaned().write(folder.resolve("bad-request.json"));
    }

    private static RawServer proxy(URI target, List<Exchange> heard) throws IOException {
        return new RawServer((in, out) -> {
            String request = RawServer.request(in);
            try (Socket socket = new Socket(target.getHost(), target.getPort())) {
                Exchange exchange =
                        Exchange.relayed(
                                request, socket.getInputStream(), socket.getOutputStream());
                heard.add(exchange);
                RawServer.write(
                        out,
                        "HTTP/1.1 "
                                + exchange.status()
                                + " Relayed\r\nContent-Type: "
                                + exchange.type()
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (String piece : exchange.pieces()) {
                    RawServer.chunk(out, piece);
                }
                RawServer.write(out, "0\r\n\r\n");
            }
        });
    }

    /** What the connector itself would never send. */
    private static Exchange bad(URI target, String model) throws IOException {
        String body = "{\"model\":\"" + model + "\",\"messages\":\"x\"}";
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            return Exchange.relayed(
                    "POST "
                            + target.getPath()
                            + "/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body,
                    socket.getInputStream(),
                    socket.getOutputStream());
        }
    }
}
