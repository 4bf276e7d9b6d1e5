/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Documents behind an address, {@code https://HOST/FOLDER/}. Each has a deadline for all of it, so
 * that a server that sends one byte an hour is given up, and a size above which nothing more is
 * taken. Redirects are followed within the same host alone. Plain http is spoken with this machine
 * only. The platform's own certificates and proxy count. Nothing is fetched but when asked.
 */
public final class HttpsRepository implements Repository {

    /** The time for one document unless another is given. */
    public static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_REDIRECTS = 3;

    private final URI base;
    private final Duration deadline;
    private final HttpClient client;

    /**
     * The documents of a folder.
     *
     * @throws TrustException if the address is neither https nor of this machine, or holds a user's
     *     name, a query or a fragment
     */
    public HttpsRepository(URI address) {
        this(address, DEADLINE);
    }

    /**
     * The documents of a folder, with a deadline for each.
     *
     * @throws TrustException if the address is neither https nor of this machine
     */
    public HttpsRepository(URI address, Duration deadline) {
        String text = address.toString();
        check(address);
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.deadline = deadline;
        this.client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(deadline)
                        .build();
    }

    private static void check(URI address) {
        String scheme = Objects.toString(address.getScheme(), "").toLowerCase(Locale.ROOT);
        String host = Objects.toString(address.getHost(), "").toLowerCase(Locale.ROOT);
        // An address may hold a name and password, so that messages tell of scheme and host alone.
        String shown = scheme + "://" + host;
        if (host.isEmpty()) {
            throw TrustException.address(shown, "it names no host");
        }
        if (address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw TrustException.address(shown, "it holds more than a host and a path");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && LOOPBACK.contains(host))) {
            throw TrustException.address(shown, "it is not encrypted");
        }
    }

    @Override
    public Optional<byte[]> read(String file, long limit) {
        URI at = base.resolve(file);
        long end = System.nanoTime() + deadline.toNanos();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = send(at, limit, end);
            int status = response.statusCode();
            if (status == 200) {
                return Optional.of(response.body());
            }
            if (status == 404 || status == 410) {
                return Optional.empty();
            }
            if (status < 300 || status >= 400) {
                throw TrustException.network(at.toString(), "the answer was " + status, null);
            }
            at = redirected(at, response.headers().firstValue("location").orElse(""));
        }
        throw TrustException.network(at.toString(), "it was redirected too often", null);
    }

    private static URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw TrustException.address(from.toString(), "it redirects to no address");
        }
        if (!Objects.equals(from.getScheme(), to.getScheme())
                || !Objects.equals(from.getRawAuthority(), to.getRawAuthority())) {
            throw TrustException.address(from.toString(), "it redirects to another host");
        }
        return to;
    }

    private HttpResponse<byte[]> send(URI at, long limit, long end) {
        HttpRequest request = HttpRequest.newBuilder(at).GET().build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> body(info.statusCode(), limit));
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw TrustException.network(
                    at.toString(), "it took longer than " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (BoundedBody.isTooLarge(e)) {
                throw TrustException.tooLarge(at.toString(), limit);
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw TrustException.network(at.toString(), cause.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw TrustException.network(at.toString(), "the fetch was interrupted", e);
        }
    }

    private static BodySubscriber<byte[]> body(int status, long limit) {
        return status == 200 ? new BoundedBody(limit) : BodySubscribers.replacing(new byte[0]);
    }

    @Override
    public String name() {
        return base.toString();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
