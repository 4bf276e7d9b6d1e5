/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * In what kind of place a model runs.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class HostingKind {

    /** Inside the process of the host itself; nothing leaves it. */
    public static final HostingKind IN_PROCESS = new HostingKind("in-process");

    /** On the municipality's own machines. */
    public static final HostingKind ON_PREMISES = new HostingKind("on-premises");

    /** In a cloud in the country, run by an operator under its law. */
    public static final HostingKind NATIONAL_CLOUD = new HostingKind("national-cloud");

    /** In a cloud within the EU or EEA. */
    public static final HostingKind EU_CLOUD = new HostingKind("eu-cloud");

    /** Anywhere else. */
    public static final HostingKind OTHER = new HostingKind("other");

    private final String id;

    private HostingKind(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static HostingKind of(String id) {
        return new HostingKind(Ids.check("HostingKind", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostingKind that && id.equals(that.id);
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
