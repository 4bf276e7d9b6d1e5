/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What a model does.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class ModelKind {

    /** Writes text in a conversation. */
    public static final ModelKind CHAT = new ModelKind("chat");

    /** Turns texts into vectors. */
    public static final ModelKind EMBEDDING = new ModelKind("embedding");

    /** Scores how well texts answer a question. */
    public static final ModelKind SCORING = new ModelKind("scoring");

    /** Turns speech into text. */
    public static final ModelKind TRANSCRIPTION = new ModelKind("transcription");

    private final String id;

    private ModelKind(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static ModelKind of(String id) {
        return new ModelKind(Ids.check("ModelKind", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelKind that && id.equals(that.id);
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
