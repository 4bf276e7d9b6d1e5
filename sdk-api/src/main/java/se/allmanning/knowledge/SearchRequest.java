/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A search: the words or the question, and how many passages to return at most. Immutable; {@code
 * toString()} shows no words.
 */
public final class SearchRequest {

    /** How many passages a search returns unless it says otherwise. */
    public static final int DEFAULT_LIMIT = 10;

    /** The most passages that one search returns. */
    public static final int MAX_LIMIT = 200;

    private final String text;
    private final int limit;

    private SearchRequest(String text, int limit) {
        this.text = Objects.requireNonNull(text, "text");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "Limit is " + limit + "; allowed: 1 to " + MAX_LIMIT + ".");
        }
        this.limit = limit;
    }

    /** A search for the given words or question, ten passages at most. */
    public static SearchRequest of(String text) {
        return new SearchRequest(text, DEFAULT_LIMIT);
    }

    /**
     * This search with another number of passages.
     *
     * @param newLimit 1 to 200
     */
    public SearchRequest limit(int newLimit) {
        return new SearchRequest(text, newLimit);
    }

    /** The words or the question. Query syntax has no meaning in it. */
    public String text() {
        return text;
    }

    /** How many passages to return at most. */
    public int limit() {
        return limit;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchRequest that && text.equals(that.text) && limit == that.limit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, limit);
    }

    @Override
    public String toString() {
        return "SearchRequest[limit=" + limit + "]";
    }
}
