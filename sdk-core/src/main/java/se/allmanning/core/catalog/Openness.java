/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;

/**
 * How open a model is, part by part. Immutable.
 *
 * @param weights the trained numbers
 * @param data what it was trained on
 * @param code what trained it
 */
public record Openness(Degree weights, Degree data, Degree code) {

    /** Nothing is known to be open. */
    public static final Openness CLOSED = new Openness(Degree.CLOSED, Degree.CLOSED, Degree.CLOSED);

    /** Checks that all three are there. */
    public Openness {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(code, "code");
    }

    /** How open one part is. */
    public enum Degree {
        /** Anyone may have and use it. */
        OPEN,
        /** It can be had, on terms that limit who or for what. */
        RESTRICTED,
        /** It cannot be had, or nobody knows whether it can. */
        CLOSED
    }
}
