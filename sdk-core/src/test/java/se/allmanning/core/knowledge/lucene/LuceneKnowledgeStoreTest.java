/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredPassage;

class LuceneKnowledgeStoreTest extends StoreFixture {

    @Test
    @DisplayName("Opening and reading an empty store creates nothing")
    void opensEmpty() {
        try (KnowledgeStore store = open()) {
            assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(0, 0));
            assertThat(store.documents("source")).isEmpty();
            assertThat(store.properties()).isEmpty();
            assertThat(texts(store, EVERYBODY, "bygglov")).isEmpty();
        }
        assertThat(folder.resolve("index")).doesNotExist();
    }

    @Test
    @DisplayName(
            "A passage comes back as it was stored, with its scores, after the store is opened anew")
    void keepsPassages() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
        }
        try (KnowledgeStore store = open()) {
            List<Hit> hits =
                    hits(
                            store,
                            StoreQuery.of(EVERYBODY)
                                    .words("bygglovet")
                                    .vector(TestStores.vector("bygglov")));
            assertThat(hits).hasSize(2);
            Hit hit = hits.get(0);
            StoredPassage stored = TestStores.passages(TEXT, true).get(0);
            assertThat(hit.document()).isEqualTo(document("a", TEXT));
            assertThat(hit.passage())
                    .usingRecursiveComparison()
                    .ignoringFields("vector", "sentences")
                    .isEqualTo(stored);
            assertThat(hit.passage().sentences()).hasSize(2);
            assertThat(hit.candidate().has(Signal.STEMS)).isTrue();
            float[] question = TestStores.vector("bygglov");
            assertThat(hit.candidate().score(Signal.VECTOR))
                    .isEqualTo(dot(question, stored.vector().orElseThrow()));
            assertThat(hit.candidate().sentenceCosines())
                    .containsExactly(
                            dot(question, stored.sentences().get(0).vector()),
                            dot(question, stored.sentences().get(1).vector()));
            assertThat(hits.get(1).candidate().sentenceCosines())
                    .as("a passage of one sentence shares its vector")
                    .hasSize(1);
        }
    }

    private static float dot(float[] a, float[] b) {
        return org.apache.lucene.util.VectorUtil.dotProduct(a, b);
    }

    @Test
    @DisplayName("Passages can be read back with the vectors of their sentences")
    void readsVectors() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            put(store, "b", "Annat.");
            List<StoredPassage> back = store.passages("source", "a");
            assertThat(back).usingRecursiveComparison().isEqualTo(TestStores.passages(TEXT, true));
        }
    }

    @Test
    @DisplayName("Nothing is seen before the commit, and nothing of what is forgotten")
    void commits() {
        try (KnowledgeStore store = open()) {
            try (KnowledgeStoreWriter writer = store.writer()) {
                writer.replace(document("a", TEXT), TestStores.passages(TEXT, true));
                assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(0, 0));
                writer.commit(Map.of("synced", "2026-11-22T00:00:00Z"));
                assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(1, 2));
                writer.replace(document("b", TEXT), TestStores.passages(TEXT, true));
            }
            assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(1, 2));
            assertThat(store.properties()).isEqualTo(Map.of("synced", "2026-11-22T00:00:00Z"));
        }
    }

    @Test
    @DisplayName("A result that is open keeps the state that it found while the store moves on")
    void keepsState() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            try (StoreResult result = store.search(StoreQuery.of(EVERYBODY).words("bygglov"))) {
                put(store, "a", "Något helt annat.");
                assertThat(result.load(result.candidates()))
                        .extracting(h -> h.passage().text())
                        .containsExactly(TestStores.passages(TEXT, true).get(0).text());
            }
            assertThat(texts(store, EVERYBODY, "bygglov")).isEmpty();
            assertThat(texts(store, EVERYBODY, "annat")).hasSize(1);
        }
    }

    @Test
    @DisplayName("A question that leaves documents out is answered as if they were not there")
    void leavesOut() {
        try (KnowledgeStore with = TestStores.in(new ByteBuffersDirectory());
                KnowledgeStore without = TestStores.in(new ByteBuffersDirectory())) {
            put(without, "a", TEXT);
            put(with, "b", "Bygglov krävs inte alltid. Bygglov söks hos nämnden.");
            put(with, "a", TEXT);
            StoreQuery query =
                    StoreQuery.of(EVERYBODY)
                            .words("bygglov hos nämnden")
                            .vector(TestStores.vector("bygglov"));
            try (StoreResult left = with.search(query.withoutDocuments(Set.of("b")));
                    StoreResult never = without.search(query)) {
                assertThat(left.passages()).isEqualTo(never.passages()).isEqualTo(2);
                assertThat(left.frequencies(Signal.GRAMS))
                        .isEqualTo(never.frequencies(Signal.GRAMS));
                assertThat(scores(left)).isEqualTo(scores(never));
            }
        }
    }

    private static List<Double> scores(StoreResult result) {
        return result.candidates().stream()
                .flatMap(c -> Stream.of(Signal.STEMS, Signal.GRAMS, Signal.VECTOR).map(c::score))
                .toList();
    }

    @Test
    @DisplayName("Query syntax, odd characters and words that nobody uses are just words")
    void takesAnyWords() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            for (String words :
                    List.of(
                            "stems:bygglov AND (",
                            "\"*?~^[ TO ]\\",
                            "😀😀",
                            "\u0000\u0007",
                            " ",
                            "zzzz",
                            "bygg".repeat(25_000))) {
                try (StoreResult result = store.search(StoreQuery.of(EVERYBODY).words(words))) {
                    assertThat(result.passages()).isEqualTo(2);
                }
            }
            assertThat(texts(store, EVERYBODY, "stems:bygglov AND (")).hasSize(1);
        }
    }

    @Test
    @DisplayName("The vector is asked for once, after the words")
    void asksForTheVectorLate() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            int[] asked = {0};
            StoreQuery query =
                    StoreQuery.of(EVERYBODY)
                            .words("bygglov")
                            .vector(() -> {
                                asked[0]++;
                                return TestStores.vector("bygglov");
                            });
            assertThat(hits(store, query)).hasSize(2);
            assertThat(asked[0]).isEqualTo(1);
            assertThatThrownBy(() -> store.search(query.vector(new float[3])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("length 3");
        }
    }

    @Test
    @DisplayName("A closed store says so; a result that was open stays readable")
    void closes() {
        KnowledgeStore store = open();
        put(store, "a", TEXT);
        StoreResult result = store.search(StoreQuery.of(EVERYBODY).words("bygglov"));
        store.close();
        store.close();
        List<Candidate> candidates = result.candidates();
        assertThat(result.load(candidates)).hasSize(1);
        result.close();
        assertThatThrownBy(() -> result.load(candidates)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.counts(EVERYBODY))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("ALM-KNO-104");
    }
}
