/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/**
 * Makes one kind of exception of whatever a model throws, so that any LangChain4j model can stand
 * behind a connector. What a foreign exception says is left out: providers repeat prompts.
 */
final class Failures {

    private Failures() {}

    /** The failure of a call to an offered model; faults of our own pass as they are. */
    static AllmanningException of(Throwable thrown, ModelOffer offer) {
        if (thrown instanceof AllmanningException known) {
            return known;
        }
        Integer status = null;
        Reason reason = null;
        for (Throwable t = thrown; t != null && reason == null; t = t.getCause()) {
            reason = reason(t);
            if (t instanceof HttpException http) {
                status = http.statusCode();
            }
        }
        Reason found = reason == null ? Reason.MALFORMED : reason;
        return new ModelCallException(
                found,
                "The call to "
                        + offer.model()
                        + " at \""
                        + offer.deployment()
                        + "\" failed: "
                        + found
                        + (status == null ? "" : ", HTTP status " + status)
                        + " ("
                        + thrown.getClass().getSimpleName()
                        + "). Check that the deployment is up and configured as its provider says.",
                status,
                null,
                null);
    }

    private static @Nullable Reason reason(Throwable t) {
        if (t instanceof RateLimitException) {
            return Reason.RATE_LIMITED;
        } else if (t instanceof AuthenticationException) {
            return Reason.AUTHENTICATION;
        } else if (t instanceof ModelNotFoundException) {
            return Reason.NOT_FOUND;
        } else if (t instanceof InvalidRequestException) {
            return Reason.REJECTED;
        } else if (t instanceof InternalServerException) {
            return Reason.OVERLOADED;
        } else if (t instanceof TimeoutException
                || t.getClass().getSimpleName().endsWith("TimeoutException")) {
            return Reason.TIMEOUT;
        } else if (t instanceof CancellationException || t instanceof InterruptedException) {
            return Reason.CANCELLED;
        } else if (t instanceof HttpException http) {
            return ofStatus(http.statusCode());
        } else if (t instanceof IOException) {
            return Reason.CONNECTION;
        }
        return null;
    }

    private static Reason ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Reason.AUTHENTICATION;
            case 404 -> Reason.NOT_FOUND;
            case 408, 409 -> Reason.OVERLOADED;
            case 429 -> Reason.RATE_LIMITED;
            default -> status >= 500 ? Reason.OVERLOADED : Reason.REJECTED;
        };
    }
}
