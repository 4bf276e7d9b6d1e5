/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.exception.LangChain4jException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call got no answer, or not the whole of one. A call that took too long is LangChain4j's {@link
 * dev.langchain4j.exception.TimeoutException} instead. The message says where and what to do and
 * holds nothing of what was sent.
 */
public final class HttpTransportException extends LangChain4jException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. An open set: treat an unknown one as {@link #CONNECTION}. */
    public static final class Reason implements Serializable {
        private static final long serialVersionUID = 1L;

        /** No connection, or it broke before the answer began. */
        public static final Reason CONNECTION = new Reason("connection");

        /** The two ends could not agree on TLS, or one does not trust the other's certificate. */
        public static final Reason TLS = new Reason("tls");

        /** The answer began and broke off. */
        public static final Reason CUT_OFF = new Reason("cut-off");

        /** The answer, or one event of it, is longer than allowed. */
        public static final Reason TOO_LARGE = new Reason("too-large");

        /** The calling thread was interrupted, or the client closed. */
        public static final Reason CANCELLED = new Reason("cancelled");

        private final String id;

        private Reason(String id) {
            this.id = id;
        }

        /** The name of the reason. */
        public String id() {
            return id;
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

    HttpTransportException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }
}
