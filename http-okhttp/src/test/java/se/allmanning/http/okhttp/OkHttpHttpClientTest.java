/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClientBuilderFactory;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.http.okhttp.HttpTransportException.Reason;

@DisplayName("The HTTP client")
class OkHttpHttpClientTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final MockWebServer server = new MockWebServer();
    private final OkHttpHttpClient client =
            OkHttpHttpClient.builder()
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .maxResponseBytes(100_000)
                    .build();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpRequest.Builder post() {
        return HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(server.url("/v1/chat?key=hemlig").toString())
                .addHeader("Authorization", "Bearer hemlig")
                .addHeader("Content-Type", "application/json")
                .body("{\"fråga\":\"åäö\"}");
    }

    private static MockResponse.Builder response(int status) {
        return new MockResponse.Builder().code(status);
    }

    @Test
    @DisplayName("is found by LangChain4j")
    void found() {
        assertThat(ServiceLoader.load(HttpClientBuilderFactory.class))
                .anyMatch(factory -> factory instanceof OkHttpHttpClientBuilderFactory);
        assertThat(new OkHttpHttpClientBuilderFactory().create())
                .isInstanceOf(OkHttpHttpClientBuilder.class);
    }

    @Test
    @DisplayName("sends method, headers and body as they are and returns status, headers and body")
    void roundTrip() throws Exception {
        server.enqueue(response(201).addHeader("X-Id", "7").body("{\"svar\":\"ja\"}").build());
        SuccessfulHttpResponse answer = client.execute(post().build());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"svar\":\"ja\"}");
        assertThat(answer.headers().get("x-id")).containsExactly("7");
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getRequestLine()).isEqualTo("POST /v1/chat?key=hemlig HTTP/1.1");
        assertThat(sent.getBody().string(StandardCharsets.UTF_8)).isEqualTo("{\"fråga\":\"åäö\"}");
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer hemlig");
    }

    @Test
    @DisplayName("keeps its connections")
    void pooled() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.enqueue(response(200).body("x").build());
            client.execute(post().build());
        }
        server.takeRequest();
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(2);
    }

    @Test
    @DisplayName("sends form data with files, each with its own type")
    void multipart() throws Exception {
        server.enqueue(response(200).body("{}").build());
        client.execute(
                HttpRequest.builder()
                        .method(HttpMethod.POST)
                        .url(server.url("/v1/audio/transcriptions").toString())
                        .addHeader("Content-Type", "multipart/form-data; boundary=other")
                        .addFormDataField("model", "whisper")
                        .addFormDataFile("file", "tal.wav", "audio/wav", new byte[] {1, 2, 13, 10})
                        .build());
        RecordedRequest sent = server.takeRequest();
        String type = sent.getHeaders().get("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=").doesNotContain("other");
        String body = sent.getBody().string(StandardCharsets.ISO_8859_1);
        assertThat(body)
                .contains("--" + type.substring(type.indexOf('=') + 1))
                .contains("name=\"model\"", "whisper")
                .contains("name=\"file\"; filename=\"tal.wav\"", "Content-Type: audio/wav")
                .contains("\r\n\r\n\u0001\u0002\r\n\r\n--");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 409, 413, 421, 422, 429, 500, 502, 503, 504})
    @DisplayName(
            "tells a status as a fault, once asked, without body, query and key in the message")
    void status(int status) {
        server.enqueue(response(status).body("du skrev åäö").build());
        HttpCallException fault =
                catchThrowableOfType(HttpCallException.class, () -> client.execute(post().build()));
        assertThat(fault.statusCode()).isEqualTo(status);
        assertThat(fault)
                .hasMessage(
                        "POST http://localhost:%d/v1/chat was answered with status %d.",
                        server.getPort(), status);
        assertThat(fault.body()).isEqualTo("du skrev åäö");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "120|-|-|PT2M",
                "0|-|-|PT0S",
                "1.5|-|-|PT1.5S",
                "Sun, 22 Nov 2026 12:00:30 GMT|-|-|PT30S",
                "Sun, 22 Nov 2026 11:00:30 GMT|-|-|PT0S",
                "Sun, 22 Nov 2026 12:00:30 GMT|Sun, 22 Nov 2026 12:00:10 GMT|-|PT20S",
                "9|-|250|PT0.25S",
                "soon|-|-|-",
                "-5|-|-|-",
                "99999999999999999999|-|-|-",
            },
            delimiter = '|')
    @DisplayName("reads Retry-After as seconds, as a date, and in milliseconds")
    void retryAfter(String value, String date, String milliseconds, Duration expected) {
        MockResponse.Builder response = response(503).addHeader("Retry-After", value);
        if (date != null) {
            response.addHeader("Date", date);
        }
        if (milliseconds != null) {
            response.addHeader("retry-after-ms", milliseconds);
        }
        server.enqueue(response.build());
        HttpCallException fault =
                catchThrowableOfType(HttpCallException.class, () -> client.execute(post().build()));
        assertThat(fault.retryAfter().orElse(null)).isEqualTo(expected);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("does not send a request again when the connection breaks under it")
    void sentOnce() {
        server.enqueue(response(200).onResponseStart(closeSocket()).build());
        server.enqueue(response(200).build());
        HttpTransportException fault =
                catchThrowableOfType(
                        HttpTransportException.class, () -> client.execute(post().build()));
        assertThat(fault.reason()).isEqualTo(Reason.CONNECTION);
        assertThat(fault)
                .hasMessageContaining("the connection closed before an answer came")
                .hasMessageNotContaining("hemlig");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static SocketEffect closeSocket() {
        return new SocketEffect.CloseSocket();
    }

    @Test
    @DisplayName("tells an answer that breaks off from one that never began")
    void cutOff() {
        server.enqueue(response(200).body("x".repeat(5000)).onResponseBody(closeSocket()).build());
        HttpTransportException fault =
                catchThrowableOfType(
                        HttpTransportException.class, () -> client.execute(post().build()));
        assertThat(fault.reason()).isEqualTo(Reason.CUT_OFF);
        assertThat(fault).hasMessageContaining("broke off in the middle of the answer");
    }

    @Test
    @DisplayName("names a host that is not there and a port where nobody listens")
    void noConnection() {
        int port = server.getPort();
        server.close();
        HttpTransportException fault =
                catchThrowableOfType(
                        HttpTransportException.class,
                        () ->
                                client.execute(
                                        HttpRequest.builder()
                                                .method(HttpMethod.GET)
                                                .url("http://127.0.0.1:" + port + "/v1/models")
                                                .build()));
        assertThat(fault.reason()).isEqualTo(Reason.CONNECTION);
        assertThat(fault)
                .hasMessage(
                        "GET http://127.0.0.1:%d/v1/models failed: no connection to the host or its proxy"
                                + " (ConnectException). Check the address, that the server runs, and proxy"
                                + " and firewall.",
                        port);
    }

    @Test
    @DisplayName("stops at the bound of an answer, however well it was packed")
    void bomb() throws Exception {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            for (int i = 0; i < 1000; i++) {
                sink.write(new byte[10_000]);
            }
        }
        assertThat(packed.size()).isLessThan(20_000);
        server.enqueue(response(200).addHeader("Content-Encoding", "gzip").body(packed).build());
        HttpTransportException fault =
                catchThrowableOfType(
                        HttpTransportException.class, () -> client.execute(post().build()));
        assertThat(fault.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(fault).hasMessageContaining("longer than 100000 bytes");
    }

    @Test
    @DisplayName(
            "follows a redirect within the server and repeats the body where the status says so")
    void redirectWithin() throws Exception {
        server.enqueue(response(307).addHeader("Location", "/v2/chat").build());
        server.enqueue(response(200).body("ja").build());
        assertThat(client.execute(post().build()).body()).isEqualTo("ja");
        server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getTarget()).isEqualTo("/v2/chat");
        assertThat(second.getBody().string(StandardCharsets.UTF_8)).contains("åäö");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("does not follow a redirect to another host, and sends nothing there")
    void redirectElsewhere(int status) throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            server.enqueue(
                    response(status)
                            .addHeader("Location", other.url("/v1/chat").toString())
                            .build());
            HttpCallException fault =
                    catchThrowableOfType(
                            HttpCallException.class, () -> client.execute(post().build()));
            assertThat(fault.statusCode()).isEqualTo(status);
            assertThat(fault).hasMessageContaining("redirects are only followed within one scheme");
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    @DisplayName("gives up redirects that lead in a circle")
    void circle() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(response(308).addHeader("Location", "/v1/chat").build());
        }
        assertThatThrownBy(() -> client.execute(post().build()))
                .isInstanceOf(HttpCallException.class);
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    @DisplayName("has one deadline for a whole call, also where the server drips")
    void deadline() throws Exception {
        try (RawServer slow =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    while (true) {
                        RawServer.write(out, "x");
                        Thread.sleep(5);
                    }
                })) {
            OkHttpHttpClient view = client.within(Duration.ofMillis(150));
            assertThatThrownBy(() ->
                            view.execute(
                                    HttpRequest.builder()
                                            .method(HttpMethod.GET)
                                            .url(slow.url())
                                            .build()))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("took longer than the 150 ms that it had in all");
        }
    }

    @Test
    @DisplayName("gives a view no more time than it has, and no call to a view without time")
    void views() {
        OkHttpHttpClient none = client.within(Duration.ofSeconds(-1)).within(Duration.ofHours(1));
        assertThatThrownBy(() -> none.execute(post().build())).isInstanceOf(TimeoutException.class);
        assertThat(server.getRequestCount()).isZero();
        server.enqueue(response(200).body("x").build());
        server.enqueue(response(200).body("x").build());
        OkHttpHttpClient view = client.within(Duration.ofSeconds(30));
        view.execute(post().build());
        view.close();
        assertThat(client.execute(post().build()).body()).isEqualTo("x");
    }

    @Test
    @DisplayName("cancels the call and closes the socket when the waiting thread is interrupted")
    void interrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer silent =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    asked.countDown();
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            CompletableFuture<Boolean> marked = new CompletableFuture<>();
            Thread caller =
                    new Thread(() -> {
                        try {
                            client.execute(
                                    HttpRequest.builder()
                                            .method(HttpMethod.GET)
                                            .url(silent.url())
                                            .build());
                        } catch (RuntimeException e) {
                            marked.complete(Thread.currentThread().isInterrupted());
                            outcome.complete(e);
                        }
                    });
            caller.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(outcome.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            HttpTransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
            assertThat(marked.get()).isTrue();
            silent.await();
        }
    }

    @Test
    @DisplayName("cancels what runs when it is closed, ends its threads, and takes no more calls")
    void closing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer silent =
                new RawServer((in, out) -> {
                    RawServer.request(in);
                    asked.countDown();
                    assertThat(RawServer.closedByPeer(in)).isTrue();
                })) {
            CompletableFuture<Void> call =
                    CompletableFuture.runAsync(() ->
                            client.execute(
                                    HttpRequest.builder()
                                            .method(HttpMethod.GET)
                                            .url(silent.url())
                                            .build()));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread[] threads = ours();
            assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
            client.close();
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(HttpTransportException.class);
            silent.await();
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
            }
            assertThatThrownBy(() -> client.execute(post().build()))
                    .isInstanceOfSatisfying(
                            HttpTransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
        }
    }

    private static Thread[] ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(allmanning-http-|OkHttp http).*"))
                .toArray(Thread[]::new);
    }

    @Test
    @DisplayName("refuses what cannot be sent without showing it")
    void unsendable() {
        assertThatThrownBy(() -> client.execute(post().addHeader("X-Key", "hemlig\n").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"X-Key\"")
                .hasMessageNotContaining("hemlig")
                .hasNoCause();
        assertThatThrownBy(() ->
                        client.execute(
                                HttpRequest.builder()
                                        .method(HttpMethod.GET)
                                        .url("htp:/hemlig")
                                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    @DisplayName("refuses times and sizes that cannot be")
    void settings() {
        OkHttpHttpClientBuilder builder = OkHttpHttpClient.builder();
        assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO))
                .hasMessage("callTimeout is PT0S. Give at least 1 ms and at most 24 days.");
        assertThatThrownBy(() -> builder.maxResponseBytes(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> builder.maxEventBytes(0)).hasMessageContaining("at least 1");
        assertThat(builder.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(builder.readTimeout()).isEqualTo(Duration.ofMinutes(1));
    }
}
