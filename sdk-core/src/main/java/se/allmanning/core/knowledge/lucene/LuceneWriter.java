/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

/** The one writer. Holds Lucene's lock on the directory from the constructor to {@link #close}. */
final class LuceneWriter implements KnowledgeStoreWriter {

    /** The longest vectors that Lucene's format takes. */
    static final int MAX_DIMENSION = 1024;

    private static final int GRAPH_CONNECTIONS = 16;
    private static final int GRAPH_BEAM = 100;

    /**
     * A segment gets a graph where finding so many neighbours by it visits fewer vectors than there
     * are (Lucene's estimate): from some ten thousand on. Smaller ones are compared one by one,
     * which finds all and saves building a graph for each of the many segments of an ingest.
     */
    private static final int GRAPH_NEIGHBOURS = 1_000;

    private static final double BUFFER_MEGABYTES = 32;
    private static final int MERGE_FACTOR = 8;

    private final KnowledgeStoreContext context;
    private final Directory directory;
    private final Scheduler merges = new Scheduler();
    private final IndexWriter writer;
    private final Map<BytesRef, StoredDocument> pending = new HashMap<>();
    private Snapshot committed;
    // Whether the last thing done was a commit.
    private boolean clean;

    LuceneWriter(KnowledgeStoreContext context, Directory directory) throws IOException {
        this.context = context;
        this.directory = directory;
        LogByteSizeMergePolicy policy = new LogByteSizeMergePolicy();
        policy.setMergeFactor(MERGE_FACTOR);
        this.writer =
                new IndexWriter(
                        directory,
                        new IndexWriterConfig()
                                .setCodec(new Codec())
                                .setMergePolicy(policy)
                                .setMergeScheduler(merges)
                                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                                .setCommitOnClose(false));
        try {
            this.committed = read();
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private Snapshot read() throws IOException {
        IndexReader reader =
                DirectoryReader.indexExists(directory)
                        ? DirectoryReader.open(directory)
                        : new MultiReader();
        return new Snapshot(reader, Map.of());
    }

    @Override
    public void replace(StoredDocument document, Collection<StoredPassage> passages) {
        guarded(() -> {
            BytesRef key = Fields.key(document.source(), document.id());
            remember(document, entry(key));
            put(key, document, passages);
        });
    }

    @Override
    public void update(StoredDocument document) {
        guarded(() -> {
            BytesRef key = Fields.key(document.source(), document.id());
            StoredDocument before = entry(key);
            remember(document, before);
            if (!document.current() || before == null) {
                put(key, document, List.of());
            } else if (sameAccess(document, before)) {
                writer.updateDocument(new Term(Fields.LEDGER, key), Blocks.ledger(document));
                pending.put(key, document);
            } else {
                put(key, document, passages(key));
            }
        });
    }

    private void put(BytesRef key, StoredDocument document, Collection<StoredPassage> passages)
            throws IOException {
        writer.updateDocuments(
                new Term(Fields.KEY, key), Blocks.block(document, passages, context.dimension()));
        pending.put(key, document);
    }

    private static boolean sameAccess(StoredDocument a, StoredDocument b) {
        return a.informationClass().equals(b.informationClass())
                && a.accessGroups().equals(b.accessGroups())
                && a.title().equals(b.title());
    }

    private @Nullable StoredDocument entry(BytesRef key) throws IOException {
        StoredDocument uncommitted = pending.get(key);
        return uncommitted != null ? uncommitted : committed.ledger(key);
    }

    private List<StoredPassage> passages(BytesRef key) throws IOException {
        if (!pending.containsKey(key)) {
            return committed.passages(key);
        }
        try (DirectoryReader uncommitted = DirectoryReader.open(writer)) {
            return new Snapshot(uncommitted, Map.of()).passages(key);
        }
    }

    /** Keeps the entry of a text that goes, so that citations of it still resolve. */
    private void remember(StoredDocument document, @Nullable StoredDocument before)
            throws IOException {
        writer.deleteDocuments(new Term(Fields.FORMER, Blocks.formerKey(document)));
        if (before != null && !before.textDigest().equals(document.textDigest())) {
            writer.updateDocument(
                    new Term(Fields.FORMER, Blocks.formerKey(before)), Blocks.former(before));
        }
    }

    @Override
    public void commit(Map<String, String> properties) {
        guarded(() -> {
            writer.setLiveCommitData(CommitData.of(context, properties).entrySet());
            writer.commit();
            clean = true;
            pending.clear();
            Snapshot before = committed;
            committed = read();
            before.reader().close();
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) {
        clean = false;
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            Throwable tragedy = writer.getTragicException();
            throw e instanceof IllegalArgumentException wrong && tragedy == null
                    ? wrong
                    : StoreFault.of(context, tragedy == null ? e : tragedy);
        }
    }

    @Override
    public void close() {
        try {
            committed.reader().close();
            if (writer.isOpen() && clean && writer.getTragicException() == null) {
                // Merges that ended after the last commit are on disk, but nobody would know of
                // them.
                merges.sync();
                writer.commit();
            }
        } catch (IOException | RuntimeException e) {
            Throwable tragedy = writer.getTragicException();
            throw StoreFault.of(context, tragedy == null ? e : tragedy);
        } finally {
            rollback();
        }
    }

    private void rollback() {
        try {
            writer.rollback();
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        }
    }

    private static final class Codec extends Lucene104Codec {
        private final KnnVectorsFormat vectors =
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.UNSIGNED_BYTE,
                        GRAPH_CONNECTIONS,
                        GRAPH_BEAM,
                        1,
                        null,
                        GRAPH_NEIGHBOURS);

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return vectors;
        }
    }

    /**
     * One merge at a time in the background, never holding up the writer: the model needs the other
     * core.
     */
    private static final class Scheduler extends ConcurrentMergeScheduler {
        Scheduler() {
            setMaxMergesAndThreads(64, 1);
            disableAutoIOThrottle();
        }

        @Override
        protected void handleMergeException(Throwable cause) {
            // The writer keeps it as its tragic exception and tells the next caller.
        }
    }
}
