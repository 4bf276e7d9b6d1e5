/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.TimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.allmanning.http.okhttp.HttpCallException;
import se.allmanning.http.okhttp.HttpTransportException;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/**
 * Says what went wrong in a call to one place of a provider: provider, path, status, remedy, and
 * nothing of what was sent or answered.
 */
final class CallFaults {

    private final String where;

    CallFaults(String provider, String path) {
        this.where = "Provider \"" + provider + "\", " + path;
    }

    ModelCallException of(Throwable fault) {
        if (fault instanceof ModelCallException call) {
            return call;
        }
        if (fault instanceof HttpCallException status) {
            return status(status.statusCode(), status.retryAfter().orElse(null), status);
        }
        if (fault instanceof TimeoutException) {
            return fault(
                    Reason.TIMEOUT,
                    "did not answer in the time that the call had. Allow more"
                            + " (timeout-seconds, or the deadline of the call), or ask for a shorter answer.",
                    null,
                    null,
                    fault);
        }
        if (fault instanceof HttpTransportException transport) {
            return transport(transport);
        }
        if (fault instanceof IllegalArgumentException) {
            return rejected("The request cannot be sent: " + fault.getMessage());
        }
        return fault(
                Reason.MALFORMED,
                "gave an answer that could not be handled ("
                        + fault.getClass().getSimpleName()
                        + ").",
                null,
                null,
                fault);
    }

    private ModelCallException transport(HttpTransportException fault) {
        HttpTransportException.Reason reason = fault.reason();
        if (reason.equals(HttpTransportException.Reason.CANCELLED)) {
            return fault(Reason.CANCELLED, "was cancelled.", null, null, fault);
        }
        if (reason.equals(HttpTransportException.Reason.CUT_OFF)) {
            return cutOff(fault);
        }
        if (reason.equals(HttpTransportException.Reason.TOO_LARGE)) {
            return malformed("is longer than any answer should be", fault);
        }
        // The HTTP client's message names the address and the remedy, and nothing that was sent.
        return fault(
                Reason.CONNECTION, "cannot be reached. " + fault.getMessage(), null, null, fault);
    }

    ModelCallException cutOff(@Nullable Throwable cause) {
        return fault(
                Reason.CUT_OFF,
                "broke off before the answer was whole; nothing of it was taken for an answer."
                        + " Call again; if it happens often, look at the time limits of proxies between.",
                null,
                null,
                cause);
    }

    ModelCallException malformed(String what, @Nullable Throwable cause) {
        return fault(
                Reason.MALFORMED,
                "gave an answer that "
                        + what
                        + ". Check that the url leads to an OpenAI-compatible server, and not to a login"
                        + " page or another version.",
                null,
                null,
                cause);
    }

    ModelCallException rejected(String what) {
        return new ModelCallException(Reason.REJECTED, where + ": " + what, null, null, null);
    }

    ModelCallException status(
            int status, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        Reason reason = reason(status);
        return fault(
                reason,
                "answered with status " + status + ". " + remedy(reason, status),
                status,
                retryAfter,
                cause);
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401, 403, 407 -> Reason.AUTHENTICATION;
            case 404, 405, 410 -> Reason.NOT_FOUND;
            case 408, 409, 425 -> Reason.OVERLOADED;
            case 429 -> Reason.RATE_LIMITED;
            case 501 -> Reason.REJECTED;
            default ->
                    status >= 500
                            ? Reason.OVERLOADED
                            : status >= 400 ? Reason.REJECTED : Reason.NOT_FOUND;
        };
    }

    private static String remedy(Reason reason, int status) {
        return switch (reason.id()) {
            case "authentication" ->
                    "Check that the key is set, valid, and allowed to use this model.";
            case "not-found" ->
                    status < 400
                            ? "It points elsewhere, and calls with a key are not sent on. Correct the url."
                            : "Check the url and the model's name at the provider.";
            case "rate-limited" -> "Wait, call less often, or ask for a higher limit.";
            case "overloaded" -> "The fault lies with the provider; call again later.";
            default ->
                    status == 413
                            ? "The request is too large for it; send less."
                            : "It does not accept the request: check its length, parameters and features"
                                    + " against what the model can.";
        };
    }

    /** An answer of status 200, or an event, that holds an error instead. */
    ModelCallException inside(JsonNode error) {
        int status =
                number(error, "code", number(error, "status", number(error, "status_code", 0)));
        if (status >= 400 && status < 600) {
            return status(status, null, null);
        }
        String kind =
                (error.path("type").asText("") + " " + error.path("code").asText(""))
                        .toLowerCase(Locale.ROOT);
        Reason reason = Reason.OVERLOADED;
        if (kind.contains("rate_limit") || kind.contains("quota")) {
            reason = Reason.RATE_LIMITED;
        } else if (kind.contains("auth")
                || kind.contains("permission")
                || kind.contains("api_key")) {
            reason = Reason.AUTHENTICATION;
        } else if (kind.contains("not_found") || kind.contains("notfound")) {
            reason = Reason.NOT_FOUND;
        } else if (kind.contains("invalid")
                || kind.contains("badrequest")
                || kind.contains("bad_request")
                || kind.contains("context_length")) {
            reason = Reason.REJECTED;
        }
        return fault(
                reason,
                "answered with an error in place of an answer. " + remedy(reason, 400),
                null,
                null,
                null);
    }

    private static int number(JsonNode error, String field, int otherwise) {
        JsonNode value = error.path(field);
        return value.isInt() || value.isTextual() ? value.asInt(otherwise) : otherwise;
    }

    private ModelCallException fault(
            Reason reason,
            String what,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        return new ModelCallException(reason, where + ": it " + what, status, retryAfter, cause);
    }
}
