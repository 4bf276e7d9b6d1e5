/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;
import se.allmanning.policy.Clearance;

/**
 * How far a crisis may stretch the freshness of an entry, as the certifier decided. A crisis
 * relaxes nothing else. Immutable.
 *
 * @param extraDays how many days after the catalog's expiry the entry may still be used, 0 to 366
 * @param maximum the highest class for which it may
 */
public record CrisisLimits(int extraDays, Clearance maximum) {

    /** A crisis stretches nothing. */
    public static final CrisisLimits NONE = new CrisisLimits(0, Clearance.NONE);

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if they are outside 0 to 366
     */
    public CrisisLimits {
        Objects.requireNonNull(maximum, "maximum");
        if (extraDays < 0 || extraDays > 366) {
            throw new IllegalArgumentException(
                    "A crisis stretches freshness by 0 to 366 days, found " + extraDays + ".");
        }
    }

    /** The least of this and another. */
    CrisisLimits min(CrisisLimits other) {
        return new CrisisLimits(Math.min(extraDays, other.extraDays), maximum.min(other.maximum));
    }
}
