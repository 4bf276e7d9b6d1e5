/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** How many of each kind a guard found: for audit, so without any value. Immutable. */
public final class GuardReport {

    private static final GuardReport EMPTY = new GuardReport(new EnumMap<>(GuardKind.class));

    private final Map<GuardKind, Integer> counts;

    GuardReport(Map<GuardKind, Integer> counts) {
        Map<GuardKind, Integer> copy = new EnumMap<>(GuardKind.class);
        copy.putAll(counts);
        this.counts = Collections.unmodifiableMap(copy);
    }

    /** The report of a guard that found nothing. */
    public static GuardReport empty() {
        return EMPTY;
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many of one kind; 0 if none. */
    public int count(GuardKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** The kinds that were found, with their numbers; unmodifiable. */
    public Map<GuardKind, Integer> counts() {
        return counts;
    }

    /** The sums of this report and another. */
    public GuardReport plus(GuardReport other) {
        Map<GuardKind, Integer> sum = new EnumMap<>(GuardKind.class);
        sum.putAll(counts);
        other.counts.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
        return new GuardReport(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuardReport that && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    /** For example {@code email 2, phone 1}. */
    @Override
    public String toString() {
        StringJoiner joined = new StringJoiner(", ");
        joined.setEmptyValue("nothing");
        counts.forEach((kind, count) -> joined.add(kind.id() + " " + count));
        return joined.toString();
    }
}
