/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** The HTTP side of the {@link ReferenceConnector}, over the JDK's client. */
final class ReferenceWire implements AutoCloseable {

    private static final int MOST = 16 << 20;

    final Flaw flaw;
    private final URI base;
    private final String key;
    private final Clock clock;
    private final HttpClient client;
    private final Set<InputStream> bodies = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ReferenceWire(URI base, String key, String authority, Clock clock, Flaw flaw) {
        this.base = base;
        this.key = key;
        this.clock = clock;
        this.flaw = flaw;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(
                                flaw == Flaw.FOLLOWS_REDIRECTS
                                        ? HttpClient.Redirect.ALWAYS
                                        : HttpClient.Redirect.NEVER);
        if (flaw == Flaw.TRUSTS_ANYONE) {
            builder.sslContext(trusting(new TrustManager[] {new Anyone()}));
        } else if (!authority.isEmpty()) {
            builder.sslContext(trusting(managers(authority)));
        }
        client = builder.build();
        if (flaw == Flaw.LEAVES_THREAD) {
            Thread.ofPlatform()
                    .daemon(false)
                    .name("left behind")
                    .start(() -> Waiting.until(Duration.ofSeconds(3), () -> false));
        }
    }

    /** Calls and forgets. */
    void exchangeQuietly(String path) {
        try {
            client.send(
                    HttpRequest.newBuilder(base.resolve(path)).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends JSON and returns the whole body. */
    byte[] post(String path, String prompt, byte[] body, String type, @Nullable Duration left) {
        int tries = flaw == Flaw.RETRIES ? 2 : 1;
        while (true) {
            try {
                return once(path, prompt, body, type, left);
            } catch (ModelCallException e) {
                if (--tries == 0) {
                    throw e;
                }
            }
        }
    }

    private byte[] once(
            String path, String prompt, byte[] body, String type, @Nullable Duration left) {
        long start = System.nanoTime();
        HttpResponse<InputStream> response = open(path, prompt, body, type, left);
        try (Alarm alarm =
                alarm(
                        response.body(),
                        flaw == Flaw.NO_DEADLINE_AFTER_HEADERS ? null : left,
                        start)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            read(
                    response.body(),
                    alarm,
                    piece -> {
                        all.writeBytes(piece);
                        if (all.size() > MOST && flaw != Flaw.READS_ALL) {
                            throw fault(Reason.MALFORMED, "The answer is too long.", null);
                        }
                    });
            return all.toByteArray();
        }
    }

    /** Sends and returns the body as it comes, once the status is good. */
    HttpResponse<InputStream> open(
            String path, String prompt, byte[] body, String type, @Nullable Duration left) {
        if (closed && flaw != Flaw.WORKS_WHEN_CLOSED) {
            throw new IllegalStateException("The model of connector reference is closed.");
        }
        log(prompt);
        String target = flaw == Flaw.KEY_IN_ADDRESS ? path + "?key=" + key : path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(target))
                        .header("authorization", "Bearer " + key)
                        .header("content-type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpResponse<InputStream> response = answered(request.build(), left);
        InputStream in = response.body();
        bodies.add(in);
        if (response.statusCode() != 200) {
            String said = new String(upTo(in, 4096), StandardCharsets.UTF_8);
            close(in);
            throw refused(response, said, prompt);
        }
        return response;
    }

    private void log(String prompt) {
        if (flaw == Flaw.PROMPT_IN_LOG) {
            Logger.getLogger("reference").fine("asking " + prompt);
        }
        if (flaw == Flaw.KEY_IN_LOG) {
            System.err.println("Authorization: Bearer " + key);
        }
    }

    private HttpResponse<InputStream> answered(HttpRequest request, @Nullable Duration left) {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return left == null || flaw == Flaw.NO_DEADLINE
                    ? answer.get()
                    : answer.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw fault(Reason.TIMEOUT, "No answer within " + left + ".", null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw fault(Reason.CANCELLED, "The call was interrupted.", null);
        } catch (ExecutionException e) {
            throw fault(
                    e.getCause() instanceof HttpTimeoutException
                            ? Reason.TIMEOUT
                            : Reason.CONNECTION,
                    "No connection.",
                    null);
        }
    }

    private ModelCallException refused(
            HttpResponse<InputStream> response, String said, String prompt) {
        int status = response.statusCode();
        Reason reason =
                switch (status) {
                    case 401, 403 -> Reason.AUTHENTICATION;
                    case 404 -> Reason.NOT_FOUND;
                    case 400, 413, 422 -> Reason.REJECTED;
                    case 429 -> Reason.RATE_LIMITED;
                    case 408, 409 -> Reason.OVERLOADED;
                    default -> status >= 500 ? Reason.OVERLOADED : Reason.MALFORMED;
                };
        String more = "";
        Throwable cause = null;
        if (flaw == Flaw.KEY_IN_ERROR) {
            more = " Key: " + key;
        } else if (flaw == Flaw.PROMPT_IN_ERROR) {
            more = " " + said;
        } else if (flaw == Flaw.PROMPT_IN_CAUSE) {
            cause = new IOException("asked: " + prompt);
        }
        return new ModelCallException(
                flaw == Flaw.WRONG_REASON ? Reason.OVERLOADED : reason,
                base.getHost() + " answered " + status + "." + more,
                status,
                retryAfter(response).orElse(null),
                cause);
    }

    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("retry-after").orElse("");
        if (flaw == Flaw.WRONG_WAIT && value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until =
                    ZonedDateTime.parse(
                                    value,
                                    DateTimeFormatter.ofPattern(
                                            "EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ROOT))
                            .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? Optional.empty() : Optional.of(wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Hands over a body as it comes, to its end. */
    void read(InputStream in, Alarm alarm, Consumer<byte[]> piece) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                piece.accept(java.util.Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            if (closed) {
                throw new IllegalStateException("The model of connector reference was closed.");
            }
            throw alarm.rang()
                    ? fault(Reason.TIMEOUT, "No whole answer in time.", null)
                    : fault(Reason.CUT_OFF, "The answer ended before its end.", null);
        } finally {
            close(in);
        }
        if (alarm.rang()) {
            throw fault(Reason.TIMEOUT, "No whole answer in time.", null);
        }
    }

    /** Closes a body at a deadline, if its reader has not come to the end by then. */
    Alarm alarm(InputStream in, @Nullable Duration left, long start) {
        return new Alarm(
                in,
                left == null || flaw == Flaw.NO_DEADLINE
                        ? Duration.ofDays(1)
                        : left.minusNanos(System.nanoTime() - start));
    }

    final class Alarm implements AutoCloseable {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private volatile boolean rang;

        Alarm(InputStream in, Duration left) {
            var unused =
                    over.completeOnTimeout(
                                    null, Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
                            .thenRun(() -> {
                                if (!over.isCancelled()) {
                                    rang = true;
                                    ReferenceWire.this.close(in);
                                }
                            });
        }

        boolean rang() {
            return rang;
        }

        @Override
        public void close() {
            over.cancel(false);
        }
    }

    ModelCallException fault(Reason reason, String message, @Nullable Throwable cause) {
        return new ModelCallException(
                reason, message + " Provider: " + base.getHost() + ".", null, null, cause);
    }

    void close(InputStream in) {
        bodies.remove(in);
        try {
            in.close();
        } catch (IOException e) {
            return; // It is gone either way.
        }
    }

    private static byte[] upTo(InputStream in, int most) {
        try {
            return in.readNBytes(most);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        closed = true;
        if (flaw != Flaw.NEVER_CLOSES && flaw != Flaw.WORKS_WHEN_CLOSED) {
            bodies.forEach(this::close);
            client.shutdownNow();
        }
    }

    private static SSLContext trusting(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] managers(String pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts whoever comes. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
