/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** One answer of the {@link ScriptedServer}, byte for byte under the script's control. */
final class Exchange {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean reusable;

    Exchange(Socket socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /** Sends an answer as providers do: a whole one with its length, a stream in chunks. */
    void send(Reply reply) throws IOException {
        byte[] body = reply.body();
        if (reply.frames().size() == 1) {
            head(reply, Map.of("content-length", Integer.toString(body.length)));
            raw(body);
        } else {
            chunkedHead(reply);
            for (byte[] frame : reply.frames()) {
                chunk(frame);
            }
            endChunks();
        }
        reusable = true;
    }

    /** Sends an answer in chunks of one byte each. */
    void drip(Reply reply) throws IOException {
        chunkedHead(reply);
        byte[] body = reply.body();
        for (byte b : body) {
            chunk(new byte[] {b});
        }
        endChunks();
        reusable = true;
    }

    /**
     * Sends the first bytes of an answer and no more.
     *
     * @param cleanly true: the transfer ends as if that were all; false: the connection breaks
     */
    void cut(Reply reply, int bytes, boolean cleanly) throws IOException {
        // The connection ends with this answer either way, and a client must not be led to use it
        // again.
        head(reply, Map.of("transfer-encoding", "chunked", "connection", "close"));
        if (bytes > 0) {
            chunk(Arrays.copyOf(reply.body(), bytes));
        }
        if (cleanly) {
            endChunks();
        }
    }

    void head(Reply reply, Map<String, String> more) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Status\r\n");
        reply.headers().forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
        more.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
        raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    void chunkedHead(Reply reply) throws IOException {
        head(reply, Map.of("transfer-encoding", "chunked"));
    }

    void chunk(byte[] bytes) throws IOException {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(size, size.length + bytes.length + 2);
        System.arraycopy(bytes, 0, all, size.length, bytes.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        raw(all);
    }

    void endChunks() throws IOException {
        raw("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Says nothing until the other side closes; false if it has not done so in time. */
    boolean awaitGone(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    boolean reusable() {
        return reusable;
    }
}
