/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

class KnowledgeSyncTest extends SyncFixture {

    @Test
    @DisplayName(
            "New is indexed, the same unchanged without opening it, changed replaced, gone removed")
    void followsASource() throws IOException {
        file("a.txt", LAW);
        file("b.txt", "Buller mäts dagligen.");
        assertThat(sync()).containsExactly("a.txt indexed 2", "b.txt indexed 1");
        int embedded = base.model.embedded();

        List<String> opened = new ArrayList<>();
        KnowledgeSource watched = watched(opened);
        assertThat(sync(watched)).containsExactly("a.txt unchanged 2", "b.txt unchanged 1");
        assertThat(opened).isEmpty();
        assertThat(base.model.embedded()).isEqualTo(embedded);

        file("a.txt", LAW + "\n\nNy mening.", Instant.parse("2026-01-02T00:00:00Z"));
        Files.delete(documents.resolve("b.txt"));
        assertThat(sync()).containsExactly("a.txt replaced 2", "b.txt removed 0");
        assertThat(texts("buller")).isEmpty();
        assertThat(texts("mening")).hasSize(1);
        StoredDocument gone = base.store.document(watched.id(), "b.txt").orElseThrow();
        assertThat(gone.current()).isFalse();
        assertThat(base.archive.read(gone.textDigest())).isPresent();
        assertThat(base.store.properties()).containsKey(KnowledgeSync.SYNCED);

        file("b.txt", "Buller mäts dagligen.");
        assertThat(sync()).containsExactly("a.txt unchanged 2", "b.txt indexed 1");
    }

    @Test
    @DisplayName(
            "A file that was changed within two seconds of a sync is read again, lest a change"
                    + " within one tick is lost")
    void distrustsFreshFiles() throws IOException {
        file("a.txt", LAW, Instant.now());
        sync();
        List<String> opened = new ArrayList<>();
        assertThat(sync(watched(opened))).containsExactly("a.txt unchanged 2");
        assertThat(opened).containsExactly("a.txt");
    }

    @Test
    @DisplayName("Passages, offsets, sections and sentences are those of the archived text")
    void keepsOffsets() throws IOException {
        file("a.txt", "@title=Bygglagen 🏠\n\n@as-of=2026-01-31\n\n" + LAW);
        sync();
        StoredDocument entry =
                base.store.document(KnowledgeSource.folder(documents).id(), "a.txt").orElseThrow();
        CanonicalText text = base.archive.read(entry.textDigest()).orElseThrow();
        assertThat(entry.title()).isEqualTo("Bygglagen 🏠");
        assertThat(entry.asOf()).isEqualTo("2026-01-31");
        assertThat(entry.passages()).isEqualTo(2);
        List<StoredPassage> passages = base.store.passages(entry.source(), "a.txt");
        assertThat(passages)
                .allSatisfy(p -> assertThat(text.slice(p.start(), p.end())).isEqualTo(p.text()));
        assertThat(passages.get(0).section()).containsExactly("Lag om bygglov");
        assertThat(passages.get(1).section()).containsExactly("2 §");
        assertThat(passages.get(0).sentences()).hasSize(2).allMatch(s -> s.vector() != null);
        assertThat(base.model.texts)
                .containsExactlyInAnyOrder(
                        "Bygglagen 🏠\n"
                                + "Lag om bygglov\n"
                                + "Ansökan prövas av nämnden. Den avgörs inom tio veckor.",
                        "Bygglagen 🏠\nLag om bygglov\nAnsökan prövas av nämnden.",
                        "Bygglagen 🏠\nLag om bygglov\nDen avgörs inom tio veckor.",
                        "Bygglagen 🏠\n2 §\nAvgift betalas i förskott.");
    }

    @Test
    @DisplayName("Two documents with one id, in NFC and NFD, are told apart in the report")
    void reportsEqualIds() {
        KnowledgeSource source =
                KnowledgeSource.of(
                        "memory",
                        List.of(
                                SourceDocument.ofText("\u00e5.txt", "Den ena."),
                                SourceDocument.ofText("a\u030a.txt", "Den andra.")));
        assertThat(sync(source))
                .containsExactlyInAnyOrder(
                        "\u00e5.txt indexed 1",
                        "\u00e5.txt failed 0 Another document of this source has the same name."
                                + " Rename one of them.");
        assertThat(texts("ena")).hasSize(1);
        assertThat(texts("andra")).isEmpty();
    }

    @Test
    @DisplayName(
            "The listener hears of every document on the caller's thread, and what it throws ends"
                    + " the sync")
    void tellsTheListener() throws IOException {
        for (int i = 0; i < 5; i++) {
            file(i + ".txt", "Text nummer " + i + ".");
        }
        List<String> heard = new ArrayList<>();
        base.sync()
                .sync(
                        KnowledgeSource.folder(documents),
                        (done, total, entry) ->
                                heard.add(
                                        done
                                                + "/"
                                                + total
                                                + " "
                                                + Thread.currentThread().threadId()));
        long me = Thread.currentThread().threadId();
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 5).mapToObj(i -> i + "/5 " + me).toList());
        file("6.txt", "Ny.");
        file("7.txt", "Också ny.");
        SyncListener angry =
                (done, total, entry) -> {
                    if (entry.status().equals(SyncStatus.INDEXED)) {
                        throw new IllegalStateException("enough");
                    }
                };
        IllegalStateException e =
                catchThrowableOfType(
                        IllegalStateException.class,
                        () -> base.sync().sync(KnowledgeSource.folder(documents), angry));
        assertThat(e).hasMessage("enough");
        assertThat(texts("ny")).as("what was done is kept").hasSize(1);
        assertThat(sync()).filteredOn(l -> l.contains(" indexed ")).hasSize(1);
    }

    @Test
    @DisplayName(
            "Given passages are indexed whole under their ids, kept between runs, and gone when no"
                    + " longer given")
    void indexesGivenPassages() {
        String longText = "En mening om bygglov som upprepas. ".repeat(200).strip();
        List<GivenPassage> pool =
                List.of(
                        new GivenPassage("p1", "Titel", longText),
                        new GivenPassage("p2", "", "Buller."));
        assertThat(lines(base.sync().index("pool", pool, SyncListener.SILENT)))
                .containsExactly("p1 indexed 1", "p2 indexed 1");
        int embedded = base.model.embedded();
        assertThat(texts("bygglov")).containsExactly(longText);
        assertThat(hits("bygglov").get(0).document().id()).isEqualTo("p1");
        assertThat(lines(base.sync().index("pool", pool.subList(0, 1), SyncListener.SILENT)))
                .containsExactly("p1 unchanged 1", "p2 removed 0");
        assertThat(base.model.embedded()).isEqualTo(embedded);
    }

    @Test
    @DisplayName("A document in memory is compared by its bytes")
    void comparesBytes() {
        AtomicInteger opened = new AtomicInteger();
        KnowledgeSource source =
                KnowledgeSource.of(
                        "memory",
                        List.of(
                                SourceDocument.builder(
                                                "a.txt",
                                                () -> {
                                                    opened.incrementAndGet();
                                                    return new ByteArrayInputStream(
                                                            LAW.getBytes(StandardCharsets.UTF_8));
                                                })
                                        .build()));
        assertThat(sync(source)).containsExactly("a.txt indexed 2");
        int embedded = base.model.embedded();
        assertThat(sync(source)).containsExactly("a.txt unchanged 2");
        assertThat(opened.get()).isEqualTo(2);
        assertThat(base.model.embedded()).isEqualTo(embedded);
    }
}
