/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server answered with a status other than 2xx. The message names method, address without query,
 * and status. It never holds the body, which may repeat what was sent; ask {@link #body()} for it
 * and keep it out of logs.
 */
public final class HttpCallException extends HttpException {

    private static final long serialVersionUID = 1L;

    private final transient String body;
    private final @Nullable Duration retryAfter;

    HttpCallException(int status, String message, String body, @Nullable Duration retryAfter) {
        super(status, message);
        this.body = body;
        this.retryAfter = retryAfter;
    }

    /** What the server wrote, at most the first 64 KiB; empty where it wrote nothing. */
    public String body() {
        return body == null ? "" : body;
    }

    /**
     * How long to wait before another call, never negative: {@code retry-after-ms}, else {@code
     * Retry-After} as seconds or as a date (RFC 9110, 10.2.3), which counts from the server's own
     * {@code Date}. Empty where the server said nothing that can be read.
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
