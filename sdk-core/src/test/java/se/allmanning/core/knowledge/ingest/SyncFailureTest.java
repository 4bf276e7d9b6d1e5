/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.knowledge.lucene.TestStores;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.service.AllmanningException;

class SyncFailureTest extends SyncFixture {

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
}
