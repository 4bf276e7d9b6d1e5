/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Catalogs from an address")
class HttpsRepositoryTest {

    private HttpServer server;
    private ExecutorService threads;
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void serve() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    if (body.length > 0) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
    }

    private void redirect(String path, String to) {
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders().add("Location", to);
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
    }

    @Test
    @DisplayName("a catalog that is fetched passes the same checks")
    void fetched(@TempDir Path home) {
        Publisher certifier = Publisher.published();
        server.createContext(
                "/catalog/",
                exchange -> {
                    String file =
                            exchange.getRequestURI().getPath().substring("/catalog/".length());
                    byte[] body = certifier.repository.files.get(file);
                    exchange.sendResponseHeaders(
                            body == null ? 404 : 200, body == null ? -1 : body.length);
                    if (body != null) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        TrustStore store = TrustStore.open(home, new MovedClock());
        try (Repository repository = Repository.of(address("/catalog").toString())) {
            assertThat(store.trust(certifier.pin(), repository).version())
                    .isEqualTo("association-1");
        }
    }

    @Test
    @DisplayName("slow retrieval: a server that sends a byte and then nothing is given up")
    void slowRetrieval() {
        server.createContext("/timestamp.json", this::drip);
        try (HttpsRepository slow = new HttpsRepository(address("/"), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> slow.read("timestamp.json", 1000))
                    .isInstanceOf(TrustException.class)
                    .hasMessageContaining("it took longer than 300 ms")
                    .hasMessageEndingWith("[ALM-TRU-011]");
        }
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write('{');
        out.flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("endless data: a server that never stops sending is cut off at the limit")
    void endless() {
        server.createContext(
                "/catalog.json",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] part = new byte[8192];
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (end.getCount() > 0) {
                            out.write(part);
                        }
                    }
                });
        try (HttpsRepository repository = new HttpsRepository(address("/"))) {
            assertThatThrownBy(() -> repository.read("catalog.json", 100_000))
                    .hasMessageContaining("is larger than the 100000 bytes")
                    .hasMessageEndingWith("[ALM-TRU-007]");
        }
    }

    @Test
    @DisplayName(
            "a redirect within the host is followed, one to another host, port or scheme is not")
    void redirects() {
        answer("/there", 200, new byte[] {'x'});
        redirect("/near", "/there");
        redirect("/port", "http://127.0.0.1:1/there");
        redirect("/name", "http://localhost:" + server.getAddress().getPort() + "/there");
        redirect("/scheme", "https://127.0.0.1:" + server.getAddress().getPort() + "/there");
        redirect("/round", "/round");
        try (HttpsRepository repository = new HttpsRepository(address("/"))) {
            assertThat(repository.read("near", 10)).hasValue(new byte[] {'x'});
            for (String elsewhere : new String[] {"port", "name", "scheme"}) {
                assertThatThrownBy(() -> repository.read(elsewhere, 10))
                        .hasMessageContaining("it redirects to another host")
                        .hasMessageEndingWith("[ALM-TRU-012]");
            }
            assertThatThrownBy(() -> repository.read("round", 10))
                    .hasMessageContaining("it was redirected too often");
        }
    }

    @Test
    @DisplayName("what is not there is missing; a server's fault is told and may be tried again")
    void answers() {
        answer("/gone.json", 410, new byte[0]);
        answer("/broken.json", 503, new byte[0]);
        try (HttpsRepository repository = new HttpsRepository(address("/"))) {
            assertThat(repository.read("none.json", 10)).isEmpty();
            assertThat(repository.read("gone.json", 10)).isEmpty();
            assertThatThrownBy(() -> repository.read("broken.json", 10))
                    .hasMessageContaining("the answer was 503")
                    .isInstanceOfSatisfying(
                            TrustException.class,
                            e -> assertThat(e.category().retryable()).isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, it is not encrypted",
        "http://127.0.0.1.example.com/, it is not encrypted",
        "ftp://example.com/, it is not encrypted",
        "https:///path, it names no host",
        "https://anna:hemligt@example.com/, it holds more than a host and a path",
        "https://example.com/?token=hemligt, it holds more than a host and a path"
    })
    @DisplayName("addresses that are not fetched from, told without what they hide")
    void addresses(String address, String fault) {
        assertThatThrownBy(() -> new HttpsRepository(URI.create(address)))
                .hasMessageContaining(fault)
                .hasMessageNotContaining("hemligt")
                .hasMessageEndingWith("[ALM-TRU-012]");
    }
}
