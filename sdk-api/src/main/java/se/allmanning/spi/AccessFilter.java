/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AccessGroups;
import se.allmanning.service.Invocation;

/**
 * Who asks, as far as it decides what is seen within one authority. A store applies it inside every
 * query and count, never afterwards. Immutable.
 */
public final class AccessFilter {

    private final Set<String> groups;
    private final InformationClass limit;

    private AccessFilter(Set<String> groups, InformationClass limit) {
        this.groups = groups;
        this.limit = Objects.requireNonNull(limit, "limit");
    }

    /** The filter for a call. */
    public static AccessFilter of(Invocation invocation) {
        return new AccessFilter(
                AccessGroups.checked(invocation.accessGroups()), invocation.informationClass());
    }

    /** The asker's groups, sorted. */
    public Set<String> groups() {
        return groups;
    }

    /** The highest class that the asker may see. */
    public InformationClass limit() {
        return limit;
    }

    /**
     * Whether a document is seen: its class is within the limit, and it names no groups or one of
     * the asker's.
     *
     * @param documentGroups empty: all of the authority
     */
    public boolean permits(InformationClass documentClass, Set<String> documentGroups) {
        return documentClass.within(limit)
                && (documentGroups.isEmpty() || documentGroups.stream().anyMatch(groups::contains));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessFilter that
                && groups.equals(that.groups)
                && limit.equals(that.limit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(groups, limit);
    }

    @Override
    public String toString() {
        return "AccessFilter[" + limit + ", groups=" + groups.size() + "]";
    }
}
