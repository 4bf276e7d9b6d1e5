/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;

/**
 * A ledger entry: one document of one source, as it was last read.
 *
 * @param source the source's id
 * @param id the document's id in it
 * @param fingerprint what the source said of the bytes; {@code null} where it said nothing
 * @param bytesDigest SHA-256 of the bytes
 * @param textDigest SHA-256 of the canonical text
 * @param title the document's title
 * @param asOf the day on which its text was current, ISO 8601, or {@code null}
 * @param informationClass its class
 * @param accessGroups who may see it; empty: all of the authority
 * @param passages how many passages it has; 0 once it is gone
 * @param current false once it has left its source; the entry stays so that its text can be cited
 * @param note what of it could not be read, or {@code null}
 */
public record StoredDocument(
        String source,
        String id,
        @Nullable String fingerprint,
        String bytesDigest,
        String textDigest,
        String title,
        @Nullable String asOf,
        InformationClass informationClass,
        Set<String> accessGroups,
        int passages,
        boolean current,
        @Nullable String note) {

    /** Copies the groups. */
    public StoredDocument {
        accessGroups = Set.copyOf(accessGroups);
    }

    @Override
    public String toString() {
        return "StoredDocument[" + textDigest + ", current=" + current + "]";
    }
}
