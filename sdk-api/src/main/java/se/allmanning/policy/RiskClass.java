/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * The risk class of a use after the AI Act (EU) 2024/1689.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class RiskClass {

    /** No obligations beyond AI literacy. */
    public static final RiskClass MINIMAL = new RiskClass("minimal");

    /** Transparency obligations (art. 50). */
    public static final RiskClass LIMITED = new RiskClass("limited");

    /** High-risk use (art. 6 and annex III). */
    public static final RiskClass HIGH = new RiskClass("high");

    /** A prohibited practice (art. 5). */
    public static final RiskClass PROHIBITED = new RiskClass("prohibited");

    private final String id;

    private RiskClass(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static RiskClass of(String id) {
        return new RiskClass(Ids.check("RiskClass", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RiskClass that && id.equals(that.id);
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
