/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.model.ModelCalls.Tools;
import se.allmanning.core.model.guard.Masking;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/**
 * One call on its way: which offer is tried next, and when. An offer that fails in a way that may
 * pass is tried again after the time that it asks for, else after a time that doubles; meanwhile
 * the next permitted offer is tried, so that nobody waits while another can answer. Used by one
 * thread at a time.
 */
final class CallRun implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    private static final class Candidate {
        final ModelOffer offer;
        int tries;
        boolean dead;
        Instant notBefore = Instant.MIN;

        Candidate(ModelOffer offer) {
            this.offer = offer;
        }
    }

    private final ModelCalls calls;
    private final Tools tools;
    private final CallScope scope;
    private final ModelNeed need;
    private final CallRecorder.Room room;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Instant deadline;
    private @Nullable Masking masking;
    private int attempts;
    private @Nullable AllmanningException last;

    CallRun(
            ModelCalls calls,
            CallScope scope,
            ModelNeed need,
            List<ModelOffer> permitted,
            CallRecorder.Room room) {
        this.calls = calls;
        this.tools = calls.tools();
        this.scope = scope;
        this.need = need;
        this.room = room;
        permitted.forEach(offer -> candidates.add(new Candidate(offer)));
        Instant own = tools.clock().instant().plus(tools.settings().timeout());
        this.deadline = scope.invocation().deadline().filter(own::isAfter).orElse(own);
    }

    ModelNeed need() {
        return need;
    }

    CallScope scope() {
        return scope;
    }

    /** The placeholders of this call, the same in every attempt. */
    Masking masking() {
        Masking session = masking;
        if (session == null) {
            session = Masking.start(tools.settings().guards());
            masking = session;
        }
        return session;
    }

    /** The time that is left; zero or less when there is none. */
    Duration left() {
        return Duration.between(tools.clock().instant(), deadline);
    }

    /**
     * The next attempt, after the wait that it needs.
     *
     * @throws AllmanningException the last failure, if nothing is left to try or no time
     */
    CallAttempt next() {
        while (true) {
            Instant now = tools.clock().instant();
            if (!now.isBefore(deadline)) {
                throw outOfTime();
            }
            Candidate candidate = earliest(now);
            if (candidate == null) {
                throw exhausted();
            }
            if (candidate.notBefore.isAfter(now)) {
                await(Duration.between(now, candidate.notBefore));
                continue;
            }
            CallAttempt attempt = attempt(candidate, now);
            if (attempt != null) {
                return attempt;
            }
        }
    }

    /** Of those that may be tried now the most preferred; else the one that may be soonest. */
    private @Nullable Candidate earliest(Instant now) {
        Candidate soonest = null;
        for (Candidate candidate : candidates) {
            if (candidate.dead) {
                continue;
            }
            if (!candidate.notBefore.isAfter(now)) {
                return candidate;
            }
            if (soonest == null || candidate.notBefore.isBefore(soonest.notBefore)) {
                soonest = candidate;
            }
        }
        return soonest;
    }

    private @Nullable CallAttempt attempt(Candidate candidate, Instant now) {
        ModelOffer offer = candidate.offer;
        // Since the call began, a certificate may have run out or the catalog been replaced.
        if (attempts > 0 && !tools.policy().get().decide(scope.call(), offer, now).permitted()) {
            candidate.dead = true;
            return null;
        }
        CircuitBreaker breaker = calls.breaker(offer);
        if (!breaker.tryAcquirePermission()) {
            candidate.dead = true;
            last =
                    new ModelCallException(
                            Reason.OVERLOADED,
                            "The model "
                                    + offer.model()
                                    + " at \""
                                    + offer.deployment()
                                    + "\" has failed too often and is left alone for half a minute."
                                    + " Check that the deployment is up.",
                            null,
                            Duration.ofSeconds(30),
                            null);
            return null;
        }
        candidate.tries++;
        attempts++;
        return new CallAttempt(calls, this, offer, attempts, breaker);
    }

    /**
     * Takes note that an attempt failed, and decides whether its offer is tried again.
     *
     * @throws AllmanningException the failure itself, if the call is over with it
     */
    void failed(ModelOffer offer, AllmanningException failure) {
        last = failure;
        if (failure.category().equals(Category.CANCELLED)
                || failure.category().equals(Category.DENIED)) {
            throw failure;
        }
        Candidate candidate =
                candidates.stream().filter(c -> c.offer.equals(offer)).findFirst().orElseThrow();
        boolean passes = failure instanceof ModelCallException call && call.reason().retryable();
        if (!passes || candidate.tries >= tools.settings().tries()) {
            candidate.dead = true;
            return;
        }
        Duration wait =
                ((ModelCallException) failure)
                        .retryAfter()
                        .orElse(FIRST_WAIT.multipliedBy(1L << Math.min(candidate.tries - 1, 10)));
        if (wait.compareTo(tools.settings().longestWait()) > 0 || wait.compareTo(left()) >= 0) {
            candidate.dead = true;
            return;
        }
        candidate.notBefore = tools.clock().instant().plus(wait);
    }

    private void await(Duration wait) {
        try {
            tools.waiter().await(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    static ModelCallException cancelled() {
        return new ModelCallException(
                Reason.CANCELLED, "The call to a model was cancelled.", null, null, null);
    }

    private AllmanningException outOfTime() {
        AllmanningException failure = last;
        return new ModelCallException(
                Reason.TIMEOUT,
                "No model answered the role \""
                        + need.role()
                        + "\" before the deadline"
                        + (failure == null ? "" : "; the last failure was " + failure.code())
                        + ". Give the call more time, or name a faster deployment first.",
                null,
                null,
                failure);
    }

    private AllmanningException exhausted() {
        AllmanningException failure = last;
        if (failure == null) {
            return new ModelCallException(
                    Reason.CONNECTION,
                    "No model is left for the role \"" + need.role() + "\".",
                    null,
                    null,
                    null);
        }
        return failure;
    }

    @Override
    public void close() {
        room.close();
    }
}
