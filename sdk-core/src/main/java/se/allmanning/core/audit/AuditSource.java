/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.Objects;

/**
 * A place in a document that an answer rests on, without its words.
 *
 * @param digest SHA-256 of the document's canonical text, 64 hexadecimal digits in lower case
 * @param start where the passage begins, in Unicode code points from 0
 * @param end where it ends, exclusive, not before the start
 */
public record AuditSource(String digest, long start, long end) {

    /**
     * @throws IllegalArgumentException if the digest has another form or the offsets are not in
     *     order
     */
    public AuditSource {
        Hashes.check("Source digest", Objects.requireNonNull(digest, "digest"));
        if (start < 0 || end < start || end > Field.MAX_NUMBER) {
            throw new IllegalArgumentException(
                    "A source's offsets are " + start + " to " + end + "; use 0 <= start <= end.");
        }
    }
}
