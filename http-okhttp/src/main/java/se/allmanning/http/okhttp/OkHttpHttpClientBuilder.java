/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link OkHttpHttpClient}s. What is wrong with a file, an address or a number is said at
 * once, by the method that is given it, as an {@link IllegalArgumentException}. Not thread-safe.
 */
public final class OkHttpHttpClientBuilder implements HttpClientBuilder {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout = Duration.ofMinutes(1);
    private Duration callTimeout = Duration.ofMinutes(5);
    private Duration idleTimeout = Duration.ofMinutes(5);
    private int maxIdleConnections = 16;
    private long maxResponseBytes = 64L << 20;
    private int maxEventBytes = StandardServerSentEventParser.DEFAULT_MAX_EVENT_BYTES;
    private @Nullable URI proxy;
    private List<String> noProxy = List.of();
    private Clock clock = Clock.systemUTC();
    private final Tls tls = new Tls();

    OkHttpHttpClientBuilder() {}

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Sets how long to wait for a connection, TLS included; 10 seconds unless set. */
    @Override
    public OkHttpHttpClientBuilder connectTimeout(Duration value) {
        connectTimeout = positive("connectTimeout", value);
        return this;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
    }

    /** Sets how long a server may be silent; 1 minute unless set. */
    @Override
    public OkHttpHttpClientBuilder readTimeout(Duration value) {
        readTimeout = positive("readTimeout", value);
        return this;
    }

    /** Sets how long a call may take in all, streams included; 5 minutes unless set. */
    public OkHttpHttpClientBuilder callTimeout(Duration value) {
        callTimeout = positive("callTimeout", value);
        return this;
    }

    /** Sets how many idle connections are kept, and how long; 16 and 5 minutes unless set. */
    public OkHttpHttpClientBuilder idleConnections(int most, Duration time) {
        if (most < 0) {
            throw new IllegalArgumentException(most + " idle connections. Give 0 or more.");
        }
        maxIdleConnections = most;
        idleTimeout = positive("idleConnections", time);
        return this;
    }

    /** Sets the most bytes of an answer, decompressed; 64 MiB unless set. */
    public OkHttpHttpClientBuilder maxResponseBytes(long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "maxResponseBytes is " + value + ". Give at least 1.");
        }
        maxResponseBytes = value;
        return this;
    }

    /** Sets the most bytes of a line, and of an event, in a stream; 8 MiB unless set. */
    public OkHttpHttpClientBuilder maxEventBytes(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxEventBytes is " + value + ". Give at least 1.");
        }
        maxEventBytes = value;
        return this;
    }

    /**
     * Sets the proxy: {@code http://HOST:PORT} or {@code socks5://HOST:PORT}, with {@code
     * USER:PASSWORD@} before the host where it asks for them. Without one the JVM's own settings
     * hold ({@code https.proxyHost} and so on). This machine is always reached directly. Through
     * SOCKS, names are resolved by the proxy.
     */
    public OkHttpHttpClientBuilder proxy(URI value) {
        ProxySettings.of(value, List.of());
        proxy = value;
        return this;
    }

    /**
     * Sets the hosts that are reached without the proxy: a name, which stands for those beneath it
     * too ({@code kommun.se}, {@code .kommun.se} and {@code *.kommun.se} mean the same), an
     * address, or {@code *}. Nothing unless set. Holds only with {@link #proxy}.
     */
    public OkHttpHttpClientBuilder noProxy(List<String> hosts) {
        ProxySettings.of(URI.create("http://localhost"), hosts);
        noProxy = List.copyOf(hosts);
        return this;
    }

    /** Trusts the certificate authorities in a PEM file too, beside those of the JVM. */
    public OkHttpHttpClientBuilder certificateAuthorities(Path pem) {
        tls.trust(pem);
        return this;
    }

    /** Shows servers that ask a certificate from a PKCS#12 file. The password may be cleared. */
    public OkHttpHttpClientBuilder clientCertificate(Path pkcs12, char[] password) {
        tls.identity(pkcs12, password);
        return this;
    }

    /**
     * Shows servers that ask a certificate from PEM files.
     *
     * @param chain the client's certificate, then those that lead to its authority
     * @param key the private key, PKCS#8 without a password: RSA, EC or Ed25519
     */
    public OkHttpHttpClientBuilder clientCertificate(Path chain, Path key) {
        tls.identity(chain, key);
        return this;
    }

    /**
     * Sets the clock by which a {@code Retry-After} date is read where the server sends no date of
     * its own; the system's unless set.
     */
    public OkHttpHttpClientBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    @Override
    public OkHttpHttpClient build() {
        ExecutorService executor =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        OkHttpHttpClientBuilder::thread);
        Dispatcher dispatcher = new Dispatcher(executor);
        // A call that waited in a queue here would wait without a deadline; the callers are the
        // bound.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        ProxySettings settings = proxy == null ? null : ProxySettings.of(proxy, noProxy);
        OkHttpClient.Builder client =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(
                                new ConnectionPool(
                                        maxIdleConnections,
                                        idleTimeout.toMillis(),
                                        TimeUnit.MILLISECONDS))
                        .connectTimeout(connectTimeout)
                        .readTimeout(readTimeout)
                        .writeTimeout(readTimeout)
                        .callTimeout(callTimeout)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .addInterceptor(new SameOriginRedirects())
                        .addNetworkInterceptor(
                                new PlainHttp(settings == null ? null : settings.authorization()))
                        .eventListenerFactory(CallProgress::of);
        tls.applyTo(client);
        if (settings != null) {
            settings.applyTo(client);
        }
        return new OkHttpHttpClient(
                client.build(), executor, callTimeout, maxResponseBytes, maxEventBytes, clock);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "allmanning-http-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static Duration positive(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0
                || value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + value + ". Give at least 1 ms and at most 24 days.");
        }
        return value;
    }
}
