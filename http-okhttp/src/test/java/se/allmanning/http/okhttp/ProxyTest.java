/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.io.DataInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A proxy")
class ProxyTest {

    /** user:pass in Base64. */
    private static final String BASIC = "Basic dXNlcjpwOnNz";

    @TempDir Path folder;

    private static String post(OkHttpHttpClientBuilder builder, String url) {
        try (OkHttpHttpClient client = builder.build()) {
            return client.execute(
                            HttpRequest.builder()
                                    .method(HttpMethod.POST)
                                    .url(url)
                                    .body("hej")
                                    .build())
                    .body();
        }
    }

    @Test
    @DisplayName("gets a plain request whole, with its credentials at once")
    void plain() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.enqueue(new MockResponse.Builder().body("ja").build());
            proxy.start();
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder()
                            .proxy(URI.create("http://user:p%3Ass@127.0.0.1:" + proxy.getPort()));
            assertThat(post(builder, "http://model.example/v1/chat")).isEqualTo("ja");
            RecordedRequest request = proxy.takeRequest();
            assertThat(request.getRequestLine())
                    .isEqualTo("POST http://model.example/v1/chat HTTP/1.1");
            assertThat(request.getHeaders().get("Proxy-Authorization")).isEqualTo(BASIC);
        }
    }

    @Test
    @DisplayName("makes a tunnel for TLS; its credentials stay outside of it")
    void tunnel() throws Exception {
        HeldCertificate held =
                new HeldCertificate.Builder().addSubjectAlternativeName("model.example").build();
        Path pem = Files.writeString(folder.resolve("ca.pem"), held.certificatePem());
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(held)
                            .build()
                            .sslSocketFactory());
            proxy.enqueue(new MockResponse.Builder().inTunnel().build());
            proxy.enqueue(new MockResponse.Builder().body("ja").build());
            proxy.start();
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder()
                            .certificateAuthorities(pem)
                            .proxy(URI.create("http://user:p%3Ass@127.0.0.1:" + proxy.getPort()));
            assertThat(post(builder, "https://model.example/v1/chat")).isEqualTo("ja");
            RecordedRequest connect = proxy.takeRequest();
            assertThat(connect.getMethod()).isEqualTo("CONNECT");
            assertThat(connect.getHeaders().get("Proxy-Authorization")).isEqualTo(BASIC);
            assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization")).isNull();
        }
    }

    @Test
    @DisplayName("that refuses to make a tunnel for this user is told")
    void tunnelRefused() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.enqueue(
                    new MockResponse.Builder()
                            .code(407)
                            .addHeader("Proxy-Authenticate", "Basic")
                            .build());
            proxy.start();
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder()
                            .proxy(URI.create("http://user:p%3Ass@127.0.0.1:" + proxy.getPort()));
            assertThatThrownBy(() -> post(builder, "https://model.example/v1/chat"))
                    .isInstanceOf(HttpTransportException.class)
                    .hasMessageContaining("the proxy refuses the user or the password");
        }
    }

    /** A SOCKS 5 server that asks for a password, and then is the web server itself. */
    private static void socks(InputStream in, OutputStream out, String password) throws Exception {
        DataInputStream data = new DataInputStream(in);
        assertThat(data.readUnsignedByte()).isEqualTo(5);
        byte[] methods = new byte[data.readUnsignedByte()];
        data.readFully(methods);
        assertThat(methods).contains(2);
        out.write(new byte[] {5, 2});
        assertThat(data.readUnsignedByte()).isEqualTo(1);
        assertThat(text(data)).isEqualTo("user");
        boolean right = text(data).equals(password);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        if (!right) {
            return;
        }
        assertThat(data.readInt()).isEqualTo(0x05010003);
        assertThat(text(data)).isEqualTo("model.example");
        assertThat(data.readUnsignedShort()).isEqualTo(8080);
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
        assertThat(RawServer.request(in)).startsWith("POST /v1/chat").endsWith("hej");
        RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nja");
    }

    private static String text(DataInputStream data) throws Exception {
        byte[] bytes = new byte[data.readUnsignedByte()];
        data.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("of the kind SOCKS 5 resolves names and gets user and password")
    void socks() throws Exception {
        try (RawServer proxy = new RawServer((in, out) -> socks(in, out, "p:ss"))) {
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder()
                            .proxy(URI.create("socks5://user:p%3Ass@127.0.0.1:" + proxy.port()));
            assertThat(post(builder, "http://model.example:8080/v1/chat")).isEqualTo("ja");
            proxy.await();
        }
    }

    @Test
    @DisplayName("that refuses the password is told, without the password")
    void socksRefuses() throws Exception {
        try (RawServer proxy = new RawServer((in, out) -> socks(in, out, "annat"))) {
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder()
                            .proxy(URI.create("socks5://user:p%3Ass@127.0.0.1:" + proxy.port()));
            HttpTransportException fault =
                    catchThrowableOfType(
                            HttpTransportException.class,
                            () -> post(builder, "http://model.example:8080/v1/chat"));
            assertThat(fault.reason()).isEqualTo(HttpTransportException.Reason.CONNECTION);
            assertThat(fault)
                    .hasMessageContaining(
                            "failed: the SOCKS proxy failed: it refuses the user or the password.")
                    .hasMessageNotContaining("p:ss");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    @DisplayName("is not used for this machine")
    void thisMachine(String scheme) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().body("ja").build());
            server.start();
            OkHttpHttpClientBuilder builder =
                    OkHttpHttpClient.builder().proxy(URI.create(scheme + "://127.0.0.1:1"));
            assertThat(post(builder, server.url("/").toString())).isEqualTo("ja");
        }
    }

    @Test
    @DisplayName("is not used for hosts that are named, and those beneath them")
    void named() {
        ProxySettings settings =
                ProxySettings.of(
                        URI.create("http://p:3128"),
                        List.of("Kommun.se", "*.region.se", ".x.se", "10.0.0.1"));
        assertThat(List.of("kommun.se", "api.KOMMUN.se", "a.region.se", "x.se", "10.0.0.1"))
                .allMatch(settings::bypasses);
        assertThat(List.of("minkommun.se", "kommun.se.example", "10.0.0.11", "region.example"))
                .noneMatch(settings::bypasses);
        assertThat(ProxySettings.of(URI.create("http://p"), List.of("*")).bypasses("a.b")).isTrue();
    }

    @Test
    @DisplayName("is refused where its address or a host is none, without showing a password")
    void wrong() {
        OkHttpHttpClientBuilder builder = OkHttpHttpClient.builder();
        assertThatThrownBy(() -> builder.proxy(URI.create("ftp://user:hemlig@proxy")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Write http://HOST:PORT or socks5://HOST:PORT")
                .hasMessageNotContaining("hemlig");
        assertThatThrownBy(() -> builder.noProxy(List.of("10.0.0.0/8")))
                .hasMessageContaining("\"10.0.0.0/8\" is no host to reach without the proxy");
        assertThat(ProxySettings.of(URI.create("http://u:hemlig@p:1"), List.of()))
                .hasToString("http://p:1");
    }
}
