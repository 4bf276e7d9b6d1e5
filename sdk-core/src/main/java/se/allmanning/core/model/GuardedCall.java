/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.model.guard.GuardReport;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;

/**
 * What guarded models of every kind share: the way of calls, the need that they serve, and the
 * scope of each call; and where no other will do, the one offer. A model that is lent for one
 * invocation has the invocation's scope; one that a host holds opens a scope for each call and
 * finishes it with the call.
 */
record GuardedCall(
        ModelCalls calls,
        ModelNeed need,
        @Nullable ModelOffer only,
        Supplier<CallScope> scopes,
        boolean finishes) {

    /**
     * One kind of exchange.
     *
     * @param <M> the type of the bare model
     * @param <R> what it answers
     */
    interface Exchange<M, R> {

        /** The type of the bare model. */
        Class<M> type();

        /** How a connector binds it. */
        ModelOffers.Binder<M> binder();

        /** The texts that go in. */
        List<String> texts();

        /** Sends, with the given texts in the places of {@link #texts()}. */
        R send(M model, List<String> texts);

        /** What came out, as it may be handed on. */
        Guarded<R> guard(R answer, CallAttempt attempt);
    }

    /**
     * An answer that passed the output guards.
     *
     * @param answer what is handed on
     * @param text what it says, for its fingerprint; empty where it says nothing in words
     * @param usage what the provider reports of tokens
     * @param reported what the provider calls the model that answered; {@code null}: nothing
     * @param found what the guards found
     */
    record Guarded<R>(
            R answer,
            String text,
            @Nullable TokenUsage usage,
            @Nullable String reported,
            GuardReport found) {}

    <M, R> R run(Exchange<M, R> exchange) {
        CallScope scope = scopes.get();
        List<String> texts = exchange.texts();
        try (CallRun run = calls.begin(scope, need, only)) {
            while (true) {
                CallAttempt attempt = run.next();
                Guarded<R> guarded;
                try {
                    guarded = attempt(run, attempt, exchange, texts);
                } catch (RuntimeException e) {
                    attempt.failed(e, true);
                    continue;
                }
                attempt.succeeded(
                        guarded.text(), guarded.usage(), guarded.reported(), guarded.found());
                if (finishes) {
                    calls.finish(scope);
                }
                return guarded.answer();
            }
        }
    }

    private <M, R> Guarded<R> attempt(
            CallRun run, CallAttempt attempt, Exchange<M, R> exchange, List<String> texts) {
        ModelOffer offer = attempt.offer();
        List<String> sent = attempt.send(texts);
        M model = calls.tools().offers().bind(offer, exchange.type(), exchange.binder());
        R answer =
                Bounded.call(
                        calls,
                        run,
                        offer,
                        exchange.type(),
                        model,
                        bare -> exchange.send(bare, sent));
        return exchange.guard(answer, attempt);
    }
}
