/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.Allmanning;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.core.knowledge.answer.Retrieval;
import se.allmanning.core.knowledge.lucene.LuceneKnowledgeStores;
import se.allmanning.core.knowledge.text.SwedishWords;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.CallScopes;
import se.allmanning.core.plugin.Extensions;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.ModelConnector;

/**
 * Compares a question, from its words to its quotes, policy and a durable record of the call of the
 * model included, with the sum of its bare parts on the same index: embedding the question with the
 * bare model, and plain Lucene queries for the same words and vector. Arguments: the home, the
 * folder of an index in it, and a {@code queries.jsonl}. Rounds are interleaved question by
 * question; the median of five rounds counts.
 */
public final class QuestionBenchmark {

    private static final int ROUNDS = 5;
    private static final int DEPTH = 200;

    private QuestionBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Path folder = Path.of(args[1]);
        List<String> questions = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            JsonNode query = json.readTree(line);
            questions.add(query.get("text").asText());
        }
        Captured captured = new Captured();
        try (Allmanning allmanning =
                        Allmanning.builder()
                                .home(home)
                                .extension(captured)
                                .classLoader(null)
                                .open();
                KnowledgeStore store =
                        new LuceneKnowledgeStores()
                                .open(new Context(folder, captured.offer(allmanning)));
                DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            searcher.setSimilarity(new BM25Similarity(0.8f, 0.55f));
            run(questions, allmanning.embeddingModel(), captured.bare(), store, searcher);
        }
    }

    private static void run(
            List<String> questions,
            EmbeddingModel guarded,
            EmbeddingModel bare,
            KnowledgeStore store,
            IndexSearcher searcher)
            throws IOException {
        Retrieval retrieval =
                new Retrieval(
                        (scope, question) -> embed(guarded, question),
                        work -> Thread.ofPlatform().daemon().start(work));
        CallScope scope = CallScopes.evaluation("benchmark");
        AccessFilter access = AccessFilter.of(Invocation.of(Invocation.LOCAL_AUTHORITY));
        System.out.printf(
                "passages %d, questions %d%n", store.counts(access).passages(), questions.size());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long whole = 0;
            long embedding = 0;
            long lucene = 0;
            for (String question : questions) {
                long start = System.nanoTime();
                retrieval.extract(store, Ask.of(question, access, scope));
                whole += System.nanoTime() - start;
                start = System.nanoTime();
                float[] vector = embed(bare, question);
                embedding += System.nanoTime() - start;
                start = System.nanoTime();
                bare(searcher, question, vector);
                lucene += System.nanoTime() - start;
            }
            double ratio = (double) whole / (embedding + lucene);
            System.out.printf(
                    "%s question %.2f ms; embedding %.2f ms, Lucene %.2f ms; ratio %.2f%n",
                    round == 0 ? "warm-up:" : "round " + round + ":",
                    whole / 1e6 / questions.size(),
                    embedding / 1e6 / questions.size(),
                    lucene / 1e6 / questions.size(),
                    ratio);
            if (round > 0) {
                ratios.add(ratio);
            }
        }
        ratios.sort(null);
        System.out.printf("question / sum of its parts, median: %.2f%n", ratios.get(ROUNDS / 2));
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "heap in use %d MiB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            try (var lines = Files.lines(status)) {
                lines.filter(l -> l.startsWith("VmRSS")).forEach(System.out::println);
            }
        }
    }

    private static float[] embed(EmbeddingModel model, String question) {
        return model.embed(
                        EmbeddingRequest.builder()
                                .input(question)
                                .inputType(EmbeddingInputType.QUERY)
                                .build())
                .embeddings()
                .get(0)
                .vector();
    }

    private static void bare(IndexSearcher searcher, String question, float[] vector)
            throws IOException {
        List<SwedishWords.Word> words = SwedishWords.of(question);
        searcher.search(any("stems", SwedishWords.stems(words)), DEPTH);
        searcher.search(any("grams", SwedishWords.grams(words)), DEPTH);
        searcher.search(any("pairs", SwedishWords.pairs(words)), DEPTH);
        searcher.search(new KnnFloatVectorQuery("vector", vector, DEPTH), DEPTH);
    }

    private static Query any(String field, List<String> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        counts.forEach((term, count) ->
                query.add(
                        new BoostQuery(new TermQuery(new Term(field, term)), count),
                        BooleanClause.Occur.SHOULD));
        return query.build();
    }

    /** The connector to ONNX Runtime, and the bare model that it binds for the host. */
    private static final class Captured implements AllmanningExtension, ModelConnector {
        private final ModelConnector connector =
                Objects.requireNonNull(
                        Extensions.load(List.of(), QuestionBenchmark.class.getClassLoader())
                                .connectors()
                                .get("onnx"));
        private @Nullable ModelOffer offer;
        private @Nullable EmbeddingModel model;

        @Override
        public List<ModelConnector> modelConnectors() {
            return List.of(this);
        }

        @Override
        public String id() {
            return "onnx";
        }

        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return connector.offers(context);
        }

        @Override
        public EmbeddingModel embeddingModel(ModelOffer bound, ConnectorContext context) {
            EmbeddingModel bare = connector.embeddingModel(bound, context);
            offer = bound;
            model = bare;
            return bare;
        }

        ModelOffer offer(Allmanning allmanning) {
            allmanning.embeddingModel();
            return Objects.requireNonNull(offer);
        }

        EmbeddingModel bare() {
            return Objects.requireNonNull(model);
        }
    }

    private record Context(Path directory, ModelOffer offer) implements KnowledgeStoreContext {
        @Override
        public String name() {
            return "benchmark";
        }

        @Override
        public String authority() {
            return Invocation.LOCAL_AUTHORITY;
        }

        @Override
        public ModelId model() {
            return offer.model();
        }

        @Override
        public String modelDigest() {
            return offer.digest().orElseThrow();
        }

        @Override
        public int dimension() {
            return offer.dimension();
        }
    }
}
