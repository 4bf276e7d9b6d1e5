/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * A crisis that somebody has declared, from one time until another. It relaxes the freshness of the
 * catalog, within the limits that the certifier set for each entry, and nothing else. Immutable.
 *
 * @param from from when
 * @param until until when, exclusive
 */
public record Crisis(Instant from, Instant until) {

    /** No crisis, at any time. */
    public static final Crisis NONE = new Crisis(Instant.EPOCH, Instant.EPOCH);

    /** Checks that both are there. */
    public Crisis {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /** Whether it goes on at the given time. */
    public boolean active(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
