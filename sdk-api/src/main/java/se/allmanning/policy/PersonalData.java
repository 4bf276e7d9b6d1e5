/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * The kind of personal data in a piece of information, after the GDPR: none, ordinary, special
 * categories (art. 9), criminal convictions and offences (art. 10).
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class PersonalData {

    /** No personal data. */
    public static final PersonalData NONE = new PersonalData("none");

    /** Personal data of no special kind. */
    public static final PersonalData ORDINARY = new PersonalData("ordinary");

    /** Special categories of personal data (GDPR art. 9). */
    public static final PersonalData SPECIAL = new PersonalData("special");

    /** Personal data on criminal convictions and offences (GDPR art. 10). */
    public static final PersonalData CRIMINAL = new PersonalData("criminal");

    private final String id;

    private PersonalData(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static PersonalData of(String id) {
        return new PersonalData(Ids.check("PersonalData", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    /**
     * Whether this kind may be seen where {@code limit} is the most that is permitted. None is
     * within everything, ordinary within everything but none; special and criminal, and every other
     * kind, only within themselves.
     */
    public boolean within(PersonalData limit) {
        return equals(NONE) || equals(limit) || (equals(ORDINARY) && !limit.equals(NONE));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PersonalData that && id.equals(that.id);
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
