/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

/** A knowledge base in a Lucene index. Thread-safe. */
final class LuceneKnowledgeStore implements KnowledgeStore {

    /** Where the index lies. */
    interface Place {
        /** The directory, or {@code null} while it does not exist and is not to be created. */
        @Nullable Directory open(boolean create) throws IOException;
    }

    private final KnowledgeStoreContext context;
    private final Place place;
    private final Norms norms = new Norms();
    private @Nullable Directory directory;
    private @Nullable Snapshot current;
    private boolean closed;

    LuceneKnowledgeStore(KnowledgeStoreContext context, Place place) {
        this.context = context;
        this.place = place;
    }

    /** Fails if the index cannot be used. */
    LuceneKnowledgeStore checked() {
        with(snapshot -> true);
        return this;
    }

    private interface Work<T> {
        T on(Snapshot snapshot) throws IOException;
    }

    private <T> T with(Work<T> work) {
        Snapshot snapshot = acquire();
        try {
            return work.on(snapshot);
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        } finally {
            release(snapshot);
        }
    }

    private void release(Snapshot snapshot) {
        try {
            snapshot.reader().decRef();
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        }
    }

    /** The last committed state, with a reference that the caller gives back. */
    private synchronized Snapshot acquire() {
        if (closed) {
            throw StoreFault.closed(context);
        }
        try {
            Snapshot latest = latest();
            latest.reader().incRef();
            return latest;
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        }
    }

    private Snapshot latest() throws IOException {
        Snapshot now = current;
        if (now != null && now.reader() instanceof DirectoryReader reader) {
            DirectoryReader newer = DirectoryReader.openIfChanged(reader);
            return newer == null ? now : take(newer);
        }
        DirectoryReader first = first();
        if (first != null) {
            return take(first);
        }
        if (now == null) {
            now = new Snapshot(new MultiReader(), Map.of());
            current = now;
        }
        return now;
    }

    private @Nullable DirectoryReader first() throws IOException {
        if (directory == null) {
            directory = place.open(false);
        }
        try {
            return directory == null ? null : DirectoryReader.open(directory);
        } catch (IndexNotFoundException e) {
            return null; // a folder without a commit is an empty knowledge base
        }
    }

    private Snapshot take(DirectoryReader reader) throws IOException {
        try {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            CommitData.check(context, data);
            Snapshot next = new Snapshot(reader, data);
            if (current != null) {
                current.reader().decRef();
            }
            current = next;
            return next;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public KnowledgeStoreWriter writer() {
        checked();
        try {
            Directory target;
            synchronized (this) {
                if (directory == null) {
                    directory = place.open(true);
                }
                target = directory;
            }
            if (target == null) {
                throw new IllegalStateException("A place that was to be created is not there.");
            }
            return new LuceneWriter(context, target);
        } catch (IOException | RuntimeException e) {
            throw StoreFault.of(context, e);
        }
    }

    @Override
    public Optional<StoredDocument> document(String source, String id) {
        return with(snapshot -> Optional.ofNullable(snapshot.ledger(Fields.key(source, id))));
    }

    @Override
    public List<StoredDocument> documents(String source) {
        return with(snapshot -> snapshot.payloads(new Term(Fields.SOURCE, Fields.digest(source))));
    }

    @Override
    public List<StoredDocument> documentsOfText(String digest, AccessFilter access) {
        return with(snapshot -> ofText(snapshot, digest, access));
    }

    private static List<StoredDocument> ofText(
            Snapshot snapshot, String digest, AccessFilter access) throws IOException {
        Map<StoredDocument, Boolean> permitted = new HashMap<>();
        for (StoredDocument had : snapshot.payloads(new Term(Fields.TEXT, digest))) {
            StoredDocument now = snapshot.ledger(Fields.key(had.source(), had.id()));
            boolean both =
                    access.permits(had.informationClass(), had.accessGroups())
                            && now != null
                            && access.permits(now.informationClass(), now.accessGroups());
            permitted.put(had, both);
        }
        return permitted.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<StoredPassage> passages(String source, String id) {
        return with(snapshot -> snapshot.passages(Fields.key(source, id)));
    }

    @Override
    public StoreResult search(StoreQuery query) {
        Snapshot snapshot = acquire();
        boolean done = false;
        try {
            StoreResult result = LuceneResult.of(context, snapshot, norms, query);
            done = true;
            return result;
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        } finally {
            if (!done) {
                release(snapshot);
            }
        }
    }

    @Override
    public Counts counts(AccessFilter access) {
        return with(snapshot -> snapshot.counts(access));
    }

    @Override
    public Map<String, String> properties() {
        return with(snapshot -> CommitData.properties(snapshot.userData()));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            // Searches that still run hold references of their own to the files they read.
            if (current != null) {
                current.reader().decRef();
            }
            if (directory != null) {
                directory.close();
            }
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        }
    }
}
