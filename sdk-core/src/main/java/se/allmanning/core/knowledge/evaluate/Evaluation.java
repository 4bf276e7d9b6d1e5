/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import se.allmanning.core.knowledge.evaluate.EvaluationListener.Stage;
import se.allmanning.core.knowledge.evaluate.Pool.PoolAnswer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * Asks a pool every question of a test set, on all cores, and works out the figures. Not
 * thread-safe; the figures do not depend on the number of cores.
 */
public final class Evaluation {

    private static final int DEPTH = 10;

    /** Opens the indexed pool of a test set, indexing it first where it is not kept. */
    @FunctionalInterface
    public interface PoolOpener {
        /** The pool; the evaluation closes it. */
        Pool open(TestSet testSet, EvaluationListener listener);
    }

    private final PoolOpener pools;
    private final EvaluationListener listener;

    /** An evaluation of what the opener opens. */
    public Evaluation(PoolOpener pools, EvaluationListener listener) {
        this.pools = pools;
        this.listener = listener;
    }

    /** Measures the ranking of passages. */
    public RetrievalFigures retrieval(TestSet testSet) {
        List<TestQuery> queries = testSet.queries();
        List<List<String>> rankings;
        try (Pool pool = pools.open(testSet, listener)) {
            rankings = all(queries, query -> pool.rank(query.text(), DEPTH));
        }
        double mrr = 0;
        double ndcg = 0;
        double recall = 0;
        for (int i = 0; i < queries.size(); i++) {
            TestQuery query = queries.get(i);
            mrr += RankingMetrics.reciprocalRank(rankings.get(i), query.relevant(), DEPTH);
            ndcg += RankingMetrics.ndcg(rankings.get(i), query.relevant(), DEPTH);
            recall += RankingMetrics.recall(rankings.get(i), query.relevant(), DEPTH);
        }
        int n = queries.size();
        return new RetrievalFigures(n, testSet.passages(), mrr / n, ndcg / n, recall / n);
    }

    /** Measures quotes and refusals. */
    public AnswerFigures answers(TestSet testSet) {
        List<TestQuery> queries = testSet.queries();
        List<Asked> asked;
        try (Pool pool = pools.open(testSet, listener)) {
            asked = all(queries, query -> ask(pool, query));
        }
        List<Asked> annotated = asked.stream().filter(a -> a.query().answer() != null).toList();
        return new AnswerFigures(
                queries.size(),
                annotated.isEmpty() ? null : share(annotated, 1),
                annotated.isEmpty() ? null : share(annotated, Integer.MAX_VALUE),
                AnswerMetrics.refusedAt90(
                        asked.stream().mapToDouble(a -> confidence(a.with())).toArray(),
                        asked.stream().mapToDouble(a -> confidence(a.without())).toArray()));
    }

    private record Asked(TestQuery query, PoolAnswer with, PoolAnswer without) {
        boolean holdsAnswer(int quotes) {
            String answer = query.answer();
            return answer != null
                    && with.quotes().stream()
                            .limit(quotes)
                            .anyMatch(quote -> AnswerMetrics.holds(quote, answer));
        }
    }

    private static Asked ask(Pool pool, TestQuery query) {
        return new Asked(
                query,
                pool.answer(query.text(), Set.of()),
                pool.answer(query.text(), query.withoutAnswer()));
    }

    private static double share(List<Asked> annotated, int quotes) {
        long held = annotated.stream().filter(a -> a.holdsAnswer(quotes)).count();
        return (double) held / annotated.size();
    }

    private static double confidence(PoolAnswer answer) {
        return answer.quotes().isEmpty() ? Double.NEGATIVE_INFINITY : answer.confidence();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(TestQuery query);
    }

    private <T> List<T> all(List<TestQuery> queries, Work<T> work) {
        int threads = Math.min(queries.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<T> service = new ExecutorCompletionService<>(executor);
            List<Future<T>> futures =
                    IntStream.range(0, queries.size())
                            .mapToObj(i -> service.submit(call(work, queries.get(i))))
                            .toList();
            for (int done = 1; done <= futures.size(); done++) {
                service.take().get();
                listener.progress(Stage.ASKING, done, futures.size());
            }
            return futures.stream().map(Future::resultNow).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllmanningException(
                    "ALM-EVA-004", Category.CANCELLED, "The evaluation was interrupted.", e);
        } finally {
            executor.shutdownNow();
            executor.close();
        }
    }

    private static <T> Callable<T> call(Work<T> work, TestQuery query) {
        return () -> work.on(query);
    }
}
