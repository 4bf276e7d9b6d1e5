/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * LangChain4j's HTTP client on OkHttp. Safe for many threads; made once and used for long, since it
 * keeps connections. Nothing that is sent or answered is ever logged.
 *
 * <p>Faults: a status other than 2xx is an {@link HttpCallException}; a call that took too long a
 * {@link dev.langchain4j.exception.TimeoutException}; every other fault an {@link
 * HttpTransportException}. Nothing is sent twice: whether a call may be repeated is for the caller
 * to decide.
 */
public final class OkHttpHttpClient implements HttpClient, AutoCloseable {

    /** Stands for no time at all, since zero would mean without end. */
    private static final Duration IMMEDIATE = Duration.ofNanos(1);

    private final OkHttpClient client;
    private final ExecutorService executor;
    private final AtomicBoolean closed;
    private final boolean owner;
    private final Duration deadline;
    private final long maxResponseBytes;
    private final int maxEventBytes;
    private final Clock clock;

    OkHttpHttpClient(
            OkHttpClient client,
            ExecutorService executor,
            Duration deadline,
            long maxResponseBytes,
            int maxEventBytes,
            Clock clock) {
        this(
                client,
                executor,
                new AtomicBoolean(),
                true,
                deadline,
                maxResponseBytes,
                maxEventBytes,
                clock);
    }

    private OkHttpHttpClient(
            OkHttpClient client,
            ExecutorService executor,
            AtomicBoolean closed,
            boolean owner,
            Duration deadline,
            long maxResponseBytes,
            int maxEventBytes,
            Clock clock) {
        this.client = client;
        this.executor = executor;
        this.closed = closed;
        this.owner = owner;
        this.deadline = deadline;
        this.maxResponseBytes = maxResponseBytes;
        this.maxEventBytes = maxEventBytes;
        this.clock = clock;
    }

    /** Starts to make a client. */
    public static OkHttpHttpClientBuilder builder() {
        return new OkHttpHttpClientBuilder();
    }

    /**
     * A view of this client whose calls take at most that long each, from the first byte sent to
     * the last one read, and never longer than this client allows. It shares connections and
     * threads, costs next to nothing, and is closed with this client; its own {@link #close()} does
     * nothing.
     *
     * @param time zero or less makes every call fail at once
     */
    public OkHttpHttpClient within(Duration time) {
        boolean shorter = deadline.isZero() || time.compareTo(deadline) < 0;
        return new OkHttpHttpClient(
                client,
                executor,
                closed,
                false,
                shorter ? (time.compareTo(Duration.ofMillis(1)) < 0 ? IMMEDIATE : time) : deadline,
                maxResponseBytes,
                maxEventBytes,
                clock);
    }

    /**
     * Sends a request and waits for the whole answer. An interrupt of the calling thread cancels
     * the call and closes its connection; the thread stays marked as interrupted.
     *
     * @throws IllegalArgumentException if the request's address or a header cannot be sent
     */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        CallProgress progress = new CallProgress();
        Call call = call(RequestMapping.map(request, progress));
        return new BlockingCall(call, progress, deadline, maxResponseBytes, clock).await();
    }

    /** As the next method, with {@link StandardServerSentEventParser}. */
    @Override
    public void execute(HttpRequest request, ServerSentEventListener listener) {
        execute(request, new StandardServerSentEventParser(maxEventBytes), listener);
    }

    /**
     * Sends a request and returns at once. The listener is called on one thread of the pool: {@code
     * onOpen}, {@code onEvent}s, and one end, {@code onClose} or {@code onError}. A cancel through
     * the event's parsing handle closes the connection, and the listener hears nothing more. If the
     * listener throws, the call is cancelled and {@code onError} gets what it threw.
     *
     * @throws IllegalArgumentException if the request's address or a header cannot be sent
     */
    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        CallProgress progress = new CallProgress();
        Call call = call(RequestMapping.map(request, progress));
        call.enqueue(
                new StreamingCall(
                        call, progress, deadline, maxResponseBytes, clock, parser, listener));
    }

    private Call call(Request request) {
        if (closed.get()) {
            throw Faults.cancelled(request, null);
        }
        if (deadline.equals(IMMEDIATE)) {
            throw Faults.timeout(request, Duration.ZERO, null);
        }
        Call call = client.newCall(request);
        call.timeout().timeout(deadline.toNanos(), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Cancels the calls that run, closes all connections and ends the threads. */
    @Override
    public void close() {
        if (owner && closed.compareAndSet(false, true)) {
            client.dispatcher().cancelAll();
            executor.shutdown();
            client.connectionPool().evictAll();
        }
    }
}
