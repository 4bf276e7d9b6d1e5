/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditDecision;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.model.guard.KnownSecrets;
import se.allmanning.core.policy.Policy;
import se.allmanning.core.policy.PolicyCall;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.policy.PolicyReason;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;

/**
 * The way of every call to a model: room in the audit trail, candidates, policy, budget, input
 * guard, the connector (with a deadline, tries, a circuit breaker and the next permitted offer),
 * output guard, record. One for a host; thread-safe.
 */
public final class ModelCalls implements AutoCloseable {

    /** What a host brings for its calls. */
    public record Tools(
            ModelOffers offers,
            Supplier<Policy> policy,
            CallRecorder recorder,
            ModelSettings settings,
            Clock clock,
            Waiter waiter,
            OpenTelemetry telemetry) {}

    /** How a call waits before it tries again. */
    @FunctionalInterface
    public interface Waiter {
        /** Waits for so long. */
        void await(Duration time) throws InterruptedException;
    }

    private final Tools tools;
    private final Budgets budgets;
    private final CallTelemetry telemetry;
    private final KnownSecrets secrets;
    private final Map<ModelOffer, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("allmanning-model-", 0).factory());

    /** Makes the way of calls of a host. */
    public ModelCalls(Tools tools) {
        this.tools = tools;
        this.budgets = new Budgets(tools.clock(), tools.settings());
        this.telemetry = new CallTelemetry(tools.telemetry());
        this.secrets =
                KnownSecrets.of(
                        tools.settings().secrets().stream()
                                .filter(s ->
                                        s.length() >= KnownSecrets.SHORTEST
                                                && s.length() <= KnownSecrets.LONGEST)
                                .map(String::toCharArray)
                                .toList());
    }

    /** What invocations and services have used. */
    public Budgets budgets() {
        return budgets;
    }

    Tools tools() {
        return tools;
    }

    /** What no answer may show. */
    KnownSecrets secrets() {
        return secrets;
    }

    CallTelemetry telemetry() {
        return telemetry;
    }

    /** Threads on which calls wait for models; virtual, one for each. */
    ExecutorService threads() {
        return threads;
    }

    /**
     * Begins a call: makes sure that it can be recorded, finds the offers that meet the need and
     * are permitted, and checks the budget. A refusal is recorded before it is thrown.
     *
     * @param only the one offer that will do; {@code null}: any
     * @throws PolicyDeniedException if no offer is permitted
     * @throws se.allmanning.service.AllmanningException if it cannot be recorded, or the budget is
     *     used up
     */
    CallRun begin(CallScope scope, ModelNeed need, @Nullable ModelOffer only) {
        CallRecorder.Room room = tools.recorder().reserve();
        try {
            List<ModelOffer> permitted = permitted(scope, need, only);
            try {
                budgets.check(scope);
            } catch (RuntimeException e) {
                recordDenial(scope, need, List.of("ALM-MOD-001"), "budget");
                throw e;
            }
            return new CallRun(this, scope, need, permitted, room);
        } catch (RuntimeException e) {
            room.close();
            throw e;
        }
    }

    /**
     * Checks that some offer meets a need and is permitted now.
     *
     * @throws PolicyDeniedException if there is none; recorded
     */
    void checkPermitted(CallScope scope, ModelNeed need) {
        permitted(scope, need, null);
    }

    /**
     * The offers that meet a need and are permitted now, in order of preference.
     *
     * @throws PolicyDeniedException if there are none; recorded
     */
    private List<ModelOffer> permitted(CallScope scope, ModelNeed need, @Nullable ModelOffer only) {
        Policy policy = tools.policy().get();
        Instant now = tools.clock().instant();
        List<ModelOffer> candidates = new ArrayList<>();
        for (ModelOffer offer : tools.offers().of(need.kind())) {
            if ((only == null || only.equals(offer))
                    && policy.catalog().meets(need, offer).isEmpty()) {
                candidates.add(offer);
            }
        }
        List<ModelOffer> permitted = policy.permitted(scope.call(), candidates, now);
        if (permitted.isEmpty()) {
            List<PolicyDecision> decisions = explain(scope, need.kind());
            recordDenial(
                    scope,
                    need,
                    decisions.stream()
                            .flatMap(d -> d.reasons().stream())
                            .map(PolicyReason::code)
                            .distinct()
                            .sorted()
                            .toList(),
                    "policy");
            throw denied(scope, need, decisions);
        }
        return permitted;
    }

    /** The decision on every offer of a kind. */
    List<PolicyDecision> explain(CallScope scope, ModelKind kind) {
        return tools.policy()
                .get()
                .explain(scope.call(), tools.offers().of(kind), tools.clock().instant());
    }

    /** The decision on every offer, of whatever kind, for a service in an invocation. */
    public List<PolicyDecision> explain(ServiceDescriptor descriptor, Invocation invocation) {
        return tools.policy()
                .get()
                .explain(
                        PolicyCall.of(descriptor, invocation),
                        tools.offers().all(),
                        tools.clock().instant());
    }

    private static PolicyDeniedException denied(
            CallScope scope, ModelNeed need, List<PolicyDecision> decisions) {
        StringBuilder message =
                new StringBuilder("No ")
                        .append(need.kind())
                        .append(" model may be used for the role \"")
                        .append(need.role())
                        .append("\" of \"")
                        .append(scope.call().service())
                        .append("\" with information of class ")
                        .append(scope.call().informationClass())
                        .append(". ");
        if (decisions.isEmpty()) {
            message.append(
                    "No connector offers one. Configure a provider under connectors in"
                            + " allmanning.yaml.");
        }
        for (PolicyDecision decision : decisions) {
            message.append(decision.model())
                    .append(" at \"")
                    .append(decision.deployment())
                    .append("\": ")
                    .append(
                            decision.permitted()
                                    ? "permitted, but it does not meet the need (features,"
                                            + " languages or context length)."
                                    : decision.reasons().get(0).en())
                    .append(' ');
        }
        if (!decisions.isEmpty()) {
            message.append("\"allmanning policy explain\" tells all reasons.");
        }
        return new PolicyDeniedException(message.toString().strip(), decisions);
    }

    private void recordDenial(CallScope scope, ModelNeed need, List<String> codes, String by) {
        AuditRecord.Builder record =
                scope.record(AuditEvent.DENIED)
                        .catalogVersion(tools.policy().get().catalog().version())
                        .decision(AuditDecision.deny(codes.toArray(String[]::new)))
                        .outcome("denied")
                        .detail("role", need.role())
                        .detail("by", by);
        flush(scope, record.build());
    }

    /** Puts a scope's records on the disk, and one more, whose id is the result. */
    String flush(CallScope scope, AuditRecord last) {
        List<AuditRecord> records = new ArrayList<>(scope.takePending());
        records.add(last);
        List<String> ids = tools.recorder().append(records);
        return ids.get(ids.size() - 1);
    }

    /**
     * Puts what a scope still keeps on the disk. Called before the result of the scope leaves the
     * host.
     *
     * @throws se.allmanning.service.AllmanningException if that fails; then the result must not
     *     leave
     */
    public void finish(CallScope scope) {
        List<AuditRecord> records = scope.takePending();
        if (!records.isEmpty()) {
            tools.recorder().append(records);
        }
    }

    CircuitBreaker breaker(ModelOffer offer) {
        return breakers.computeIfAbsent(offer, newBreaker());
    }

    /**
     * Half of at least six calls of the last twenty must fail before a breaker opens, for thirty
     * seconds; then two calls may try.
     */
    private Function<ModelOffer, CircuitBreaker> newBreaker() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(6)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(30))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .clock(tools.clock())
                        .build();
        return offer -> CircuitBreaker.of(offer.deployment() + "/" + offer.model(), config);
    }

    /** Ends the threads; calls that wait are interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
