/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.http.okhttp.HttpTransportException.Reason;

@DisplayName("TLS")
class TlsTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).commonName("Kommun CA").build();
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("kommun").build();

    @TempDir Path folder;

    private final MockWebServer server = new MockWebServer();
    private Path authority;

    @BeforeEach
    void write() throws Exception {
        authority = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void start(String name) throws Exception {
        HeldCertificate held =
                new HeldCertificate.Builder()
                        .signedBy(AUTHORITY)
                        .addSubjectAlternativeName(name)
                        .build();
        HandshakeCertificates certificates =
                new HandshakeCertificates.Builder()
                        .heldCertificate(held)
                        .addTrustedCertificate(AUTHORITY.certificate())
                        .build();
        server.useHttps(certificates.sslSocketFactory());
        server.enqueue(new MockResponse.Builder().body("ja").build());
        server.start();
    }

    private String get(OkHttpHttpClientBuilder builder) {
        try (OkHttpHttpClient client = builder.build()) {
            return client.execute(
                            HttpRequest.builder()
                                    .method(HttpMethod.GET)
                                    .url("https://localhost:" + server.getPort() + "/v1/models")
                                    .build())
                    .body();
        }
    }

    private HttpTransportException fault(OkHttpHttpClientBuilder builder) {
        HttpTransportException fault =
                catchThrowableOfType(HttpTransportException.class, () -> get(builder));
        assertThat(fault.reason()).isEqualTo(Reason.TLS);
        return fault;
    }

    @Test
    @DisplayName("trusts an authority from a PEM file and speaks HTTP/2")
    void ownAuthority() throws Exception {
        start("localhost");
        assertThat(get(OkHttpHttpClient.builder().certificateAuthorities(authority)))
                .isEqualTo("ja");
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    @DisplayName("says that nobody trusted signed the server's certificate, and what to do")
    void unknownAuthority() throws Exception {
        start("localhost");
        assertThat(fault(OkHttpHttpClient.builder()))
                .hasMessage(
                        "GET https://localhost:%d/v1/models failed: no certificate authority that is trusted here"
                                + " signed the server's certificate, or it is not valid today. If the authority"
                                + " is your own, name its certificate (certificateAuthorities).",
                        server.getPort());
    }

    @Test
    @DisplayName("says that the certificate is made out to another host")
    void otherHost() throws Exception {
        start("other.example");
        assertThat(fault(OkHttpHttpClient.builder().certificateAuthorities(authority)))
                .hasMessageContaining(
                        "the server's certificate is not made out to the host localhost. Use the name");
    }

    @Test
    @DisplayName("shows a client certificate from PEM files and from a PKCS#12 file")
    void clientCertificate() throws Exception {
        Path chain = Files.writeString(folder.resolve("client.pem"), CLIENT.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), CLIENT.privateKeyPkcs8Pem());
        Path pkcs12 = folder.resolve("client.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "k",
                CLIENT.keyPair().getPrivate(),
                "lösen".toCharArray(),
                new Certificate[] {CLIENT.certificate()});
        try (OutputStream out = Files.newOutputStream(pkcs12)) {
            store.store(out, "lösen".toCharArray());
        }
        server.requireClientAuth();
        start("localhost");
        server.enqueue(new MockResponse.Builder().body("ja").build());
        get(
                OkHttpHttpClient.builder()
                        .certificateAuthorities(authority)
                        .clientCertificate(chain, key));
        get(
                OkHttpHttpClient.builder()
                        .certificateAuthorities(authority)
                        .clientCertificate(pkcs12, "lösen".toCharArray()));
        for (int i = 0; i < 2; i++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getHandshake().peerPrincipal().getName()).contains("kommun");
        }
    }

    @Test
    @DisplayName("refuses files that hold something else, naming them and never a key's bytes")
    void wrongFiles() throws Exception {
        OkHttpHttpClientBuilder builder = OkHttpHttpClient.builder();
        Path empty = Files.writeString(folder.resolve("empty.pem"), "inget");
        assertThatThrownBy(() -> builder.certificateAuthorities(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("No certificate in", "empty.pem");
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(() -> builder.certificateAuthorities(missing))
                .hasMessageContainingAll("missing.pem", "cannot be read (NoSuchFileException)");
        Path damaged =
                Files.writeString(
                        folder.resolve("damaged.pem"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> builder.certificateAuthorities(damaged))
                .hasMessageContaining("Certificate 1 in");
        assertThatThrownBy(() -> builder.clientCertificate(authority, authority))
                .hasMessageContaining("openssl pkcs8 -topk8");
        Path key =
                Files.writeString(
                        folder.resolve("key.pem"),
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> builder.clientCertificate(authority, key))
                .hasMessageContainingAll("key.pem", "neither RSA, EC nor Ed25519")
                .hasMessageNotContaining("AAAA");
        assertThatThrownBy(() -> builder.clientCertificate(authority, "x".toCharArray()))
                .hasMessageContainingAll("ca.pem", "cannot be opened");
    }
}
