/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.KnowledgeStoreWriter;

class LuceneFaultTest extends StoreFixture {

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
}
