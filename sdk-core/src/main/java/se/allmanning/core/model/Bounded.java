/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** Ends a call at its deadline, also where the model knows none. */
final class Bounded {

    private Bounded() {}

    /**
     * Calls a model with the time that is left. A model in the process is called on the caller's
     * thread, and so is one that bounds its calls itself; another on a thread that is interrupted
     * when the time is up.
     */
    static <M, R> R call(
            ModelCalls calls,
            CallRun run,
            ModelOffer offer,
            Class<M> type,
            M model,
            Function<M, R> use) {
        Duration left = left(run, offer);
        if (model instanceof BoundedModel<?>) {
            return use.apply(view(run, offer, type, model));
        }
        if (offer.deployment().equals(ModelOffer.LOCAL)) {
            return use.apply(model);
        }
        Future<R> answer = calls.threads().submit(() -> use.apply(model));
        try {
            return answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timeout(offer);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw CallRun.cancelled();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RuntimeException unchecked
                    ? unchecked
                    : Failures.of(cause == null ? e : cause, offer);
        }
    }

    private static Duration left(CallRun run, ModelOffer offer) {
        Duration left = run.left();
        if (left.isNegative() || left.isZero()) {
            throw timeout(offer);
        }
        return left;
    }

    /** The model, its next call bounded by the time that is left, where it can do that. */
    static <M> M view(CallRun run, ModelOffer offer, Class<M> type, M model) {
        Duration left = left(run, offer);
        return model instanceof BoundedModel<?> bounded ? type.cast(bounded.within(left)) : model;
    }

    static ModelCallException timeout(ModelOffer offer) {
        return new ModelCallException(
                Reason.TIMEOUT,
                "The model "
                        + offer.model()
                        + " at \""
                        + offer.deployment()
                        + "\" did not answer before the deadline. Give the call more time, or name a"
                        + " faster deployment first.",
                null,
                null,
                null);
    }
}
