/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Budget;

/**
 * What invocations and services have used, against what they may. The use of a service is counted
 * by day (UTC) in this process; a host that is opened again takes up what the audit trail says of
 * the day. Thread-safe.
 */
public final class Budgets {

    private static final class Spent {
        long tokens;
        BigDecimal kronor = BigDecimal.ZERO;
    }

    private final Clock clock;
    private final ModelSettings settings;
    private final Map<String, Spent> today = new HashMap<>();
    private LocalDate day = LocalDate.MIN;

    Budgets(Clock clock, ModelSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Refuses a call whose invocation or service has used up its budget.
     *
     * @throws AllmanningException if so
     */
    void check(CallScope scope) {
        Budget own = scope.invocation().budget();
        check("this invocation", "its budget", own, scope.tokens(), scope.kronor());
        Budget daily = settings.daily().get(scope.call().service());
        if (daily != null) {
            synchronized (this) {
                Spent spent = spent(scope.call().service());
                check(
                        "the service \"" + scope.call().service() + "\" today",
                        "budgets." + scope.call().service() + " in allmanning.yaml",
                        daily,
                        spent.tokens,
                        spent.kronor);
            }
        }
    }

    private static void check(
            String who, String where, Budget budget, long tokens, BigDecimal kronor) {
        Optional<BigDecimal> most = budget.cost();
        boolean tokensGone = budget.tokens() != Long.MAX_VALUE && tokens >= budget.tokens();
        boolean moneyGone = most.isPresent() && kronor.compareTo(most.get()) >= 0;
        if (tokensGone || moneyGone) {
            throw new AllmanningException(
                    "ALM-MOD-001",
                    Category.DENIED,
                    "The budget of "
                            + who
                            + " is used up: "
                            + (tokensGone
                                    ? tokens + " of " + budget.tokens() + " tokens"
                                    : kronor.toPlainString()
                                            + " of "
                                            + most.orElseThrow().toPlainString()
                                            + " kronor")
                            + ". Raise "
                            + where
                            + ", or go on without a model.");
        }
    }

    /** Adds what a call used. */
    void spend(CallScope scope, ModelOffer offer, Usage usage) {
        ModelSettings.Price price = settings.prices().get(offer.model());
        BigDecimal cost = price == null ? BigDecimal.ZERO : price.of(usage.input(), usage.output());
        scope.spend(usage.total(), cost);
        add(scope.call().service(), usage.total(), cost);
    }

    /** Takes up what a record of an earlier call of today says that it used. */
    public void takeUp(AuditRecord record) {
        String service = record.service().orElse("");
        if (record.inputTokens().isEmpty() || service.isEmpty()) {
            return;
        }
        long input = record.inputTokens().getAsLong();
        long output = record.outputTokens().orElse(0);
        BigDecimal cost =
                record.model()
                        .map(ModelId::parse)
                        .map(settings.prices()::get)
                        .map(price -> price.of(input, output))
                        .orElse(BigDecimal.ZERO);
        add(service, input + output, cost);
    }

    private synchronized void add(String service, long tokens, BigDecimal cost) {
        Spent spent = spent(service);
        spent.tokens += tokens;
        spent.kronor = spent.kronor.add(cost);
    }

    private Spent spent(String service) {
        LocalDate now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!now.equals(day)) {
            today.clear();
            day = now;
        }
        return today.computeIfAbsent(service, s -> new Spent());
    }
}
