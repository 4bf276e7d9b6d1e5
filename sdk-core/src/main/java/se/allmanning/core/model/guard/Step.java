/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Rewriter} does at a place.
 *
 * @param length the number of folded characters that it is about
 * @param replacement what stands in their stead, or null to keep them
 * @param found what to count, or null
 * @param next decides on what follows, or null
 */
record Step(
        int length,
        @Nullable String replacement,
        @Nullable GuardKind found,
        @Nullable Continuation next) {

    /** Decides on what follows a step, as long as it is not null. Immutable. */
    interface Continuation {
        @Nullable Step decide(Folded text, int index);
    }

    /** Keeps what is there. */
    static Step keep(int length) {
        return new Step(length, null, null, null);
    }

    /** Puts something else there. */
    static Step replace(int length, String replacement, GuardKind found) {
        return new Step(length, replacement, found, null);
    }
}
