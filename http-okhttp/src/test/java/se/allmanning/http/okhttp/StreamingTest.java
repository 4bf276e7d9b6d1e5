/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.allmanning.http.okhttp.HttpTransportException.Reason;

@DisplayName("A stream of events over HTTP")
class StreamingTest {

    private final OkHttpHttpClient client =
            OkHttpHttpClient.builder().maxEventBytes(1000).maxResponseBytes(5000).build();

    @AfterEach
    void close() {
        client.close();
    }

    private static HttpRequest get(String url) {
        return HttpRequest.builder().method(HttpMethod.GET).url(url).build();
    }

    /** Writes down what a listener hears. */
    private static final class Heard implements ServerSentEventListener {

        final List<String> calls = new CopyOnWriteArrayList<>();
        final CompletableFuture<Throwable> end = new CompletableFuture<>();
        final CompletableFuture<ServerSentEventContext> first = new CompletableFuture<>();
        final Consumer<ServerSentEventContext> onEvent;

        Heard() {
            this(context -> {});
        }

        Heard(Consumer<ServerSentEventContext> onEvent) {
            this.onEvent = onEvent;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            calls.add("open " + response.statusCode());
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            calls.add(event.data());
            first.complete(context);
            onEvent.accept(context);
        }

        @Override
        public void onError(Throwable error) {
            calls.add("error");
            end.complete(error);
        }

        @Override
        public void onClose() {
            calls.add("close");
            end.complete(null);
        }

        Throwable end() throws Exception {
            return end.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("comes event by event and ends once")
    void whole() throws Exception {
        Heard heard = new Heard();
        CompletableFuture<Void> seen = new CompletableFuture<>();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: hej\n\n");
                    heard.first.get(10, TimeUnit.SECONDS);
                    seen.complete(null);
                    RawServer.chunk(out, "data: då\n\n");
                    RawServer.write(out, "0\r\n\r\n");
                })) {
            client.execute(get(server.url()), heard);
            assertThat(heard.end()).isNull();
            assertThat(seen).isCompleted();
            assertThat(heard.calls).containsExactly("open 200", "hej", "då", "close");
        }
    }

    static Stream<ServerSentEventParser> parsers() {
        return Stream.of(new StandardServerSentEventParser(), new DefaultServerSentEventParser());
    }

    @ParameterizedTest
    @MethodSource("parsers")
    @DisplayName("closes the socket when it is cancelled, and says nothing more")
    void cancelled(ServerSentEventParser parser) throws Exception {
        Heard heard = new Heard(context -> context.parsingHandle().cancel());
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: a\n\ndata: b\n\n");
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            client.execute(get(server.url()), parser, heard);
            server.await();
            client.close();
            assertThat(heard.calls).containsExactly("open 200", "a");
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    @DisplayName("can be cancelled by another thread while the server is silent")
    void cancelledFromOutside(ServerSentEventParser parser) throws Exception {
        Heard heard = new Heard();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: a\n\n");
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            client.execute(get(server.url()), parser, heard);
            ServerSentEventContext context = heard.first.get(10, TimeUnit.SECONDS);
            context.parsingHandle().cancel();
            assertThat(context.parsingHandle().isCancelled()).isTrue();
            server.await();
            assertThat(heard.calls).containsExactly("open 200", "a");
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    @DisplayName("that breaks off is an error, and not an end too")
    void cut(ServerSentEventParser parser) throws Exception {
        Heard heard = new Heard();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: a\n\n");
                })) {
            client.execute(get(server.url()), parser, heard);
            assertThat(heard.end())
                    .isInstanceOfSatisfying(
                            HttpTransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CUT_OFF));
            assertThat(heard.calls).containsExactly("open 200", "a", "error");
        }
    }

    @Test
    @DisplayName("has one deadline in all, also where the server drips")
    void deadline() throws Exception {
        Heard heard = new Heard();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    while (true) {
                        RawServer.chunk(out, ": wait\n");
                        Thread.sleep(5);
                    }
                })) {
            client.within(Duration.ofMillis(200)).execute(get(server.url()), heard);
            assertThat(heard.end())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("took longer than the 200 ms that it had in all");
            assertThat(heard.calls).containsExactly("open 200", "error");
        }
    }

    @Test
    @DisplayName("that is refused is an error with its status")
    void refused() throws Exception {
        Heard heard = new Heard();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(
                            out,
                            "HTTP/1.1 429 Slow down\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\n{}");
                })) {
            client.execute(get(server.url()), heard);
            assertThat(heard.end())
                    .isInstanceOfSatisfying(
                            HttpCallException.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(429);
                                assertThat(e.retryAfter()).contains(Duration.ofSeconds(3));
                            });
            assertThat(heard.calls).containsExactly("error");
        }
    }

    @Test
    @DisplayName("ends when its listener throws, with what it threw")
    void listenerThrows() throws Exception {
        IllegalStateException own = new IllegalStateException("own");
        Heard heard =
                new Heard(context -> {
                    throw own;
                });
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: a\n\ndata: b\n\n");
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            client.execute(get(server.url()), heard);
            assertThat(heard.end()).isSameAs(own);
            server.await();
            assertThat(heard.calls).containsExactly("open 200", "a", "error");
        }
    }

    @Test
    @DisplayName("stops at the bound of an event and at the bound of the whole")
    void bounded() throws Exception {
        for (String endless : List.of("x".repeat(500), "data: y\n\n".repeat(50))) {
            Heard heard = new Heard();
            try (RawServer server =
                    new RawServer((in, out) -> {
                        RawServer.request(in);
                        RawServer.write(out, RawServer.STREAM);
                        while (true) {
                            RawServer.chunk(out, endless);
                        }
                    })) {
                client.execute(get(server.url()), heard);
                assertThat(heard.end())
                        .isInstanceOfSatisfying(
                                HttpTransportException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
                assertThat(heard.calls).endsWith("error");
            }
        }
    }

    @Test
    @DisplayName("that closing the client ends is told so")
    void clientCloses() throws Exception {
        Heard heard = new Heard();
        try (RawServer server =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, RawServer.STREAM);
                    RawServer.chunk(out, "data: a\n\n");
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            client.execute(get(server.url()), heard);
            heard.first.get(10, TimeUnit.SECONDS);
            client.close();
            assertThat(heard.end())
                    .isInstanceOfSatisfying(
                            HttpTransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
            server.await();
        }
    }
}
