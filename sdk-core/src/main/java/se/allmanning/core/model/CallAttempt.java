/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditDecision;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.model.guard.GuardKind;
import se.allmanning.core.model.guard.GuardReport;
import se.allmanning.core.model.guard.Masking;
import se.allmanning.core.policy.Policy;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.model.ModelUse;
import se.allmanning.policy.Disclosure;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.ModelCallException;

/**
 * One try of one offer: masks what goes out, tells breaker, budget, telemetry and audit trail how
 * it went. Ends once, by {@link #succeeded} or {@link #failed}.
 */
final class CallAttempt {

    private static final int LONGEST_NAME = 200;

    private final ModelCalls calls;
    private final CallRun run;
    private final ModelOffer offer;
    private final int number;
    private final CircuitBreaker breaker;
    private final CallTelemetry.Span span;
    private final long start = System.nanoTime();
    private List<String> sent = List.of();
    private long charactersIn;
    private @Nullable Masking masking;

    CallAttempt(
            ModelCalls calls, CallRun run, ModelOffer offer, int number, CircuitBreaker breaker) {
        this.calls = calls;
        this.run = run;
        this.offer = offer;
        this.number = number;
        this.breaker = breaker;
        this.span = calls.telemetry().start(offer);
    }

    ModelOffer offer() {
        return offer;
    }

    /** Whether what is sent leaves the process. */
    boolean leaves() {
        return !offer.deployment().equals(ModelOffer.LOCAL);
    }

    /**
     * What may go to the model in the stead of the given texts: the same where nothing leaves the
     * process, else with personal identifiers masked. Records that the call begins, on the disk,
     * before anything leaves.
     *
     * @throws AllmanningException if the guards deny it, or it cannot be recorded
     */
    List<String> send(List<String> texts) {
        sent = texts;
        charactersIn = texts.stream().mapToLong(String::length).sum();
        if (!leaves()) {
            return texts;
        }
        Masking session = run.masking();
        masking = session;
        List<String> masked = session.maskAll(texts);
        calls.flush(
                run.scope(),
                base(AuditEvent.MODEL_CALL)
                        .outcome("started")
                        .inputHmac(calls.tools().recorder().fingerprint(texts))
                        .build());
        return masked;
    }

    /** The placeholders that this attempt sent; absent where nothing was masked. */
    @Nullable Masking masking() {
        return masking;
    }

    private AuditRecord.Builder base(AuditEvent event) {
        Policy policy = calls.tools().policy().get();
        AuditRecord.Builder record =
                run.scope()
                        .record(event)
                        .catalogVersion(policy.catalog().version())
                        .crisis(policy.inCrisis(calls.tools().clock().instant()))
                        .deployment(offer.deployment())
                        .decision(AuditDecision.permit())
                        .detail("role", run.need().role())
                        .detail("kind", offer.kind().id())
                        .detail("attempt", Integer.toString(number));
        String digest = offer.digest().orElse(null);
        return digest == null
                ? record.model(offer.model().toString())
                : record.model(offer.model().toString(), digest, offer.verified());
    }

    private void took(AuditRecord.Builder record) {
        record.durationMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /**
     * The model answered. The record is on the disk when this returns, where something left the
     * process; otherwise the scope keeps it.
     *
     * @param answer what came out, as it is handed on
     * @param reported what the provider says of tokens
     * @param reportedModel what the provider calls the model; recorded, since it may be another
     *     than the one that was asked for
     * @throws AllmanningException if it cannot be recorded; then the answer must not be handed on
     */
    void succeeded(
            String answer,
            dev.langchain4j.model.output.@Nullable TokenUsage reported,
            @Nullable String reportedModel,
            GuardReport found) {
        long nanos = System.nanoTime() - start;
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        Usage usage = Usage.of(reported, charactersIn, answer.length());
        calls.budgets().spend(run.scope(), offer, usage);
        boolean wrote = offer.kind().equals(ModelKind.CHAT);
        Policy policy = calls.tools().policy().get();
        run.scope()
                .used(
                        new ModelUse(
                                offer.model(),
                                offer.deployment(),
                                offer.digest().orElse(null),
                                offer.verified()),
                        offer.kind(),
                        policy.catalog().version(),
                        policy.inCrisis(calls.tools().clock().instant()));
        span.succeeded(usage);
        if (!leaves() && run.scope().silent()) {
            return;
        }
        AuditRecord.Builder record = base(AuditEvent.MODEL_CALL).outcome("answered");
        record.tokens(usage.input(), usage.output());
        if (usage.estimated()) {
            record.detail("tokens", "estimated");
        }
        if (reportedModel != null && !reportedModel.isBlank()) {
            record.detail(
                    "reported-model",
                    reportedModel.substring(0, Math.min(reportedModel.length(), LONGEST_NAME)));
        }
        if (wrote) {
            record.mark(Disclosure.TRAINED_ALGORITHMIC_MEDIA);
            record.review(run.scope().call().review());
            record.outputHmac(calls.tools().recorder().fingerprint(List.of(answer)));
        }
        if (!leaves()) {
            record.inputHmac(calls.tools().recorder().fingerprint(sent));
        }
        detail(record, "found", found);
        Masking session = masking;
        if (session != null) {
            detail(record, "masked", session.report());
        }
        took(record);
        if (leaves()) {
            String id = calls.flush(run.scope(), record.build());
            calls.tools().recorder().keep(id, run.scope().invocation().authority(), sent, answer);
        } else {
            run.scope().keep(record.build());
        }
    }

    private static void detail(AuditRecord.Builder record, String name, GuardReport report) {
        report.counts()
                .forEach((GuardKind kind, Integer count) ->
                        record.detail(name + "-" + kind.id(), Integer.toString(count)));
    }

    /**
     * The model did not answer, or what it answered may not be handed on. Recorded; the call goes
     * on with {@link CallRun#next()} unless it is over.
     *
     * @param goOn whether another offer may still be tried
     * @throws AllmanningException the failure, if the call is over with it
     */
    void failed(Throwable thrown, boolean goOn) {
        AllmanningException failure = Failures.of(thrown, offer);
        boolean cancelled = failure.category().equals(Category.CANCELLED);
        boolean ours = !(failure instanceof ModelCallException);
        if (cancelled || ours) {
            breaker.releasePermission();
        } else {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
        }
        span.failed(failure);
        AuditRecord.Builder record =
                base(
                        failure.category().equals(Category.DENIED)
                                ? AuditEvent.DENIED
                                : cancelled ? AuditEvent.CANCELLED : AuditEvent.FAILED);
        record.outcome(
                failure instanceof ModelCallException call
                        ? call.reason().id()
                        : failure.category().id());
        record.detail("code", failure.code());
        took(record);
        calls.flush(run.scope(), record.build());
        if (!goOn) {
            throw failure;
        }
        run.failed(offer, failure);
    }
}
