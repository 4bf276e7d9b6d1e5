/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.core.knowledge.answer.Extract;
import se.allmanning.core.knowledge.answer.RankedPassage;
import se.allmanning.core.knowledge.answer.Retrieval;
import se.allmanning.core.knowledge.ingest.GivenPassage;
import se.allmanning.core.knowledge.ingest.KnowledgeSync;
import se.allmanning.core.knowledge.ingest.SyncLimits;
import se.allmanning.core.knowledge.ingest.TextArchive;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.CallScopes;
import se.allmanning.core.model.EmbeddingModels;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.KnowledgeStatus;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.model.ModelId;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.KnowledgeStoreFactory;
import se.allmanning.spi.StructureParser;

/**
 * One knowledge base at work: its store, opened on first use, and everything that fills and asks
 * it. Thread-safe.
 */
final class BaseRuntime {

    /** What all knowledge bases of a host share. */
    record Tools(
            KnowledgeStoreFactory stores,
            List<StructureParser> parsers,
            EmbeddingModels models,
            ModelCalls calls,
            long maxFileBytes,
            Clock clock,
            @Nullable Executor executor,
            BooleanSupplier cancelled) {}

    private final Path folder;
    private final String authority;
    private final String name;
    private final Tools tools;
    private final Supplier<List<String>> siblings;
    private final TextArchive texts;
    private final Citations citations;
    private final Retrieval retrieval;
    private @Nullable KnowledgeStore store;

    BaseRuntime(
            Path folder,
            String authority,
            String name,
            Tools tools,
            Supplier<List<String>> siblings) {
        this.folder = folder;
        this.authority = authority;
        this.name = name;
        this.tools = tools;
        this.siblings = siblings;
        this.texts = new TextArchive(folder.resolve("texts"));
        this.citations = new Citations(texts);
        Executor executor = tools.executor();
        this.retrieval =
                new Retrieval(
                        this::embedQuestion, executor == null ? BaseRuntime::beside : executor);
    }

    String name() {
        return name;
    }

    String authority() {
        return authority;
    }

    /**
     * This base, if the invocation is for its authority; else the same error as for a base that is
     * not there.
     */
    BaseRuntime checked(Invocation invocation) {
        if (!invocation.authority().equals(authority)) {
            throw missing(invocation.authority(), List.of());
        }
        return this;
    }

    SyncReport sync(KnowledgeSource source, SyncListener listener) {
        String id = CallScopes.newId();
        CallScope scope = CallScopes.ingest(id, authority, name, source.informationClass());
        IngestRecords records = new IngestRecords(scope, tools.calls(), listener);
        SyncReport report;
        try {
            report = synchroniser(id).sync(source, records);
        } catch (RuntimeException e) {
            try {
                records.finish();
            } catch (RuntimeException unrecorded) {
                e.addSuppressed(unrecorded);
            }
            throw e;
        }
        records.finish();
        return report;
    }

    /** Indexes passages that are never cut and never cited. */
    SyncReport index(String source, List<GivenPassage> passages, SyncListener listener) {
        return synchroniser(CallScopes.newId()).index(source, passages, listener);
    }

    private KnowledgeSync synchroniser(String id) {
        Function<InformationClass, CallScope> scope =
                documents -> CallScopes.ingest(id, authority, name, documents);
        return new KnowledgeSync(
                store(),
                texts,
                tools.parsers(),
                documents -> tools.models().model(scope.apply(documents)),
                SyncLimits.DEFAULT.maxFileBytes(tools.maxFileBytes()),
                tools.clock(),
                tools.executor(),
                tools.cancelled());
    }

    /** Whether a sync or an indexing has come to its end. */
    boolean synced() {
        return store().properties().containsKey(KnowledgeSync.SYNCED);
    }

    List<Citation> search(Ask ask, int limit) {
        return rank(ask, limit).stream().map(citations::of).toList();
    }

    List<RankedPassage> rank(Ask ask, int limit) {
        return retrieval.rank(existing(), ask, limit);
    }

    Extract extract(Ask ask) {
        return retrieval.extract(existing(), ask);
    }

    List<Citation> citations(List<Extract.Quote> quotes) {
        return quotes.stream().map(citations::of).toList();
    }

    Optional<CanonicalText> text(String digest, AccessFilter access) {
        return existing().documentsOfText(digest, access).isEmpty()
                ? Optional.empty()
                : texts.read(digest);
    }

    KnowledgeStatus status(AccessFilter access) {
        KnowledgeStore existing = existing();
        Counts counts = existing.counts(access);
        String synced = existing.properties().get(KnowledgeSync.SYNCED);
        return new KnowledgeStatus(
                name,
                authority,
                counts.documents(),
                counts.passages(),
                counts.passages() == 0 ? null : tools.models().offer().model().toString(),
                bytes(),
                synced == null ? null : Instant.parse(synced));
    }

    private long bytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(BaseRuntime::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0; // A writer in another process has just removed it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way of every call, where what a scope has done is put on the disk. */
    ModelCalls calls() {
        return tools.calls();
    }

    /** A thread for one question, where the host has none to give. */
    private static void beside(Runnable work) {
        Thread.ofPlatform().name("allmanning-question").daemon().start(work);
    }

    private float[] embedQuestion(CallScope scope, String question) {
        EmbeddingModel model = tools.models().model(scope);
        EmbeddingRequest.Builder request = EmbeddingRequest.builder().input(question);
        if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
            request.inputType(EmbeddingInputType.QUERY);
        }
        return model.embed(request.build()).embeddings().get(0).vector();
    }

    private KnowledgeStore existing() {
        if (!Files.isDirectory(folder)) {
            throw missing(authority, siblings.get());
        }
        return store();
    }

    private AllmanningException missing(String asked, List<String> available) {
        return new AllmanningException(
                "ALM-KNO-001",
                Category.USAGE,
                "No knowledge base \""
                        + name
                        + "\" of the authority \""
                        + asked
                        + "\". Available: "
                        + (available.isEmpty() ? "none" : String.join(", ", available))
                        + ". Ingest a folder into it first, or correct the name.");
    }

    private synchronized KnowledgeStore store() {
        KnowledgeStore open = store;
        if (open == null) {
            open = tools.stores().open(new Context());
            store = open;
        }
        return open;
    }

    synchronized void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private final class Context implements KnowledgeStoreContext {
        @Override
        public String name() {
            return name;
        }

        @Override
        public String authority() {
            return authority;
        }

        @Override
        public Path directory() {
            return folder.resolve("index");
        }

        @Override
        public ModelId model() {
            return tools.models().offer().model();
        }

        @Override
        public String modelDigest() {
            return tools.models().identity();
        }

        @Override
        public int dimension() {
            return tools.models().offer().dimension();
        }
    }
}
