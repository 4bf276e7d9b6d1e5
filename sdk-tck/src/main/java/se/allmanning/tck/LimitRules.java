/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a provider may not do to a host: too much, or something else than the protocol. */
abstract class LimitRules extends Rules {

    private static final long MOST = 256L << 20;
    private static final byte[] SPACES = spaces(1 << 20);

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /** Sends the same bytes until the other side has had enough, and counts. */
    private static void flood(AtomicLong sent, long most, Piece piece) throws IOException {
        while (sent.get() < most) {
            sent.addAndGet(piece.send());
        }
    }

    @FunctionalInterface
    private interface Piece {
        int send() throws IOException;
    }

    private void endsEarly(AtomicLong sent, long most) {
        bench().failure(Probe.of(bench()).asking("Hej"));
        Check.that(
                sent.get() < most,
                "The connector gives up before " + (most >> 20) + " MiB, found that it read all.");
    }

    @Test
    @DisplayName("ALM-C-120 an answer that unpacks without end is given up")
    @Rule(
            value = "ALM-C-120",
            asks = "A compressed answer that unpacks to gigabytes fails by ModelCallException.",
            intent = "A megabyte on the wire must not take a host's whole memory.")
    void bomb() {
        byte[] head = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        Deflater deflater = new Deflater(9, true);
        byte[] first = flushed(deflater);
        byte[] next = flushed(deflater);
        deflater.end();
        AtomicLong sent = new AtomicLong();
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(
                            Probe.good(bench(), call).header("content-encoding", "gzip"));
                    exchange.chunk(head);
                    exchange.chunk(first);
                    flood(
                            sent,
                            64 << 20,
                            () -> {
                                exchange.chunk(next);
                                return next.length;
                            });
                    exchange.endChunks();
                });
        bench().failure(Probe.of(bench()).asking("Hej"));
    }

    private static byte[] flushed(Deflater deflater) {
        deflater.setInput(SPACES);
        byte[] out = new byte[1 << 16];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        while (count > 0) {
            all.write(out, 0, count);
            count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("ALM-C-121 an answer without end is given up")
    @Rule(
            value = "ALM-C-121",
            asks = "An answer that grows past 256 MiB fails by ModelCallException before that.",
            intent = "An answer that is never read can still fill a host.")
    void endlessBody() {
        AtomicLong sent = new AtomicLong();
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(Probe.good(bench(), call));
                    flood(
                            sent,
                            MOST,
                            () -> {
                                exchange.chunk(SPACES);
                                return SPACES.length;
                            });
                });
        endsEarly(sent, MOST);
    }

    @Test
    @DisplayName("ALM-C-122 headers without end are given up")
    @Rule(
            value = "ALM-C-122",
            asks =
                    "Headers that grow past 64 MiB, by their number or by their length, fail before.",
            intent = "Headers are read before any limit on a body applies.")
    void endlessHeaders() {
        byte[] lines =
                "x-more: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
                        .repeat(1000)
                        .getBytes(StandardCharsets.US_ASCII);
        for (byte[] piece :
                new byte[][] {lines, "a".repeat(65536).getBytes(StandardCharsets.US_ASCII)}) {
            AtomicLong sent = new AtomicLong();
            bench().server
                    .script((call, exchange) -> {
                        exchange.raw(
                                "HTTP/1.1 200 OK\r\nx-first: ".getBytes(StandardCharsets.US_ASCII));
                        flood(
                                sent,
                                64 << 20,
                                () -> {
                                    exchange.raw(piece);
                                    return piece.length;
                                });
                    });
            endsEarly(sent, 64 << 20);
        }
    }

    @Test
    @DisplayName("ALM-C-123 a line of a stream without end is given up")
    @Rule(
            value = "ALM-C-123",
            asks = "A stream whose line never ends fails by ModelCallException before 256 MiB.",
            intent = "A stream has no length that could be checked before.",
            needs = Feature.STREAMING)
    void endlessLine() {
        AtomicLong sent = new AtomicLong();
        Reply stream = bench().wire.stream(ChatAnswer.of("a", "b"));
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(stream);
                    exchange.chunk("data: {\"a\":\"".getBytes(StandardCharsets.US_ASCII));
                    flood(
                            sent,
                            MOST,
                            () -> {
                                exchange.chunk(SPACES);
                                return SPACES.length;
                            });
                });
        bench().stream(bench().streaming(), "Hej").failure("A line without end");
        Check.that(sent.get() < MOST, "The connector gives up before 256 MiB.");
    }

    @Test
    @DisplayName("ALM-C-124 an answer that is not of the protocol is a fault")
    @Rule(
            value = "ALM-C-124",
            asks =
                    "A 200 with broken data, with another document, with HTML or with nothing fails"
                            + " with MALFORMED, or with CUT_OFF where it only ends too early.",
            intent = "Login pages and proxies answer 200 as well.")
    void malformed() {
        String html = "<html><h1>Logga in</h1></html>";
        Map<String, Reply> answers =
                Map.of(
                        "broken data", Reply.json("{\"choices\": [{]}"),
                        "an empty object", Reply.json("{}"),
                        "a list", Reply.json("[1, 2]"),
                        "null", Reply.json("null"),
                        "HTML", Reply.of(200, "text/html", html.getBytes(StandardCharsets.UTF_8)),
                        "nothing", Reply.json(""));
        Probe probe = Probe.of(bench());
        answers.forEach((what, reply) -> {
            replies(reply);
            Check.oneOf(
                    "The reason for " + what,
                    java.util.List.of(
                            se.allmanning.spi.ModelCallException.Reason.MALFORMED,
                            se.allmanning.spi.ModelCallException.Reason.CUT_OFF),
                    bench().failure(probe.asking("Hej")).reason());
        });
    }
}
