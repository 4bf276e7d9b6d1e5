/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.List;

/**
 * Is told of each turn of the crisis switch, once, for the audit trail. Called on the thread that
 * turns the switch, while no other process can turn it. If {@link #started} throws, the crisis does
 * not begin; what the others throw reaches the caller, and the crisis is over all the same.
 */
public interface CrisisListener {

    /** Wants to know nothing. */
    CrisisListener NONE = new CrisisListener() {};

    /**
     * A crisis is about to begin.
     *
     * @param signers the ids of the keys that signed
     */
    default void started(CrisisOrder order, List<String> signers) {}

    /** A new declaration took the place of one that was on. */
    default void replaced(CrisisOrder order, CrisisOrder by) {}

    /**
     * A crisis was stopped early.
     *
     * @param reason as the order to stop gives it
     * @param signers the ids of the keys that signed the order to stop
     */
    default void stopped(CrisisOrder order, String reason, List<String> signers) {}

    /**
     * A crisis ended by itself.
     *
     * @param seen when it was noticed
     */
    default void expired(CrisisOrder order, Instant seen) {}
}
