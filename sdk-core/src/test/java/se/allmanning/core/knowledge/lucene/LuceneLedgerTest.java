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
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoredDocument;

/** What ledger entries decide: who sees what, and which texts are remembered. */
class LuceneLedgerTest extends StoreFixture {

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

    private static AccessFilter upTo(InformationClass limit) {
        return AccessFilter.of(Invocation.builder("local").informationClass(limit).build());
    }

    @Test
    @DisplayName("A document of level 4 is taken without vectors only, and found by its words")
    void levelFourHasNoVectors() {
        InformationClass top = InformationClass.k(1).t(4);
        StoredDocument document = TestStores.document("a", TEXT, top, Set.of());
        try (KnowledgeStore store = open()) {
            try (KnowledgeStoreWriter writer = store.writer()) {
                assertThatThrownBy(() -> writer.replace(document, TestStores.passages(TEXT, true)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("class K1R1T4 has a vector");
                writer.replace(document, TestStores.passages(TEXT, false));
                writer.commit(Map.of());
            }
            assertThat(texts(store, upTo(top), "bygglov")).hasSize(1);
            assertThat(store.passages("source", "a"))
                    .hasSize(2)
                    .allSatisfy(p -> assertThat(p.vector()).isEmpty());
            assertThat(hits(store, StoreQuery.of(upTo(top)).vector(TestStores.vector("bygglov"))))
                    .as("by the vector alone")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("A document of level 4 changes nothing for who may not see it, beside others")
    void levelFourIsIsolated() {
        InformationClass top = InformationClass.k(4);
        try (KnowledgeStore with = TestStores.in(new ByteBuffersDirectory());
                KnowledgeStore without = TestStores.in(new ByteBuffersDirectory())) {
            put(with, "a", TEXT);
            put(without, "a", TEXT);
            try (KnowledgeStoreWriter writer = with.writer()) {
                writer.replace(
                        TestStores.document("b", "Bygglov. Bygglov!", top, Set.of()),
                        TestStores.passages("Bygglov. Bygglov!", false));
                writer.commit(Map.of());
            }
            StoreQuery query =
                    StoreQuery.of(upTo(InformationClass.k(3).r(3).t(3)))
                            .words("bygglov hos nämnden")
                            .vector(TestStores.vector("bygglov"));
            try (StoreResult beside = with.search(query);
                    StoreResult alone = without.search(query)) {
                assertThat(beside.passages()).isEqualTo(alone.passages()).isEqualTo(2);
                assertThat(beside.frequencies(Signal.STEMS))
                        .isEqualTo(alone.frequencies(Signal.STEMS));
                assertThat(scores(beside)).isEqualTo(scores(alone));
            }
            assertThat(texts(with, upTo(top), "bygglov"))
                    .containsExactlyInAnyOrder(
                            "Bygglov. Bygglov!", TestStores.passages(TEXT, true).get(0).text());
        }
    }

    private static List<Double> scores(StoreResult result) {
        return result.candidates().stream()
                .flatMap(c -> Stream.of(Signal.STEMS, Signal.GRAMS, Signal.VECTOR).map(c::score))
                .toList();
    }
}
