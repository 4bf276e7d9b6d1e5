/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/**
 * Recognises something that begins at a given place. A detector reads the text only through {@link
 * Folded#at}, at most {@link Folded#BEHIND} characters back and a bounded number ahead, and keeps
 * no state, so it is thread-safe.
 */
interface Detector {

    /**
     * What begins here, or null.
     *
     * @param text the text
     * @param index where it would begin, within the text
     */
    @Nullable Hit match(Folded text, int index);
}
