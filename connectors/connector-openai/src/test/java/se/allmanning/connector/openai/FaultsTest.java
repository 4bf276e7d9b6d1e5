/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;

@DisplayName("A call that fails")
class FaultsTest {

    @TempDir Path folder;

    private static ModelCallException fault(MockResponse response) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(response);
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                ModelCallException fault = fault(models.chat());
                assertThat(server.getRequestCount()).as("calls").isEqualTo(1);
                Heard heard = new Heard();
                server.enqueue(response);
                models.streaming().chat("hemlig fråga", heard);
                assertThat(heard.error())
                        .isInstanceOfSatisfying(
                                ModelCallException.class,
                                e -> assertThat(e.reason()).isEqualTo(fault.reason()));
                assertThat(heard.calls).containsExactly("error");
                return fault;
            }
        }
    }

    private static ModelCallException fault(ChatModel model) {
        ModelCallException fault =
                catchThrowableOfType(
                        ModelCallException.class,
                        () -> model.chat(UserMessage.from("hemlig fråga")));
        StringWriter all = new StringWriter();
        fault.printStackTrace(new PrintWriter(all));
        // Key, prompt and the provider's own words all hold it.
        assertThat(all.toString()).doesNotContain("hemlig");
        return fault;
    }

    private static MockResponse.Builder response(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body("{\"error\":{\"message\":\"du skrev hemlig fråga\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, rejected, ALM-CAL-003",
        "401, authentication, ALM-CAL-001",
        "402, rejected, ALM-CAL-003",
        "403, authentication, ALM-CAL-001",
        "404, not-found, ALM-CAL-002",
        "405, not-found, ALM-CAL-002",
        "408, overloaded, ALM-CAL-005",
        "409, overloaded, ALM-CAL-005",
        "413, rejected, ALM-CAL-003",
        "422, rejected, ALM-CAL-003",
        "429, rate-limited, ALM-CAL-004",
        "500, overloaded, ALM-CAL-005",
        "501, rejected, ALM-CAL-003",
        "502, overloaded, ALM-CAL-005",
        "503, overloaded, ALM-CAL-005",
        "529, overloaded, ALM-CAL-005",
    })
    @DisplayName(
            "says by its status what went wrong, whether to try again, and never what was sent")
    void status(int status, String reason, String code) throws Exception {
        ModelCallException fault = fault(response(status).build());
        assertThat(fault.reason().id()).isEqualTo(reason);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.status()).hasValue(status);
        assertThat(fault)
                .hasMessageStartingWith(
                        "Provider \"acme\", /chat/completions: it answered with status "
                                + status
                                + ". ")
                .hasMessageEndingWith(" [" + code + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 7|PT7S",
                "Retry-After: Sun, 22 Nov 2026 12:00:30 GMT|PT20S",
                "retry-after-ms: 250|PT0.25S",
                "X-Other: 1|",
            })
    @DisplayName("carries how long the provider asks to wait")
    void retryAfter(String header, Duration wait) throws Exception {
        MockResponse.Builder response =
                response(429).addHeader(header).addHeader("Date: Sun, 22 Nov 2026 12:00:10 GMT");
        assertThat(fault(response.build()).retryAfter().orElse(null)).isEqualTo(wait);
    }

    @Test
    @DisplayName("is a fault of the provider where a gateway answers with a page")
    void page() throws Exception {
        ModelCallException fault =
                fault(
                        new MockResponse.Builder()
                                .code(503)
                                .addHeader("Content-Type", "text/html")
                                .body("<html>hemlig</html>")
                                .build());
        assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.OVERLOADED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>hemlig</html>",
                "hemlig",
                "{\"choices\":[{\"message\":{\"content\":\"hemlig",
                "[]",
                "{}",
                "\"hemlig\"",
                "{\"choices\":[]}",
                "{\"choices\":{\"a\":\"hemlig\"}}",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"hemlig\"}]}}]}",
            })
    @DisplayName("is malformed where the answer is not what the protocol says")
    void malformed(String body) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(
                    new MockResponse.Builder()
                            .addHeader("Content-Type", "text/html; x=hemlig")
                            .body(body)
                            .build());
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                ModelCallException fault = fault(models.chat());
                assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.MALFORMED);
                assertThat(fault)
                        .hasMessageContaining("it gave an answer that ")
                        .hasMessageEndingWith("[ALM-CAL-009]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'message':'hemlig','type':'rate_limit_error'}}|rate-limited",
                "{'error':{'message':'hemlig','code':'insufficient_quota'}}|rate-limited",
                "{'error':{'message':'hemlig','code':503}}|overloaded",
                "{'error':{'message':'hemlig','code':'401'}}|authentication",
                "{'error':{'code':'model_not_found'}}|not-found",
                "{'error':{'code':'context_length_exceeded'}}|rejected",
                "{'error':'hemlig'}|overloaded",
                "{'object':'error','message':'hemlig','type':'BadRequestError','code':400}|rejected",
                "{'error':{'message':'hemlig'},'choices':[]}|overloaded",
            })
    @DisplayName("is one too where status 200 holds an error")
    void errorWith200(String body, String reason) throws Exception {
        ModelCallException fault = fault(response(200).body(body.replace('\'', '"')).build());
        assertThat(fault.reason().id()).isEqualTo(reason);
    }

    @Test
    @DisplayName("is told apart where a redirect leads elsewhere, and nothing is sent there")
    void redirect() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            ModelCallException fault =
                    fault(response(307).addHeader("Location", other.url("/").toString()).build());
            assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.NOT_FOUND);
            assertThat(fault)
                    .hasMessageContaining(
                            "status 307. It points elsewhere, and calls with a key are not sent on. Correct the url.");
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    @DisplayName("stops at the bound of an answer")
    void bomb() throws Exception {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            byte[] blank = new byte[1 << 20];
            java.util.Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 70; i++) {
                sink.write(blank);
            }
        }
        ModelCallException fault;
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(
                    new MockResponse.Builder()
                            .addHeader("Content-Encoding", "gzip")
                            .body(packed)
                            .build());
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                fault = fault(models.chat());
            }
        }
        assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.MALFORMED);
        assertThat(fault).hasMessageContaining("is longer than any answer should be");
    }

    @Test
    @DisplayName(
            "names a certificate that is made out to another host, and an authority that nobody knows")
    void certificates() throws Exception {
        HeldCertificate held =
                new HeldCertificate.Builder().addSubjectAlternativeName("other.example").build();
        Path ca = Files.writeString(folder.resolve("ca.pem"), held.certificatePem());
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(held)
                            .build()
                            .sslSocketFactory());
            server.start();
            Map<String, Object> provider =
                    Contexts.provider("https://localhost:" + server.getPort() + "/v1");
            try (Models models = new Models(Contexts.of(provider))) {
                ModelCallException fault = fault(models.chat());
                assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.CONNECTION);
                assertThat(fault)
                        .hasMessageContaining("no certificate authority that is trusted here")
                        .hasMessageEndingWith("[ALM-CAL-007]");
            }
            provider.put("ca", ca.toString());
            try (Models models = new Models(Contexts.of(provider))) {
                assertThat(fault(models.chat()))
                        .hasMessageContaining("is not made out to the host localhost");
            }
        }
    }

    @Test
    @DisplayName("is cut off where the body breaks, and no connection where nobody listens")
    void connection() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(
                                    out, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"cho");
                        });
                Models models = new Models(server.url())) {
            assertThat(fault(models.chat()).reason()).isEqualTo(ModelCallException.Reason.CUT_OFF);
        }
        try (Models models = new Models("http://127.0.0.1:1/v1")) {
            ModelCallException fault = fault(models.chat());
            assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.CONNECTION);
            assertThat(fault.reason().retryable()).isTrue();
            assertThat(fault).hasMessageContaining("http://127.0.0.1:1/v1/chat/completions failed");
        }
    }

    @Test
    @DisplayName("is a timeout where a view's time is over")
    @SuppressWarnings("unchecked")
    void timeout() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            assertThat(RawServer.closedByPeer(in)).isTrue();
                        });
                Models models = new Models(server.url())) {
            ChatModel bounded =
                    ((BoundedModel<ChatModel>) models.chat()).within(Duration.ofMillis(150));
            ModelCallException fault = fault(bounded);
            assertThat(fault.reason()).isEqualTo(ModelCallException.Reason.TIMEOUT);
            server.await();
        }
    }

    @Test
    @DisplayName("is cancelled where the calling thread is interrupted, and closes its connection")
    void interrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            asked.countDown();
                            assertThat(RawServer.closedByPeer(in)).isTrue();
                        });
                Models models = new Models(server.url())) {
            ChatModel model = models.chat();
            CompletableFuture<ModelCallException> fault = new CompletableFuture<>();
            Thread caller = new Thread(() -> fault.complete(fault(model)));
            caller.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(fault.get(10, TimeUnit.SECONDS).reason())
                    .isEqualTo(ModelCallException.Reason.CANCELLED);
            server.await();
        }
    }
}
