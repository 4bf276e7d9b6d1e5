/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What a model can do beyond the least of its kind.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class ModelFeature {

    /** Sends its answer piece by piece. */
    public static final ModelFeature STREAMING = new ModelFeature("streaming");

    /** Asks for calls of tools that it is told of. */
    public static final ModelFeature TOOLS = new ModelFeature("tools");

    /** Keeps to a JSON schema that it is given. */
    public static final ModelFeature JSON_SCHEMA = new ModelFeature("json-schema");

    /** Reads images. */
    public static final ModelFeature IMAGES = new ModelFeature("images");

    private final String id;

    private ModelFeature(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static ModelFeature of(String id) {
        return new ModelFeature(Ids.check("ModelFeature", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelFeature that && id.equals(that.id);
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
