/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.ingest.PassageCutter.Cut;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StructureParser;

/**
 * Brings a knowledge store up to date with a source: compares what the source holds with the
 * ledger, reads, cuts and embeds what is new or changed, and commits every so often. Reusable; one
 * call at a time for each store, which its writer's lock sees to.
 */
public final class KnowledgeSync {

    /** The property of a store that says when a source was last brought up to date, ISO 8601. */
    public static final String SYNCED = "synced";

    private final KnowledgeStore store;
    private final DocumentReader reader;
    private final Function<InformationClass, EmbeddingModel> model;
    private final @Nullable Executor executor;
    private final SyncLimits limits;
    private final Clock clock;
    private final BooleanSupplier cancelled;

    /**
     * @param store what is brought up to date
     * @param archive where the canonical texts are kept
     * @param parsers in the order in which they are asked
     * @param model asked for when the first text is to be embedded, and not at all where nothing is
     *     new
     * @param limits how much is taken
     * @param clock the host's clock
     * @param executor gives two threads while a sync runs; {@code null}: threads of its own
     * @param cancelled looked at several times a second
     */
    public KnowledgeSync(
            KnowledgeStore store,
            TextArchive archive,
            List<StructureParser> parsers,
            Function<InformationClass, EmbeddingModel> model,
            SyncLimits limits,
            Clock clock,
            @Nullable Executor executor,
            BooleanSupplier cancelled) {
        this.store = store;
        this.reader = new DocumentReader(store, parsers, archive, limits, clock);
        this.model = model;
        this.executor = executor;
        this.limits = limits;
        this.clock = clock;
        this.cancelled = cancelled;
    }

    /**
     * Brings the store up to date with a source.
     *
     * @return one entry for every document, sorted by path
     * @throws AllmanningException if the source as a whole cannot be read, another writer is open,
     *     the model fails, the disk is full, or the sync is cancelled; the documents that were done
     *     by then are kept
     */
    public SyncReport sync(KnowledgeSource source, SyncListener listener) {
        Found found = new Found();
        try {
            source.visit(found);
        } catch (IOException | RuntimeException e) {
            throw e instanceof AllmanningException known
                    ? known
                    : IngestFault.source(source.id(), e);
        }
        Map<String, StoredDocument> ledger = ledger(source.id());
        List<Work> work = new ArrayList<>(found.refused);
        for (SourceDocument document : found.documents.values()) {
            Item item = Item.of(source, document, ledger.get(document.id()));
            Prepared known = DocumentReader.glance(item);
            work.add(known != null ? Work.done(known) : new Work(null, () -> reader.read(item)));
        }
        Set<String> there = new HashSet<>(found.documents.keySet());
        there.addAll(found.unreadable);
        return run(work, gone(ledger, there), listener);
    }

    /**
     * Brings the store up to date with passages that are never cut, each a document of its own
     * under its id. They are open to all of the authority, and their texts are not archived.
     *
     * @param source the source under whose id they are kept
     */
    public SyncReport index(String source, List<GivenPassage> passages, SyncListener listener) {
        Map<String, StoredDocument> ledger = ledger(source);
        Map<String, Work> work = new LinkedHashMap<>();
        for (GivenPassage passage : passages) {
            StoredDocument entry = entry(source, passage);
            StoredDocument before = ledger.get(passage.id());
            boolean same =
                    before != null
                            && before.current()
                            && before.bytesDigest().equals(entry.bytesDigest());
            work.put(
                    passage.id(),
                    same
                            ? Work.done(
                                    Prepared.nothing(
                                            passage.id(), SyncStatus.UNCHANGED, null, before))
                            : new Work(null, () -> whole(entry, passage)));
        }
        return run(List.copyOf(work.values()), gone(ledger, work.keySet()), listener);
    }

    private static StoredDocument entry(String source, GivenPassage passage) {
        CanonicalText text = CanonicalText.of(passage.text());
        CanonicalText all = CanonicalText.of(passage.title() + "\n" + passage.text());
        return new StoredDocument(
                source,
                passage.id(),
                null,
                all.digest(),
                text.digest(),
                passage.title(),
                null,
                InformationClass.DEFAULT,
                Set.of(),
                1,
                true,
                null);
    }

    private static Prepared whole(StoredDocument entry, GivenPassage passage) {
        CanonicalText text = CanonicalText.of(passage.text());
        Prepared out = Prepared.all(entry, SyncStatus.INDEXED);
        out.passage(
                new Cut(List.of(), null, 0, text.length()),
                text.value(),
                !text.value().isBlank(),
                Map.of());
        return out;
    }

    private Map<String, StoredDocument> ledger(String source) {
        Map<String, StoredDocument> ledger = new HashMap<>();
        store.documents(source).forEach(d -> ledger.put(d.id(), d));
        return ledger;
    }

    private static List<StoredDocument> gone(
            Map<String, StoredDocument> ledger, Set<String> there) {
        return ledger.values().stream()
                .filter(d -> d.current() && !there.contains(d.id()))
                .sorted(Comparator.comparing(StoredDocument::id))
                .toList();
    }

    /** A document whose fate is known, or how to find it out. */
    private record Work(@Nullable Prepared known, Supplier<Prepared> reading) {
        static Work done(Prepared known) {
            return new Work(known, () -> known);
        }
    }

    private SyncReport run(List<Work> work, List<StoredDocument> gone, SyncListener listener) {
        Progress progress = new Progress(listener, work.size() + gone.size());
        try (KnowledgeStoreWriter writer = store.writer()) {
            Commits commits = new Commits(writer, limits, store.properties());
            try {
                work.stream()
                        .map(Work::known)
                        .filter(known -> known != null)
                        .forEach(known -> commits.apply(known, progress));
                List<Supplier<Prepared>> open =
                        work.stream().filter(w -> w.known() == null).map(Work::reading).toList();
                if (!open.isEmpty()) {
                    process(open, commits, progress);
                }
                for (StoredDocument document : gone) {
                    commits.remove(document, progress);
                }
            } catch (RuntimeException e) {
                commits.rescue(e);
                throw e;
            }
            commits.last(SYNCED, clock.instant().toString());
        }
        return progress.report();
    }

    private void process(List<Supplier<Prepared>> open, Commits commits, Progress progress) {
        Iterator<Supplier<Prepared>> each = open.iterator();
        Supplier<@Nullable Prepared> next = () -> each.hasNext() ? each.next().get() : null;
        try (Pipeline pipeline = new Pipeline(next, new Embedder(model), executor, cancelled)) {
            for (Prepared p = pipeline.next(); p != null; p = pipeline.next()) {
                commits.apply(p, progress);
            }
        }
    }

    /** What a source says that it holds. */
    private static final class Found implements KnowledgeSource.Visitor {
        private final Map<String, SourceDocument> documents = new LinkedHashMap<>();
        private final Set<String> unreadable = new HashSet<>();
        private final List<Work> refused = new ArrayList<>();

        @Override
        public void document(SourceDocument document) {
            if (documents.putIfAbsent(document.id(), document) != null) {
                refuse(
                        document.id(),
                        "Another document of this source has the same name. Rename one of them.");
            }
        }

        @Override
        public void unreadable(String id, String reason) {
            String name = Normalizer.normalize(id, Normalizer.Form.NFC);
            unreadable.add(name);
            refuse(name, reason);
        }

        private void refuse(String id, String reason) {
            refused.add(Work.done(Prepared.nothing(id, SyncStatus.FAILED, reason, null)));
        }
    }
}
