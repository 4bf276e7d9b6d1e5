/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.StoredDocument;

/** A document with what the source and the ledger say of it. */
record Item(
        String source,
        SourceDocument document,
        InformationClass informationClass,
        Set<String> groups,
        @Nullable StoredDocument stored) {

    static Item of(
            KnowledgeSource source, SourceDocument document, @Nullable StoredDocument stored) {
        return new Item(
                source.id(),
                document,
                document.informationClass().orElseGet(source::informationClass),
                document.accessGroups().orElseGet(source::accessGroups),
                stored);
    }

    @Nullable String fingerprint() {
        return document.fingerprint().orElse(null);
    }

    /** The entry under which the search finds something of it, if there is one. */
    @Nullable StoredDocument current() {
        return stored != null && stored.current() ? stored : null;
    }

    boolean sameKind(StoredDocument before) {
        return before.informationClass().mayReachModels() == informationClass.mayReachModels();
    }
}
