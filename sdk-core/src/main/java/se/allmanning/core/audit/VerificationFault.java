/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The first place in a chain that is not as it was written.
 *
 * @param kind what seems to have been done
 * @param chain the chain
 * @param file the file in which it shows
 * @param line the line in that file, from 1; 0 where it is the file as a whole
 * @param sequence the sequence of the first record that is not as it was written
 * @param message what was found and what was expected, as a sentence without a full stop
 */
public record VerificationFault(
        Kind kind, String chain, Path file, long line, long sequence, String message) {

    /** What seems to have been done. */
    public enum Kind {
        /** A line does not have the hash that stands in it, or is no line of a chain. */
        CHANGED,
        /** A record, a head or a whole segment is gone. */
        MISSING,
        /** Records or segments stand in another order. */
        REORDERED,
        /** A record stands there again. */
        DUPLICATED,
        /** The end of the chain is gone. */
        CUT_OFF,
        /** Records were replaced by others with hashes of their own. */
        REWRITTEN,
        /** A record belongs to another chain. */
        FOREIGN,
        /** Something follows the record that closes the chain. */
        ADDED;

        /** The kind in lower case with a hyphen, as in {@code cut-off}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Checks that nothing is null. */
    public VerificationFault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }
}
