/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import se.allmanning.core.model.guard.GuardPolicy;
import se.allmanning.model.ModelId;
import se.allmanning.service.Budget;

/**
 * How a host calls models. Immutable.
 *
 * @param timeout how long one call may take in all, tries and waits included, where the invocation
 *     has no earlier deadline
 * @param tries how often one offer is tried in a call, at least 1
 * @param longestWait the longest wait before a try; an offer that asks for more is left alone
 * @param guards what happens to personal identifiers on their way out of the process
 * @param restore whether masked identifiers are put back into what a model answers
 * @param secrets what no answer may show: the keys that the configuration names
 * @param prices what tokens cost, by model; a model without a price costs nothing
 * @param daily the most that a service may use in a day (UTC), by its id
 */
public record ModelSettings(
        Duration timeout,
        int tries,
        Duration longestWait,
        GuardPolicy guards,
        boolean restore,
        List<String> secrets,
        Map<ModelId, Price> prices,
        Map<String, Budget> daily) {

    /**
     * What a million tokens cost, in Swedish kronor.
     *
     * @param input for those that go in
     * @param output for those that come out
     */
    public record Price(BigDecimal input, BigDecimal output) {

        private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

        BigDecimal of(long inputTokens, long outputTokens) {
            return input.multiply(BigDecimal.valueOf(inputTokens))
                    .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                    .divide(MILLION, MathContext.DECIMAL64);
        }
    }

    /** Two minutes a call, three tries, waits of 20 seconds at most, the guards' defaults. */
    public static final ModelSettings DEFAULT =
            new ModelSettings(
                    Duration.ofMinutes(2),
                    3,
                    Duration.ofSeconds(20),
                    GuardPolicy.defaults(),
                    true,
                    List.of(),
                    Map.of(),
                    Map.of());

    /** Copies the collections. */
    public ModelSettings {
        secrets = List.copyOf(secrets);
        prices = Map.copyOf(prices);
        daily = Map.copyOf(daily);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ModelSettings[timeout=" + timeout + ", tries=" + tries + "]";
    }
}
