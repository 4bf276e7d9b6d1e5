/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/**
 * A call to a model failed. Connectors throw it and nothing else for what goes wrong with a
 * provider, so that a host can tell what may be tried again, elsewhere or not at all. The message
 * names provider, endpoint and status; never a key, a prompt or the provider's own text, which may
 * repeat the prompt.
 */
public final class ModelCallException extends AllmanningException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. An open value: treat an unknown one by {@link #retryable()}. Immutable. */
    public static final class Reason implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        /** The provider does not accept the key: 401, 403. */
        public static final Reason AUTHENTICATION =
                new Reason("authentication", "ALM-CAL-001", false);

        /** The provider has no such model or endpoint: 404. */
        public static final Reason NOT_FOUND = new Reason("not-found", "ALM-CAL-002", false);

        /** The provider does not accept the request itself: 400, 413, 422. */
        public static final Reason REJECTED = new Reason("rejected", "ALM-CAL-003", false);

        /** Too many calls: 429. */
        public static final Reason RATE_LIMITED = new Reason("rate-limited", "ALM-CAL-004", true);

        /** The provider cannot answer now: 408, 409, 5xx. */
        public static final Reason OVERLOADED = new Reason("overloaded", "ALM-CAL-005", true);

        /** No whole answer within the time. */
        public static final Reason TIMEOUT = new Reason("timeout", "ALM-CAL-006", true);

        /** The provider cannot be reached, or is not who it says. */
        public static final Reason CONNECTION = new Reason("connection", "ALM-CAL-007", true);

        /** The answer ended before its end. */
        public static final Reason CUT_OFF = new Reason("cut-off", "ALM-CAL-008", true);

        /** The answer is not what the protocol says. */
        public static final Reason MALFORMED = new Reason("malformed", "ALM-CAL-009", false);

        /** The caller cancelled. */
        public static final Reason CANCELLED = new Reason("cancelled", "ALM-CAL-010", false);

        private final String id;
        private final String code;
        private final boolean retryable;

        private Reason(String id, String code, boolean retryable) {
            this.id = id;
            this.code = code;
            this.retryable = retryable;
        }

        /**
         * A reason of a connector's own, with the code {@code ALM-CAL-099}.
         *
         * @param id {@code [a-z][a-z0-9-]{1,63}}
         * @param retryable whether the same call may succeed later
         */
        public static Reason of(String id, boolean retryable) {
            return new Reason(
                    se.allmanning.service.Ids.check("Reason", id), "ALM-CAL-099", retryable);
        }

        /** The id. */
        public String id() {
            return id;
        }

        /** Whether the same call may succeed later with nothing changed. */
        public boolean retryable() {
            return retryable;
        }

        private Category category() {
            return equals(CANCELLED)
                    ? Category.CANCELLED
                    : retryable ? Category.TEMPORARY : Category.FAULT;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reason that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private final Reason reason;
    private final @Nullable Integer status;
    private final @Nullable Duration retryAfter;

    /**
     * Made by connectors.
     *
     * @param message what failed where, and the remedy
     * @param status the HTTP status, where there was one
     * @param retryAfter how long the provider asks to wait, where it says so
     * @param cause what lies beneath; it must not hold content or a key either
     */
    public ModelCallException(
            Reason reason,
            String message,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(reason.code, reason.category(), message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }

    /** The HTTP status; empty where there was none. */
    public OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** How long the provider asks to wait; empty where it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
