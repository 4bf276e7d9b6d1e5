/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The most that a call may use of models: tokens, in and out together, and cost in Swedish kronor
 * by the prices in the host's configuration. A call that would begin above its budget is refused;
 * one that runs is not cut off. Immutable.
 *
 * @param tokens the most tokens, at least 0; {@link Long#MAX_VALUE}: no bound
 * @param kronor the highest cost, at least 0; {@code null}: no bound
 */
public record Budget(long tokens, @Nullable BigDecimal kronor) {

    /** No bound. */
    public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, null);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Budget {
        if (tokens < 0 || (kronor != null && kronor.signum() < 0)) {
            throw new IllegalArgumentException("A budget is 0 or more.");
        }
    }

    /** A budget of tokens alone. */
    public static Budget ofTokens(long tokens) {
        return new Budget(tokens, null);
    }

    /** A budget of cost alone. */
    public static Budget ofKronor(BigDecimal kronor) {
        return new Budget(Long.MAX_VALUE, Objects.requireNonNull(kronor, "kronor"));
    }

    /** The highest cost in kronor; empty: no bound. */
    public Optional<BigDecimal> cost() {
        return Optional.ofNullable(kronor);
    }
}
