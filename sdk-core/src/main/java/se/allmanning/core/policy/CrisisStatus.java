/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the crisis switch stands. Immutable.
 *
 * @param state how it stands
 * @param order the latest declaration; empty if there is none or it cannot be trusted
 * @param signers the ids of the keys that signed it
 * @param until when the crisis ends on the clock as it goes now, earlier than the order says if the
 *     clock was set back; present while it is on or pending
 * @param problem why what lies in the folder is not honoured; present in {@link State#INVALID}
 */
public record CrisisStatus(
        State state,
        Optional<CrisisOrder> order,
        List<String> signers,
        Optional<Instant> until,
        Optional<String> problem) {

    /** How a crisis switch can stand. */
    public enum State {
        /** No crisis was ever declared. */
        NONE,
        /** Declared, and begins within the hour. */
        PENDING,
        /** On. */
        ON,
        /** Was stopped early. */
        STOPPED,
        /** Ended by itself. */
        EXPIRED,
        /** Something is declared that cannot be trusted; no crisis is on. */
        INVALID
    }

    /** Copies the list. */
    public CrisisStatus {
        signers = List.copyOf(signers);
    }

    /** Whether a crisis is on. */
    public boolean on() {
        return state == State.ON;
    }
}
