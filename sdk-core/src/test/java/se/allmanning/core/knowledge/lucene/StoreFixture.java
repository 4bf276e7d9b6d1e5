/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredDocument;

/** A store in a folder, and short ways to fill and ask it. */
abstract class StoreFixture {

    static final String TEXT =
            "Ansökan om bygglov prövas av nämnden. Avgiften betalas i förskott.\n\nBuller mäts dagligen.";
    static final AccessFilter EVERYBODY = AccessFilter.of(Invocation.of("local"));

    @TempDir Path folder;

    KnowledgeStore open() {
        return new LuceneKnowledgeStores().open(TestStores.context(folder.resolve("index")));
    }

    static StoredDocument document(String id, String text) {
        return TestStores.document(id, text, InformationClass.DEFAULT, Set.of());
    }

    static void put(KnowledgeStore store, String id, String text) {
        try (KnowledgeStoreWriter writer = store.writer()) {
            writer.replace(document(id, text), TestStores.passages(text, true));
            writer.commit(Map.of());
        }
    }

    static List<Hit> hits(KnowledgeStore store, StoreQuery query) {
        try (StoreResult result = store.search(query)) {
            return result.load(result.candidates());
        }
    }

    static List<String> texts(KnowledgeStore store, AccessFilter access, String words) {
        return hits(store, StoreQuery.of(access).words(words)).stream()
                .map(h -> h.passage().text())
                .toList();
    }
}
