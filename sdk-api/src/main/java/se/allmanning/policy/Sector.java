/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * The part of municipal work that a service belongs to.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class Sector {

    /** No particular part. */
    public static final Sector GENERAL = new Sector("general");

    /** Socialtjänst. */
    public static final Sector SOCIAL_SERVICES = new Sector("social-services");

    /** Skola and förskola. */
    public static final Sector EDUCATION = new Sector("education");

    /** Plan, building and environment. */
    public static final Sector PLANNING = new Sector("planning");

    /** Hälso- och sjukvård. */
    public static final Sector HEALTH = new Sector("health");

    private final String id;

    private Sector(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static Sector of(String id) {
        return new Sector(Ids.check("Sector", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sector that && id.equals(that.id);
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
