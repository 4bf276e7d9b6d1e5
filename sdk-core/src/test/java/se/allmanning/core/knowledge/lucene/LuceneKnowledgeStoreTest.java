/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

class LuceneKnowledgeStoreTest {

    private static final String TEXT =
            "Ansökan om bygglov prövas av nämnden. Avgiften betalas i förskott.\n\nBuller mäts dagligen.";
    private static final AccessFilter EVERYBODY = AccessFilter.of(Invocation.of("local"));

    @TempDir Path folder;

    private KnowledgeStore open() {
        return new LuceneKnowledgeStores().open(TestStores.context(folder.resolve("index")));
    }

    private static StoredDocument document(String id, String text) {
        return TestStores.document(id, text, InformationClass.DEFAULT, Set.of());
    }

    private static void put(KnowledgeStore store, String id, String text) {
        try (KnowledgeStoreWriter writer = store.writer()) {
            writer.replace(document(id, text), TestStores.passages(text, true));
            writer.commit(Map.of());
        }
    }

    private static List<Hit> hits(KnowledgeStore store, StoreQuery query) {
        try (StoreResult result = store.search(query)) {
            return result.load(result.candidates());
        }
    }

    private static List<String> texts(KnowledgeStore store, AccessFilter access, String words) {
        return hits(store, StoreQuery.of(access).words(words)).stream()
                .map(h -> h.passage().text())
                .toList();
    }

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
    @DisplayName("A new ledger entry keeps the passages, and class and groups take effect on them")
    void updatesEntries() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            StoredDocument secret =
                    TestStores.document("a", TEXT, InformationClass.k(2), Set.of("ledning"));
            try (KnowledgeStoreWriter writer = store.writer()) {
                writer.update(secret);
                writer.commit(Map.of());
            }
            assertThat(texts(store, EVERYBODY, "bygglov")).isEmpty();
            assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(0, 0));
            AccessFilter leader =
                    AccessFilter.of(
                            Invocation.builder("local")
                                    .informationClass(InformationClass.k(2))
                                    .accessGroups("ledning")
                                    .build());
            assertThat(texts(store, leader, "bygglov")).hasSize(1);
            assertThat(store.passages("source", "a"))
                    .usingRecursiveComparison()
                    .isEqualTo(TestStores.passages(TEXT, true));
            try (KnowledgeStoreWriter writer = store.writer()) {
                writer.update(TestStores.gone(secret));
                writer.commit(Map.of());
            }
            assertThat(texts(store, leader, "bygglov")).isEmpty();
            assertThat(store.document("source", "a"))
                    .hasValueSatisfying(d -> assertThat(d.current()).isFalse());
            assertThat(store.documentsOfText(secret.textDigest(), leader)).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "A text that was replaced is found by its digest, but not by one who may not see what took its place")
    void remembersFormerTexts() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
            String digest = document("a", TEXT).textDigest();
            put(store, "a", "Ny lydelse.");
            assertThat(store.documentsOfText(digest, EVERYBODY)).hasSize(1);
            try (KnowledgeStoreWriter writer = store.writer()) {
                writer.update(
                        TestStores.document("a", "Ny lydelse.", InformationClass.k(3), Set.of()));
                writer.commit(Map.of());
            }
            assertThat(store.documentsOfText(digest, EVERYBODY)).isEmpty();
            put(store, "a", TEXT);
            assertThat(store.documentsOfText(digest, EVERYBODY)).hasSize(1);
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
    @DisplayName(
            "One writer at a time; the next is told which base is being written, and to try again")
    void locks() {
        try (KnowledgeStore first = open();
                KnowledgeStore second = open()) {
            try (KnowledgeStoreWriter writer = first.writer()) {
                AllmanningException e =
                        catchThrowableOfType(AllmanningException.class, second::writer);
                assertThat(e.code()).isEqualTo("ALM-KNO-101");
                assertThat(e.category().retryable()).isTrue();
                assertThat(e).hasMessageContaining("\"rules\" of authority \"local\"");
                writer.commit(Map.of());
            }
            put(second, "a", TEXT);
            assertThat(first.counts(EVERYBODY)).isEqualTo(new Counts(1, 2));
        }
    }

    @Test
    @DisplayName("A folder that may not be written is searched; writing it says what is wrong")
    void readsReadOnly() {
        Directory disk = new ByteBuffersDirectory();
        try (KnowledgeStore store = TestStores.in(disk)) {
            put(store, "a", TEXT);
        }
        try (KnowledgeStore store = TestStores.in(new FaultyDirectory(disk).readOnly())) {
            assertThat(texts(store, EVERYBODY, "bygglov")).hasSize(1);
            assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(1, 2));
            AllmanningException e = catchThrowableOfType(AllmanningException.class, store::writer);
            assertThat(e.code()).isEqualTo("ALM-KNO-109");
        }
    }

    @Test
    @DisplayName("Vectors of another model are refused, with both models and the remedy")
    void refusesAnotherModel() {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
        }
        AllmanningException e =
                catchThrowableOfType(
                        AllmanningException.class,
                        () ->
                                new LuceneKnowledgeStores()
                                        .open(
                                                TestStores.context(
                                                        folder.resolve("index"),
                                                        "test/other@2",
                                                        "b".repeat(64))));
        assertThat(e.code()).isEqualTo("ALM-KNO-102");
        assertThat(e)
                .hasMessageContaining("test/words@1 (digest " + "a".repeat(64) + ")")
                .hasMessageContaining("test/other@2 (digest " + "b".repeat(64) + ")")
                .hasMessageContaining("ingest the documents anew");
    }

    @Test
    @DisplayName("An index of a later format is refused, and left as it is")
    void refusesLaterFormats() throws Exception {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
        }
        try (Directory directory = FSDirectory.open(folder.resolve("index"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(Map.of("allmanning.format", "99").entrySet());
            writer.commit();
        }
        List<String> before = names();
        AllmanningException e = catchThrowableOfType(AllmanningException.class, this::open);
        assertThat(e.code()).isEqualTo("ALM-KNO-103");
        assertThat(e).hasMessageContaining("index format 99; this one reads 1");
        assertThat(names()).isEqualTo(before);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisplayName("A damaged index is named, with the remedy")
    void namesDamage() throws Exception {
        try (KnowledgeStore store = open()) {
            put(store, "a", TEXT);
        }
        Path segments;
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            segments =
                    files.filter(p -> p.getFileName().toString().startsWith("segments_"))
                            .findFirst()
                            .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segments);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(segments, bytes);
        AllmanningException e = catchThrowableOfType(AllmanningException.class, this::open);
        assertThat(e.code()).isEqualTo("ALM-KNO-106");
    }

    @Test
    @DisplayName(
            "However far a full disk lets a commit come, the last state stays and a later run completes")
    void survivesAFullDisk() {
        int failed = 0;
        for (int writes = 1; ; writes += 1 + writes / 3) {
            Directory disk = new ByteBuffersDirectory();
            try (KnowledgeStore store = TestStores.in(disk)) {
                put(store, "a", TEXT);
            }
            FaultyDirectory faulty = new FaultyDirectory(disk).fullAfter(writes);
            AllmanningException e = null;
            try (KnowledgeStore store = TestStores.in(faulty)) {
                put(store, "b", TEXT);
                put(store, "a", "Ny lydelse.");
            } catch (AllmanningException thrown) {
                e = thrown;
            }
            try (KnowledgeStore store = TestStores.in(disk)) {
                if (e == null) {
                    assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(2, 3));
                    break;
                }
                failed++;
                assertThat(e.code()).isEqualTo("ALM-KNO-105");
                assertThat(e).hasMessageContaining("no space left");
                assertThat(store.document("source", "a")).isPresent();
                assertThat(store.counts(EVERYBODY)).isIn(new Counts(1, 2), new Counts(2, 4));
                put(store, "b", TEXT);
                put(store, "a", "Ny lydelse.");
                assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(2, 3));
            }
        }
        assertThat(failed).isGreaterThan(10);
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
