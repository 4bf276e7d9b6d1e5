/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What a service uses a model for.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class Purpose {

    /** Answers questions over documents. */
    public static final Purpose QUESTION_ANSWERING = new Purpose("question-answering");

    /** Helps a person to write. */
    public static final Purpose WRITING_SUPPORT = new Purpose("writing-support");

    /** Translates or interprets. */
    public static final Purpose TRANSLATION = new Purpose("translation");

    /** Condenses a text. */
    public static final Purpose SUMMARY = new Purpose("summary");

    /** Sorts texts or cases. */
    public static final Purpose CLASSIFICATION = new Purpose("classification");

    /** Prepares a decision that a person makes. */
    public static final Purpose DECISION_SUPPORT = new Purpose("decision-support");

    private final String id;

    private Purpose(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static Purpose of(String id) {
        return new Purpose(Ids.check("Purpose", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Purpose that && id.equals(that.id);
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
