/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server for one connection, byte by byte as a test wants it. */
final class RawServer implements AutoCloseable {

    /** What the server does with its connection. */
    interface Script {
        void run(InputStream in, OutputStream out) throws Exception;
    }

    static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ServerSocket server;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    RawServer(Script script) throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread =
                new Thread(() -> {
                    try (Socket socket = server.accept()) {
                        script.run(socket.getInputStream(), socket.getOutputStream());
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1/chat";
    }

    /** Waits until the script is through. */
    void await() throws Exception {
        done.get(10, TimeUnit.SECONDS);
    }

    /** Reads head and body of a request. */
    static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed within the head");
            }
            head.append((char) b);
        }
        for (String line : head.toString().lines().toList()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                int length = Integer.parseInt(line.substring(15).strip());
                head.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
        }
        return head.toString();
    }

    static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Waits until the other end closes; true where it did, false after ten seconds. */
    static boolean closedByPeer(InputStream in) {
        try {
            while (in.read() >= 0) {
                // What is left of the request.
            }
            return true;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
