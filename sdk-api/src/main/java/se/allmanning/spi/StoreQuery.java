/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question to a store: words, vector, or both; who asks; how deep each signal looks. Immutable;
 * {@code toString()} shows no words.
 */
public final class StoreQuery {

    private final AccessFilter access;
    private final String words;
    private final @Nullable Supplier<float[]> vector;
    private final int depth;
    private final Set<String> withoutDocuments;

    private StoreQuery(
            AccessFilter access,
            String words,
            @Nullable Supplier<float[]> vector,
            int depth,
            Set<String> withoutDocuments) {
        this.access = Objects.requireNonNull(access, "access");
        this.words = Objects.requireNonNull(words, "words");
        this.vector = vector;
        this.depth = depth;
        this.withoutDocuments = Set.copyOf(withoutDocuments);
    }

    /** A question for the given asker with neither words nor vector yet, 200 deep. */
    public static StoreQuery of(AccessFilter access) {
        return new StoreQuery(access, "", null, 200, Set.of());
    }

    /** This question with words; they are analysed, never parsed as query syntax. */
    public StoreQuery words(String newWords) {
        return new StoreQuery(access, newWords, vector, depth, withoutDocuments);
    }

    /** This question with the unit vector of its text; not copied. */
    public StoreQuery vector(float[] newVector) {
        return new StoreQuery(access, words, () -> newVector, depth, withoutDocuments);
    }

    /**
     * This question with the unit vector of its text, which may still be in the making: the store
     * asks for it once, on the thread that searches, after it has searched the words. What it
     * throws ends the search.
     */
    public StoreQuery vector(Supplier<float[]> newVector) {
        return new StoreQuery(access, words, newVector, depth, withoutDocuments);
    }

    /** This question with another number of passages for each signal. */
    public StoreQuery depth(int newDepth) {
        return new StoreQuery(access, words, vector, newDepth, withoutDocuments);
    }

    /** This question as if the documents with these ids, in whatever source, were not there. */
    public StoreQuery withoutDocuments(Set<String> ids) {
        return new StoreQuery(access, words, vector, depth, ids);
    }

    /** Who asks. */
    public AccessFilter access() {
        return access;
    }

    /** The words; blank where only the vector counts. */
    public String words() {
        return words;
    }

    /** Gives the unit vector, and may block; {@code null} where only words count. */
    public @Nullable Supplier<float[]> vector() {
        return vector;
    }

    /** How many passages each signal contributes at most. */
    public int depth() {
        return depth;
    }

    /** Ids of documents that are left out. */
    public Set<String> withoutDocuments() {
        return withoutDocuments;
    }

    @Override
    public String toString() {
        return "StoreQuery[" + access + ", depth=" + depth + "]";
    }
}
