/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import se.allmanning.policy.InformationClass;
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
import se.allmanning.spi.StoredPassage;

/**
 * So many visible passages that the graph of vectors is walked, each beside a hidden one with
 * nearly the same vector.
 */
@DisplayName("In a graph with hidden passages among the visible")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphIsolationTest {

    private static final int VISIBLE = Nearest.EXACT + 500;
    private static final int QUESTIONS = 40;
    private static final int DEPTH = 50;
    private static final AccessFilter EVERYBODY = AccessFilter.of(Invocation.of("local"));
    private static final AccessFilter LEADER =
            AccessFilter.of(Invocation.builder("local").accessGroups("ledning").build());

    private final Random random = new Random(7);
    private final Map<String, float[]> visible = new HashMap<>();
    private final List<float[]> questions = new ArrayList<>();
    private KnowledgeStore store;

    @BeforeAll
    void index() {
        store = TestStores.in(new ByteBuffersDirectory());
        try (KnowledgeStoreWriter writer = store.writer()) {
            for (int i = 0; i < VISIBLE; i++) {
                float[] vector = random(1, new float[TestStores.DIMENSION]);
                visible.put("d" + i, vector);
                put(writer, "h" + i, random(0.05, vector), Set.of("ledning"));
                put(writer, "d" + i, vector, Set.of());
            }
            writer.commit(Map.of());
        }
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(random(1, new float[TestStores.DIMENSION]));
        }
    }

    @AfterAll
    void close() {
        store.close();
    }

    /** A unit vector some way from another. */
    private float[] random(double distance, float[] from) {
        float[] vector = from.clone();
        for (int i = 0; i < vector.length; i++) {
            vector[i] += (float) (distance * random.nextGaussian());
        }
        return VectorUtil.l2normalize(vector);
    }

    private static void put(
            KnowledgeStoreWriter writer, String id, float[] vector, Set<String> groups) {
        writer.replace(
                TestStores.document(id, id, InformationClass.DEFAULT, groups),
                List.of(new StoredPassage(0, List.of(), null, 0, 3, "ord", vector, List.of())));
    }

    private List<Hit> nearest(AccessFilter access, float[] question) {
        StoreQuery query = StoreQuery.of(access).vector(question).depth(DEPTH);
        try (StoreResult result = store.search(query)) {
            List<Candidate> best =
                    result.candidates().stream()
                            .sorted(
                                    Comparator.comparingDouble(
                                                    (Candidate c) -> c.score(Signal.VECTOR))
                                            .reversed())
                            .toList();
            return result.load(best);
        }
    }

    @Test
    @DisplayName("no hidden passage is found, each found one has its exact cosine, and none lacks")
    void findsVisible() {
        for (float[] question : questions) {
            List<Hit> found = nearest(EVERYBODY, question);
            assertThat(found).hasSize(DEPTH);
            for (Hit hit : found) {
                float[] vector = visible.get(hit.document().id());
                assertThat(vector).as("%s is visible", hit.document().id()).isNotNull();
                assertThat(hit.candidate().score(Signal.VECTOR))
                        .isEqualTo(VectorUtil.dotProduct(question, vector));
            }
        }
    }

    @Test
    @DisplayName("at least 95 of 100 of the exactly nearest are found")
    void recall() {
        int found = 0;
        for (float[] question : questions) {
            Set<String> exact = new HashSet<>();
            visible.entrySet().stream()
                    .sorted(
                            Comparator.comparingDouble(
                                    e -> -VectorUtil.dotProduct(question, e.getValue())))
                    .limit(DEPTH)
                    .forEach(e -> exact.add(e.getKey()));
            for (Hit hit : nearest(EVERYBODY, question)) {
                found += exact.contains(hit.document().id()) ? 1 : 0;
            }
        }
        assertThat((double) found / (QUESTIONS * DEPTH)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    @DisplayName("counts, word scores and word frequencies are those of the visible alone")
    void counts() {
        assertThat(store.counts(EVERYBODY)).isEqualTo(new Counts(VISIBLE, VISIBLE));
        assertThat(store.counts(LEADER)).isEqualTo(new Counts(2 * VISIBLE, 2 * VISIBLE));
        StoreQuery query =
                StoreQuery.of(EVERYBODY).words("ord").vector(questions.get(0)).depth(DEPTH);
        try (StoreResult result = store.search(query)) {
            assertThat(result.passages()).isEqualTo(VISIBLE);
            assertThat(result.frequencies(Signal.STEMS)).containsValue((long) VISIBLE);
            double idf = Math.log(1 + 0.5 / (VISIBLE + 0.5));
            assertThat(result.candidates())
                    .allSatisfy(
                            c -> assertThat(c.score(Signal.STEMS)).isPositive().isLessThan(idf));
        }
    }

    @Test
    @DisplayName("who may see them finds them")
    void hiddenAreThere() {
        assertThat(nearest(LEADER, questions.get(0)))
                .extracting(h -> h.document().id().charAt(0))
                .contains('d', 'h');
    }
}
