/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * One way in which a store scores a passage against a question.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class Signal {

    /** BM25 over stemmed Swedish words of title, section path and text; 0 or more. */
    public static final Signal STEMS = new Signal("stems");

    /** BM25 over character n-grams of title, section path and text; 0 or more. */
    public static final Signal GRAMS = new Signal("grams");

    /** BM25 over pairs of neighbouring stems of title, section path and text; 0 or more. */
    public static final Signal PAIRS = new Signal("pairs");

    /** Cosine of the question and the passage, full precision; -1 to 1. */
    public static final Signal VECTOR = new Signal("vector");

    /** Cosine of the question and the best sentence of the passage, full precision; -1 to 1. */
    public static final Signal SENTENCE = new Signal("sentence");

    private final String id;

    private Signal(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static Signal of(String id) {
        return new Signal(Ids.check("Signal", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signal that && id.equals(that.id);
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
