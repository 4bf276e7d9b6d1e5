/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Hit;

/** A folder of documents and a base that is brought up to date with it. */
abstract class SyncFixture {

    static final AccessFilter EVERYBODY = AccessFilter.of(Invocation.of("local"));
    static final String LAW =
            "# Lag om bygglov\n\n"
                    + "Ansökan prövas av nämnden. Den avgörs inom tio veckor.\n\n"
                    + "# 2 §\n\n"
                    + "Avgift betalas i förskott.";

    @TempDir Path folder;
    Path documents;
    TestIngest base;

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
    void file(String name, String text) throws IOException {
        file(name, text, Instant.parse("2026-01-01T00:00:00Z"));
    }

    void file(String name, String text, Instant changed) throws IOException {
        Path file = documents.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    List<String> sync() {
        return sync(KnowledgeSource.folder(documents));
    }

    List<String> sync(KnowledgeSource source) {
        return lines(base.sync().sync(source, SyncListener.SILENT));
    }

    static List<String> lines(SyncReport report) {
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

    List<String> texts(String words) {
        return hits(words).stream().map(h -> h.passage().text()).toList();
    }

    List<Hit> hits(String words) {
        try (StoreResult result = base.store.search(StoreQuery.of(EVERYBODY).words(words))) {
            return result.load(result.candidates());
        }
    }

    /** The folder, telling which of its documents are opened. */
    KnowledgeSource watched(List<String> opened) {
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
}
