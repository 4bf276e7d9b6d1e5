/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback address that speaks just enough HTTP/1.1 to be every kind of bad
 * provider. Written by hand, because a proper server refuses to misbehave and because a kit should
 * bring no HTTP library that could clash with a vendor's own.
 */
final class ScriptedServer implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    interface Script {
        void answer(HttpCall call, Exchange exchange) throws IOException;
    }

    private static final int MOST_BODY = 64 << 20;

    private final ServerSocket listener;
    private final boolean tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script =
            (call, exchange) -> {
                throw new IOException("no script");
            };

    ScriptedServer(@Nullable SSLContext context) {
        try {
            tls = context != null;
            listener =
                    context == null
                            ? new ServerSocket(0, 256, InetAddress.getLoopbackAddress())
                            : context.getServerSocketFactory()
                                    .createServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("allmanning-tck-server").start(this::accept);
    }

    /** What it answers from now on. */
    void script(Script value) {
        script = value;
    }

    /** {@code http://localhost:PORT} or {@code https://localhost:PORT}. */
    String base() {
        return (tls ? "https" : "http") + "://localhost:" + listener.getLocalPort();
    }

    /** The requests that arrived whole, in order. */
    List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    /** How many connections were made in all. */
    int connections() {
        return connections.get();
    }

    /** Whether all connections are closed by the other side within the time. */
    boolean awaitAllClosed(Duration patience) {
        return Waiting.until(patience, open::isEmpty);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("allmanning-tck-connection").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake();
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            boolean again = true;
            while (again) {
                HttpCall call = read(in, out);
                if (call == null) {
                    return;
                }
                calls.add(call);
                Exchange exchange = new Exchange(socket, in, out);
                script.answer(call, exchange);
                again = exchange.reusable();
            }
        } catch (IOException e) {
            // The other side left, or the script meant to break the connection.
        } finally {
            open.remove(socket);
        }
    }

    private static @Nullable HttpCall read(InputStream in, OutputStream out) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        String[] words = start.split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        byte[] body =
                headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
                        ? chunks(in)
                        : exactly(in, number(headers.getOrDefault("content-length", "0"), 10));
        return new HttpCall(words[0], words.length > 1 ? words[1] : "", headers, body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            int length = number(size.split(";", 2)[0].strip(), 16);
            if (length == 0) {
                String trailer = line(in);
                while (trailer != null && !trailer.isEmpty()) {
                    trailer = line(in);
                }
                return all.toByteArray();
            }
            all.writeBytes(exactly(in, length));
            line(in);
            if (all.size() > MOST_BODY) {
                throw new IOException("too much");
            }
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length", e);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length < 0 || length > MOST_BODY) {
            throw new IOException("too much");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
