/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.StoredDocument;

/** Ledger entries with one thing changed. */
final class Entries {

    private Entries() {}

    static boolean sameAccess(
            StoredDocument d, InformationClass informationClass, Set<String> groups) {
        return d.informationClass().equals(informationClass) && d.accessGroups().equals(groups);
    }

    static StoredDocument with(StoredDocument d, int passages, @Nullable String note) {
        return of(
                d,
                d.fingerprint(),
                d.bytesDigest(),
                d.informationClass(),
                d.accessGroups(),
                passages,
                true,
                note);
    }

    static StoredDocument with(
            StoredDocument d,
            @Nullable String fingerprint,
            String bytesDigest,
            InformationClass informationClass,
            Set<String> groups) {
        return of(
                d,
                fingerprint,
                bytesDigest,
                informationClass,
                groups,
                d.passages(),
                true,
                d.note());
    }

    static StoredDocument gone(StoredDocument d) {
        return of(
                d,
                null,
                d.bytesDigest(),
                d.informationClass(),
                d.accessGroups(),
                0,
                false,
                d.note());
    }

    private static StoredDocument of(
            StoredDocument d,
            @Nullable String fingerprint,
            String bytesDigest,
            InformationClass informationClass,
            Set<String> groups,
            int passages,
            boolean current,
            @Nullable String note) {
        return new StoredDocument(
                d.source(),
                d.id(),
                fingerprint,
                bytesDigest,
                d.textDigest(),
                d.title(),
                d.asOf(),
                informationClass,
                groups,
                passages,
                current,
                note);
    }
}
