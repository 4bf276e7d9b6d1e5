/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ModelCallException;

/** Answers piece by piece. */
abstract class StreamingRules extends Rules {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "ord" + i + " ").toList();
    }

    @Test
    @DisplayName("ALM-C-040 every piece arrives once and in order")
    @Rule(
            value = "ALM-C-040",
            asks = "The pieces together are the whole text, and so is the completed answer.",
            intent = "A lost last token can turn a yes into a no.",
            needs = Feature.STREAMING)
    void pieces() {
        List<String> words = words(200);
        answers(ChatAnswer.of(words));
        Recorder recorder = bench().stream(bench().streaming(), "Hej");
        Check.equal(
                "The text of the completed answer",
                String.join("", words),
                recorder.response().aiMessage().text());
        Check.equal("The pieces together", String.join("", words), recorder.text());
        Check.that(
                recorder.pieces.size() > 100,
                "A piece is told when it comes, found "
                        + recorder.pieces.size()
                        + " callbacks for 200 pieces.");
    }

    @Test
    @DisplayName("ALM-C-041 a stream ends exactly once")
    @Rule(
            value = "ALM-C-041",
            asks = "Exactly one of onCompleteResponse and onError is called, and nothing after it.",
            intent = "A caller frees what it holds at the end; two ends free it twice.",
            needs = Feature.STREAMING)
    void oneEnd() {
        StreamingChatModel model = bench().streaming();
        answers(ChatAnswer.of("Ja", "."));
        ended(bench().stream(model, "Hej"), 1, 0);
        replies(bench().wire.error(500, "no"));
        ended(bench().stream(model, "Hej"), 0, 1);
        Reply stream = bench().wire.stream(ChatAnswer.of("Ja", "."));
        bench().server
                .script((call, exchange) ->
                        exchange.cut(stream, stream.frames().get(0).length, false));
        ended(bench().stream(model, "Hej"), 0, 1);
    }

    private static void ended(Recorder recorder, int completed, int failed) {
        int callbacks = recorder.callbacks.get();
        Waiting.until(Bench.QUIET, () -> recorder.callbacks.get() > callbacks);
        Check.equal("Calls of onCompleteResponse", completed, recorder.completed.size());
        Check.equal("Calls of onError", failed, recorder.failed.size());
        Check.equal("Callbacks after the end", callbacks, recorder.callbacks.get());
    }

    @Test
    @DisplayName("ALM-C-042 a stream tells usage and the reason of its end")
    @Rule(
            value = "ALM-C-042",
            asks =
                    "The completed answer carries usage and finish reason as the provider gave them.",
            intent = "A streamed call is billed and judged like any other.",
            needs = Feature.STREAMING)
    void usage() {
        answers(ChatAnswer.of("Ja", ".").usage(1237, 41).finish(FinishReason.LENGTH));
        var response = bench().stream(bench().streaming(), "Hej").response();
        TokenUsage usage = response.tokenUsage();
        Check.that(usage != null, "The answer tells the usage.");
        Check.equal("Input tokens", 1237, usage.inputTokenCount());
        Check.equal("Output tokens", 41, usage.outputTokenCount());
        Check.equal("The finish reason", FinishReason.LENGTH, response.finishReason());
    }

    @Test
    @DisplayName("ALM-C-043 usage that a stream does not give stays absent")
    @Rule(
            value = "ALM-C-043",
            asks = "Where the stream holds no usage, none is reported, not zero.",
            intent = "Zero would be a claim that nobody made.",
            needs = Feature.STREAMING)
    void noUsage() {
        answers(ChatAnswer.of("Ja", "."));
        ChatRules.absent(bench().stream(bench().streaming(), "Hej").response().tokenUsage());
    }

    @Test
    @DisplayName("ALM-C-044 cancelling closes the connection")
    @Rule(
            value = "ALM-C-044",
            asks = "Within two seconds of a cancel the provider sees its connection closed.",
            intent = "What is cancelled shall cost nothing more, nor go on being written.",
            needs = Feature.STREAMING)
    void cancelCloses() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        Reply stream = bench().wire.stream(ChatAnswer.of(words(3)));
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(stream);
                    exchange.chunk(stream.frames().get(0));
                    gone.complete(exchange.awaitGone(bench().patience));
                });
        AtomicReference<@Nullable StreamingHandle> handle = new AtomicReference<>();
        Recorder recorder = bench().recorder((r, given) -> handle.set(given));
        bench().start(bench().streaming(), Bench.request("Hej"), recorder);
        recorder.awaitFirst();
        Check.that(
                Waiting.until(SOON, () -> handle.get() != null),
                "The callback of a piece gets a handle that can cancel.");
        StreamingHandle given = handle.get();
        if (given != null) {
            given.cancel();
            Check.that(given.isCancelled(), "The handle says that it is cancelled.");
        }
        Boolean closed = null;
        try {
            closed = gone.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            // Said below.
        }
        Check.equal("The connection closed within 2 s of the cancel", true, closed);
    }

    @Test
    @DisplayName("ALM-C-045 after a cancel there is silence")
    @Rule(
            value = "ALM-C-045",
            asks = "After a cancel no callback comes, though more pieces have arrived.",
            intent = "A reader who has left must not be written to.",
            needs = Feature.STREAMING)
    void cancelSilences() {
        Reply stream = bench().wire.stream(ChatAnswer.of(words(300)));
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(stream);
                    exchange.chunk(stream.body());
                    exchange.endChunks();
                });
        Recorder recorder =
                bench().recorder((r, given) -> {
                    if (given != null) {
                        given.cancel();
                    }
                });
        bench().start(bench().streaming(), Bench.request("Hej"), recorder);
        recorder.awaitFirst();
        Waiting.until(Bench.QUIET, () -> recorder.callbacks.get() > 1);
        Check.equal("Callbacks, the one that cancelled included", 1, recorder.callbacks.get());
    }

    @Test
    @DisplayName("ALM-C-046 parallel streams are not mixed up")
    @Rule(
            value = "ALM-C-046",
            asks = "Of 32 streams at once each tells its own pieces only.",
            intent = "Another citizen's answer in mine is a breach of secrecy.",
            needs = Feature.STREAMING)
    void parallel() {
        bench().server
                .script((call, exchange) -> {
                    String asked = bench().wire.readChat(call).turns().get(0).text();
                    List<String> pieces =
                            IntStream.range(0, 40).mapToObj(i -> asked + "." + i + " ").toList();
                    exchange.send(bench().wire.stream(ChatAnswer.of(pieces)));
                });
        StreamingChatModel model = bench().streaming();
        Crowd.of(
                32,
                number -> {
                    String question = "ström" + number;
                    StringBuilder expected = new StringBuilder();
                    IntStream.range(0, 40).forEach(i -> expected.append(question + "." + i + " "));
                    Recorder recorder = bench().stream(model, question);
                    Check.equal(
                            "The completed answer of " + question,
                            expected.toString(),
                            recorder.response().aiMessage().text());
                    Check.equal("The pieces of " + question, expected.toString(), recorder.text());
                });
    }

    @Test
    @DisplayName("ALM-C-047 a stream that breaks off at any byte is an error")
    @Rule(
            value = "ALM-C-047",
            asks =
                    "A connection that breaks at any byte before the end mark is a"
                            + " ModelCallException, never a short answer.",
            intent = "Half an answer looks like a whole one.",
            needs = Feature.STREAMING)
    void brokenAnywhere() {
        cutAnywhere(false);
    }

    @Test
    @DisplayName("ALM-C-048 a stream that ends without its end mark is an error")
    @Rule(
            value = "ALM-C-048",
            asks =
                    "A transfer that ends properly before the end mark is a ModelCallException, or the"
                            + " whole text where its finish reason was told; never a short answer.",
            intent = "Proxies end a transfer properly when the server behind them dies.",
            needs = Feature.STREAMING)
    void endedAnywhere() {
        cutAnywhere(true);
    }

    private void cutAnywhere(boolean cleanly) {
        Reply stream = bench().wire.stream(ChatAnswer.of("Nej, ", "å", "ja.").usage(5, 3));
        byte[] last = stream.frames().get(stream.frames().size() - 1);
        int whole = stream.body().length - last.length;
        StreamingChatModel model = bench().streaming();
        Crowd.of(
                8,
                number -> {
                    for (int at = number; at < whole; at += 8) {
                        cutAt(model, stream, at, cleanly);
                    }
                });
    }

    private void cutAt(StreamingChatModel model, Reply stream, int at, boolean cleanly) {
        // The prompt says where to cut, so that cuts can run beside each other.
        bench().server
                .script((call, exchange) ->
                        exchange.cut(
                                stream,
                                Integer.parseInt(bench().wire.readChat(call).turns().get(0).text()),
                                cleanly));
        Recorder recorder = bench().stream(model, Integer.toString(at));
        // Some servers leave the end mark out; with the finish reason there nothing is missing.
        if (cleanly && !recorder.completed.isEmpty()) {
            Check.equal(
                    "The finish reason of a stream cut after " + at,
                    FinishReason.STOP,
                    recorder.response().finishReason());
            Check.equal(
                    "The answer of a stream cut after " + at,
                    "Nej, åja.",
                    recorder.response().aiMessage().text());
            return;
        }
        recorder.failure("A stream of " + stream.body().length + " bytes cut after " + at);
    }

    @Test
    @DisplayName("ALM-C-049 a stream that breaks off says so")
    @Rule(
            value = "ALM-C-049",
            level = Rule.Level.SHOULD,
            asks = "A stream that breaks off in the middle fails with the reason CUT_OFF.",
            intent = "A host tries a cut answer elsewhere, and a malformed one not at all.",
            needs = Feature.STREAMING)
    void cutOff() {
        Reply stream = bench().wire.stream(ChatAnswer.of("Nej, ", "ja."));
        StreamingChatModel model = bench().streaming();
        for (boolean cleanly : new boolean[] {true, false}) {
            bench().server
                    .script((call, exchange) ->
                            exchange.cut(stream, stream.frames().get(0).length, cleanly));
            Check.equal(
                    "The reason",
                    ModelCallException.Reason.CUT_OFF,
                    bench().stream(model, "Hej").failure("A cut stream").reason());
        }
    }

    @Test
    @DisplayName("ALM-C-050 a stream that drips ends by its deadline")
    @Rule(
            value = "ALM-C-050",
            asks = "A bounded stream that never ends fails with TIMEOUT soon after its deadline.",
            intent = "A piece now and then must not hold a caller for ever.",
            needs = {Feature.STREAMING, Feature.DEADLINES})
    void drip() {
        Reply stream = bench().wire.stream(ChatAnswer.of("a", "b"));
        overdue(stream, stream.frames().get(0));
    }

    @Test
    @DisplayName("ALM-C-051 signs of life do not move the deadline")
    @Rule(
            value = "ALM-C-051",
            asks = "A bounded stream of keep-alives only fails with TIMEOUT after its deadline.",
            intent = "A provider's queue may be longer than a citizen's patience.",
            needs = {Feature.STREAMING, Feature.DEADLINES})
    void keptAlive() {
        byte[] sign = bench().wire.keepAlive().orElse(null);
        Assumptions.assumeTrue(sign != null, "The protocol has no keep-alives.");
        if (sign != null) {
            overdue(bench().wire.stream(ChatAnswer.of("a", "b")), sign);
        }
    }

    private void overdue(Reply stream, byte[] again) {
        bench().server
                .script((call, exchange) -> {
                    exchange.chunkedHead(stream);
                    for (int i = 0; i < 400; i++) {
                        exchange.chunk(again);
                        Waiting.until(Duration.ofMillis(25), () -> false);
                    }
                });
        StreamingChatModel model = Bench.within(bench().streaming(), Duration.ofMillis(400));
        long start = System.nanoTime();
        Recorder recorder = bench().stream(model, "Hej");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Check.equal(
                "The reason",
                ModelCallException.Reason.TIMEOUT,
                recorder.failure("An overdue stream").reason());
        Check.that(
                took.compareTo(Duration.ofMillis(400).plus(SOON)) < 0,
                "A stream bounded to 400 ms ends soon after, found " + took.toMillis() + " ms.");
    }

    @Test
    @DisplayName("ALM-C-052 signs of life are not text")
    @Rule(
            value = "ALM-C-052",
            asks = "Keep-alives between the pieces change nothing.",
            intent = "Providers send them while they think.",
            needs = Feature.STREAMING)
    void keepAlives() {
        byte[] sign = bench().wire.keepAlive().orElse(null);
        Assumptions.assumeTrue(sign != null, "The protocol has no keep-alives.");
        if (sign == null) {
            return;
        }
        Reply stream = bench().wire.stream(ChatAnswer.of("Ja", ", ", "å."));
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame : stream.frames()) {
            frames.add(sign);
            frames.add(sign);
            frames.add(frame);
        }
        replies(Reply.stream(stream.headers().getOrDefault("content-type", ""), frames));
        Recorder recorder = bench().stream(bench().streaming(), "Hej");
        Check.equal("The answer", "Ja, å.", recorder.response().aiMessage().text());
        Check.equal("The pieces together", "Ja, å.", recorder.text());
    }

    @Test
    @DisplayName("ALM-C-053 characters that are split between packets and pieces are kept")
    @Rule(
            value = "ALM-C-053",
            asks =
                    "A stream that arrives byte by byte, and pieces that end within a surrogate"
                            + " pair, give the text character for character.",
            intent = "å is two bytes and an emoji two chars; neither packets nor tokens know.",
            needs = Feature.STREAMING)
    void splitCharacters() {
        String text = ChatRules.HARD_TEXT;
        List<String> pieces = text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        bench().server
                .script((call, exchange) ->
                        exchange.drip(bench().wire.stream(ChatAnswer.of(pieces))));
        Recorder recorder = bench().stream(bench().streaming(), "Hej");
        Check.equal("The answer", text, recorder.response().aiMessage().text());
        Check.equal("The pieces together", text, recorder.text());
        bench().server
                .script((call, exchange) ->
                        exchange.drip(bench().wire.stream(ChatAnswer.of("Å", "äö", text))));
        Check.equal(
                "The answer",
                "Åäö" + text,
                bench().stream(bench().streaming(), "Hej").response().aiMessage().text());
    }

    @Test
    @DisplayName("ALM-C-054 an error in the middle of a stream is an error")
    @Rule(
            value = "ALM-C-054",
            asks = "A fault that the provider tells in the stream is a ModelCallException.",
            intent = "The status was sent before the fault, so nothing else tells of it.",
            needs = Feature.STREAMING)
    void errorInside() {
        byte[] fault = bench().wire.streamError(Bench.PROMPT + Bench.KEY).orElse(null);
        Assumptions.assumeTrue(fault != null, "The protocol has no faults inside a stream.");
        if (fault == null) {
            return;
        }
        Reply stream = bench().wire.stream(ChatAnswer.of("Ja", "."));
        List<byte[]> frames = new ArrayList<>(stream.frames());
        frames.add(1, fault);
        replies(Reply.stream(stream.headers().getOrDefault("content-type", ""), frames));
        ModelCallException failure =
                bench().stream(bench().streaming(), "Hej").failure("A fault inside a stream");
        String told = Overheard.everythingIn(failure);
        Check.that(!Overheard.holds(told, Bench.PROMPT), "The failure holds no prompt.");
        Check.that(!Overheard.holds(told, Bench.KEY), "The failure holds no key.");
    }

    @Test
    @DisplayName("ALM-C-055 a stream that is refused is told by onError")
    @Rule(
            value = "ALM-C-055",
            asks = "An error status is told by onError with reason, status and wait, not thrown.",
            intent = "A caller of a stream listens in one place.",
            needs = Feature.STREAMING)
    void refused() {
        replies(bench().wire.error(429, "slow down").header("retry-after", "7"));
        ModelCallException failure =
                bench().stream(bench().streaming(), "Hej").failure("A refused stream");
        Check.equal("The reason", ModelCallException.Reason.RATE_LIMITED, failure.reason());
        Check.equal("The status", 429, failure.status().orElse(0));
        Check.equal("The wait", Duration.ofSeconds(7), failure.retryAfter().orElse(Duration.ZERO));
        Check.equal("Requests made", 1, bench().server.calls().size());
    }

    @Test
    @DisplayName("ALM-C-056 a stream that is not of the protocol is an error")
    @Rule(
            value = "ALM-C-056",
            asks = "HTML or broken data in place of a stream is a ModelCallException.",
            intent = "Login pages and proxies answer 200 as well.",
            needs = Feature.STREAMING)
    void malformed() {
        StreamingChatModel model = bench().streaming();
        replies(
                Reply.of(
                        200,
                        "text/html",
                        "<html>Logga in</html>".getBytes(StandardCharsets.UTF_8)));
        bench().stream(model, "Hej").failure("HTML in place of a stream");
        Reply stream = bench().wire.stream(ChatAnswer.of("Ja", "."));
        List<byte[]> frames = new ArrayList<>(stream.frames());
        String frame = new String(frames.get(0), StandardCharsets.UTF_8);
        frames.set(
                0, frame.replace("{", "{{{").replace("<", "<<<").getBytes(StandardCharsets.UTF_8));
        Assumptions.assumeTrue(frame.contains("{") || frame.contains("<"), "Neither JSON nor XML.");
        replies(Reply.stream(stream.headers().getOrDefault("content-type", ""), frames));
        bench().stream(model, "Hej").failure("A broken frame");
    }

    @Test
    @DisplayName("ALM-C-057 the request asks for a stream")
    @Rule(
            value = "ALM-C-057",
            asks = "A streaming call makes one request, which asks for a stream.",
            intent = "A whole answer in pieces only looks like a stream.",
            needs = Feature.STREAMING)
    void asksForStream() {
        answers(ChatAnswer.of("Ja", "."));
        bench().stream(bench().streaming(), "Hej").response();
        Check.that(onlyChat().streaming(), "The request asks for a stream.");
    }

    @Test
    @DisplayName("ALM-C-058 a handler that throws does not break the model")
    @Rule(
            value = "ALM-C-058",
            level = Rule.Level.SHOULD,
            asks = "After a callback threw, the next stream of the model works.",
            intent = "One faulty caller must not take the model from the others.",
            needs = Feature.STREAMING)
    void throwingHandler() {
        answers(ChatAnswer.of("Ja", "."));
        StreamingChatModel model = bench().streaming();
        CountDownLatch threw = new CountDownLatch(1);
        Recorder faulty =
                bench().recorder((r, handle) -> {
                    threw.countDown();
                    throw new IllegalStateException("a fault of the caller");
                });
        bench().thrown(() -> {
            model.chat(Bench.request("Hej"), faulty);
            return true;
        });
        faulty.awaitFirst();
        Check.equal(
                "The next answer",
                "Ja.",
                bench().stream(model, "Hej").response().aiMessage().text());
    }
}
