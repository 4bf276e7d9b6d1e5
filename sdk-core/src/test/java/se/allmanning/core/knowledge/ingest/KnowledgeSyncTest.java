/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.knowledge.lucene.TestStores;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

class KnowledgeSyncTest {

    private static final AccessFilter EVERYBODY = AccessFilter.of(Invocation.of("local"));
    private static final String LAW =
            "# Lag om bygglov\n\n"
                    + "Ansökan prövas av nämnden. Den avgörs inom tio veckor.\n\n"
                    + "# 2 §\n\n"
                    + "Avgift betalas i förskott.";

    @TempDir Path folder;
    private Path documents;
    private TestIngest base;

    @BeforeEach
    void open() throws IOException {
        documents = Files.createDirectory(folder.resolve("documents"));
        base = new TestIngest(folder.resolve("base"));
    }

    @AfterEach
    void close() {
        base.close();
    }

    /** Writes a file as it would lie there for a while. */
    private void file(String name, String text) throws IOException {
        file(name, text, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private void file(String name, String text, Instant changed) throws IOException {
        Path file = documents.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private List<String> sync() {
        return sync(KnowledgeSource.folder(documents));
    }

    private List<String> sync(KnowledgeSource source) {
        return lines(base.sync().sync(source, SyncListener.SILENT));
    }

    private static List<String> lines(SyncReport report) {
        return report.entries().stream()
                .map(e ->
                        e.path()
                                + " "
                                + e.status()
                                + " "
                                + e.passages()
                                + e.reason().map(r -> " " + r).orElse(""))
                .toList();
    }

    private List<String> texts(String words) {
        return hits(words).stream().map(h -> h.passage().text()).toList();
    }

    private List<Hit> hits(String words) {
        try (StoreResult result = base.store.search(StoreQuery.of(EVERYBODY).words(words))) {
            return result.load(result.candidates());
        }
    }

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

    /** The folder, telling which of its documents are opened. */
    private KnowledgeSource watched(List<String> opened) {
        KnowledgeSource source = KnowledgeSource.folder(documents);
        return new KnowledgeSource() {
            @Override
            public String id() {
                return source.id();
            }

            @Override
            public void visit(Visitor visitor) throws IOException {
                source.visit(
                        new Visitor() {
                            @Override
                            public void document(SourceDocument d) {
                                visitor.document(
                                        SourceDocument.builder(
                                                        d.id(),
                                                        () -> {
                                                            opened.add(d.id());
                                                            return d.open();
                                                        })
                                                .path(d.path().orElseThrow())
                                                .fingerprint(d.fingerprint().orElseThrow())
                                                .build());
                            }

                            @Override
                            public void unreadable(String id, String reason) {
                                visitor.unreadable(id, reason);
                            }
                        });
            }
        };
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
    @DisplayName(
            "Of a changed document only what is new is embedded; the same text in other bytes costs"
                    + " no embedding")
    void reusesVectors() throws IOException {
        file("a.txt", LAW);
        sync();
        int before = base.model.embedded();
        file(
                "a.txt",
                LAW.replace("i förskott", "i efterskott"),
                Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(sync()).containsExactly("a.txt replaced 2");
        assertThat(base.model.embedded()).isEqualTo(before + 1);
        file(
                "a.txt",
                "\n\n" + LAW.replace("i förskott", "i efterskott"),
                Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(sync()).containsExactly("a.txt unchanged 2");
        assertThat(base.model.embedded()).isEqualTo(before + 1);
        assertThat(base.store.passages(KnowledgeSource.folder(documents).id(), "a.txt"))
                .allSatisfy(p -> assertThat(p.vector()).isPresent());
    }

    @Test
    @DisplayName("Another class or other groups take effect without reading or embedding anything")
    void changesAccess() throws IOException {
        file("a.txt", LAW);
        sync();
        int before = base.model.embedded();
        List<String> opened = new ArrayList<>();
        assertThat(sync(watched(opened).withAccessGroups(Set.of("ledning"))))
                .containsExactly("a.txt replaced 2");
        assertThat(opened).isEmpty();
        assertThat(base.model.embedded()).isEqualTo(before);
        assertThat(texts("nämnden")).isEmpty();
        assertThat(sync(watched(opened))).containsExactly("a.txt replaced 2");
        assertThat(texts("nämnden")).hasSize(1);
    }

    @Test
    @DisplayName("A document of level 4 is never given to the model, and is found by words")
    void keepsLevelFourFromTheModel() throws IOException {
        file("a.txt", LAW);
        InformationClass top = InformationClass.k(1).r(4);
        assertThat(sync(KnowledgeSource.folder(documents).withInformationClass(top)))
                .containsExactly("a.txt indexed 2");
        assertThat(base.model.embedded()).isZero();
        AccessFilter cleared =
                AccessFilter.of(Invocation.builder("local").informationClass(top).build());
        try (StoreResult result = base.store.search(StoreQuery.of(cleared).words("nämnden"))) {
            assertThat(result.load(result.candidates())).hasSize(1);
        }
        assertThat(texts("nämnden")).isEmpty();
        assertThat(sync()).containsExactly("a.txt replaced 2");
        assertThat(base.model.embedded()).as("lowered, it gets its vectors").isEqualTo(4);
        sync(KnowledgeSource.folder(documents).withInformationClass(top));
        assertThat(base.store.passages(KnowledgeSource.folder(documents).id(), "a.txt"))
                .as("raised, it loses them")
                .allSatisfy(p -> assertThat(p.vector()).isEmpty());
    }

    @Test
    @DisplayName(
            "Whatever a file or its parser does, it is reported without content and the rest goes"
                    + " on")
    void reportsBadFiles() throws IOException {
        file("a.txt", LAW);
        file("empty.txt", "");
        file("blank.txt", " \n\n ");
        file("encrypted.txt", "!encrypted");
        file("io.txt", "!io");
        file("deep.txt", "!deep");
        file("memory.txt", "!memory");
        file("throws.txt", "!state");
        file("picture.bin", "\u0000\u0001");
        file("warned.txt", "Text.\n\n?Sida 2 kunde inte läsas. Skanna om den.");
        file("large.txt", "x".repeat(2_000));
        base.limits(SyncLimits.DEFAULT.maxFileBytes(1_000));
        List<String> report = sync();
        assertThat(report)
                .containsExactly(
                        "a.txt indexed 2",
                        "blank.txt skipped 0 It holds no text. Put text into it or remove it.",
                        "deep.txt failed 0 The parser \"lines\" failed (StackOverflowError). Check"
                                + " that the file is whole, or save it in another format.",
                        "empty.txt skipped 0 The file is empty. Put text into it or remove it.",
                        "encrypted.txt failed 0 The file asks for a password. Save it without one.",
                        "io.txt failed 0 It cannot be read (IOException). Check that it is whole"
                                + " and may be read.",
                        "large.txt failed 0 The file is larger than 1000 bytes. Divide it, or raise"
                                + " knowledge.max-file-bytes.",
                        "memory.txt failed 0 The parser \"lines\" failed (OutOfMemoryError). Check"
                                + " that the file is whole, or save it in another format.",
                        "picture.bin skipped 0 No parser takes this kind of file. Convert it, or"
                                + " add a parser for it.",
                        "throws.txt failed 0 The parser \"lines\" failed (IllegalStateException)."
                                + " Check that the file is whole, or save it in another format.",
                        "warned.txt indexed 1 Sida 2 kunde inte läsas. Skanna om den.");
        assertThat(String.join("", report)).doesNotContain("secret content");
        assertThat(sync())
                .contains("warned.txt unchanged 1 Sida 2 kunde inte läsas. Skanna om den.");
    }

    @Test
    @DisplayName(
            "A document that can no longer be read keeps its indexed text; one that was emptied"
                    + " loses it")
    void keepsWhatWasIndexed() throws IOException {
        file("a.txt", LAW);
        file("b.txt", "Buller mäts dagligen.");
        sync();
        file("a.txt", "!state", Instant.parse("2026-01-02T00:00:00Z"));
        file("b.txt", "", Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(sync())
                .containsExactly(
                        "a.txt failed 2 The parser \"lines\" failed (IllegalStateException). Check"
                                + " that the file is whole, or save it in another format.",
                        "b.txt replaced 0 The file is empty. Put text into it or remove it.");
        assertThat(texts("nämnden")).hasSize(1);
        assertThat(texts("buller")).isEmpty();
        KnowledgeSource unreadable =
                new KnowledgeSource() {
                    @Override
                    public String id() {
                        return KnowledgeSource.folder(documents).id();
                    }

                    @Override
                    public void visit(Visitor visitor) {
                        visitor.unreadable("a.txt", "May not be read. Ask for the right.");
                    }
                };
        assertThat(sync(unreadable))
                .containsExactly(
                        "a.txt failed 0 May not be read. Ask for the right.", "b.txt removed 0");
        assertThat(texts("nämnden")).hasSize(1);
    }

    @Test
    @DisplayName("A source that cannot be read as a whole removes nothing")
    void removesNothingWhenTheSourceFails() throws IOException {
        file("a.txt", LAW);
        sync();
        KnowledgeSource source = KnowledgeSource.folder(documents);
        Files.delete(documents.resolve("a.txt"));
        Files.delete(documents);
        AllmanningException e = catchThrowableOfType(AllmanningException.class, () -> sync(source));
        assertThat(e.code()).isEqualTo("ALM-KNO-201");
        assertThat(e).hasMessageContaining("Nothing was removed");
        assertThat(texts("nämnden")).hasSize(1);
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
            "When the model fails half-way, the documents that were done are kept and the next sync"
                    + " does the rest")
    void keepsWhatWasDone() throws IOException {
        for (int i = 0; i < 600; i++) {
            file(i + ".txt", "Text nummer " + i + ".");
        }
        AtomicInteger calls = new AtomicInteger();
        EmbeddingModel failing =
                new EmbeddingModel() {
                    @Override
                    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                        if (calls.incrementAndGet() == 3) {
                            throw new IllegalStateException("secret content");
                        }
                        return base.model.embedAll(segments);
                    }
                };
        AllmanningException e =
                catchThrowableOfType(
                        AllmanningException.class,
                        () ->
                                base.sync(() -> failing)
                                        .sync(
                                                KnowledgeSource.folder(documents),
                                                SyncListener.SILENT));
        assertThat(e.code()).isEqualTo("ALM-KNO-205");
        assertThat(e.getMessage()).doesNotContain("secret content");
        long kept = base.store.counts(EVERYBODY).documents();
        assertThat(kept).isBetween(1L, 599L);
        SyncReport rest = base.sync().sync(KnowledgeSource.folder(documents), SyncListener.SILENT);
        assertThat(rest.count(SyncStatus.UNCHANGED)).isEqualTo(kept);
        assertThat(rest.count(SyncStatus.INDEXED)).isEqualTo(600 - kept);
    }

    @Test
    @DisplayName("A cancelled sync ends, keeps what was done, and holds no thread and no lock")
    void cancels() throws IOException {
        for (int i = 0; i < 50; i++) {
            file(i + ".txt", "Text nummer " + i + ".");
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        try (TestIngest other = new TestIngest(folder.resolve("other"), cancelled::get)) {
            AllmanningException e =
                    catchThrowableOfType(
                            AllmanningException.class,
                            () ->
                                    other.sync()
                                            .sync(
                                                    KnowledgeSource.folder(documents),
                                                    (done, total, entry) -> cancelled.set(true)));
            assertThat(e.code()).isEqualTo("ALM-KNO-202");
            assertThat(e.category()).isEqualTo(AllmanningException.Category.CANCELLED);
            assertThat(other.store.counts(EVERYBODY).documents()).isEqualTo(1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("allmanning-sync"));
            other.store.writer().close();
        }
    }

    @Test
    @DisplayName("A document with more passages than fit is refused with the remedy")
    void refusesTooManyPassages() throws IOException {
        file("a.txt", LAW);
        base.limits(new SyncLimits(1_000_000, 1, 100));
        assertThat(sync())
                .containsExactly(
                        "a.txt failed 0 It has 2 passages; at most 1 are allowed in one document."
                                + " Divide it.");
    }

    @Test
    @DisplayName(
            "A vector without a direction, or of another length, ends the sync with the model's"
                    + " fault")
    void refusesBadVectors() throws IOException {
        file("a.txt", LAW);
        for (float[] vector : List.of(new float[TestStores.DIMENSION], new float[] {1, 0})) {
            EmbeddingModel bad =
                    new EmbeddingModel() {
                        @Override
                        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                            return Response.from(
                                    segments.stream().map(s -> Embedding.from(vector)).toList());
                        }
                    };
            AllmanningException e =
                    catchThrowableOfType(
                            AllmanningException.class,
                            () ->
                                    base.sync(() -> bad)
                                            .sync(
                                                    KnowledgeSource.folder(documents),
                                                    SyncListener.SILENT));
            assertThat(e.code()).isEqualTo("ALM-KNO-203");
        }
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
