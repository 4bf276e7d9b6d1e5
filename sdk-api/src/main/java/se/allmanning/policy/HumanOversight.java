/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * Where a person stands in relation to what a service produces.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class HumanOversight {

    /** A person reads every result before it has effect. */
    public static final HumanOversight REVIEWED = new HumanOversight("reviewed");

    /** A person follows the use and can stop it. */
    public static final HumanOversight SUPERVISED = new HumanOversight("supervised");

    /** Nobody is between the result and its effect. */
    public static final HumanOversight NONE = new HumanOversight("none");

    private final String id;

    private HumanOversight(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static HumanOversight of(String id) {
        return new HumanOversight(Ids.check("HumanOversight", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HumanOversight that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
