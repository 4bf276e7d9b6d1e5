/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kit's assertions. They say what is asked and what was found, on one line. */
final class Check {

    private Check() {}

    static void that(boolean holds, String asked) {
        if (!holds) {
            throw new AssertionError(asked);
        }
    }

    static void equal(String what, @Nullable Object expected, @Nullable Object found) {
        that(
                Objects.equals(expected, found),
                what + ": expected " + shown(expected) + ", found " + shown(found) + ".");
    }

    static void oneOf(String what, Collection<?> allowed, @Nullable Object found) {
        that(
                found != null && allowed.contains(found),
                what + ": expected one of " + allowed + ", found " + shown(found) + ".");
    }

    /** What was thrown, as text; fails where nothing was. */
    static String message(@Nullable Throwable thrown) {
        if (thrown == null) {
            throw new AssertionError("The call fails, found an answer.");
        }
        return String.valueOf(thrown.getMessage());
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 300
                ? text.substring(0, 300) + "… (" + text.length() + " characters)"
                : text;
    }
}
