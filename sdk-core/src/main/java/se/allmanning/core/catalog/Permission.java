/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * For which values of an open kind (sectors, purposes, risk classes) something is permitted: those
 * that are listed, or all that are known. What is absent permits nothing. {@code "*"} covers the
 * values that this SDK knows; one that somebody made up is only permitted where it is listed by
 * name. Immutable.
 *
 * @param all whether {@code "*"} is written
 * @param ids the listed ids; empty where {@code all}
 */
public record Permission(boolean all, Set<String> ids) {

    /** Permits nothing. */
    public static final Permission NONE = new Permission(false, Set.of());

    /** Permits every value that this SDK knows. */
    public static final Permission ALL = new Permission(true, Set.of());

    /** Sorts the ids, so that messages and documents are stable. */
    public Permission {
        ids = all ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /** Permits the listed ids; a list with {@code "*"} alone permits all that are known. */
    public static Permission of(Collection<String> ids) {
        return ids.contains("*") ? ALL : new Permission(false, Set.copyOf(ids));
    }

    /** Permits the listed ids. */
    public static Permission of(String... ids) {
        return of(Set.of(ids));
    }

    /**
     * Whether the value is permitted.
     *
     * @param known the values that {@code "*"} covers
     */
    public boolean permits(String id, Set<String> known) {
        return all ? known.contains(id) : ids.contains(id);
    }

    /** Whether the value is permitted by name, and not by {@code "*"}. */
    public boolean names(String id) {
        return ids.contains(id);
    }

    /** What both permit. Where one permits all, the other decides. */
    public Permission and(Permission other) {
        if (all) {
            return other;
        }
        if (other.all) {
            return this;
        }
        Set<String> both = new TreeSet<>(ids);
        both.retainAll(other.ids);
        return new Permission(false, both);
    }

    /** {@code *}, the ids with commas between, or {@code -}. */
    @Override
    public String toString() {
        if (all) {
            return "*";
        }
        return ids.isEmpty() ? "-" : String.join(", ", ids);
    }
}
