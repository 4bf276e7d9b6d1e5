/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.core.knowledge.answer.Extract;
import se.allmanning.core.knowledge.evaluate.EvaluationListener;
import se.allmanning.core.knowledge.evaluate.EvaluationListener.Stage;
import se.allmanning.core.knowledge.evaluate.Pool;
import se.allmanning.core.knowledge.evaluate.TestSet;
import se.allmanning.core.knowledge.ingest.GivenPassage;
import se.allmanning.core.model.CallScopes;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;

/**
 * The pool of a test set as a knowledge base of its own, in which every passage is a document under
 * its id. It is searched and answered from like any other. Thread-safe.
 */
final class LocalPool implements Pool {

    /**
     * Goes up when passages are indexed in another way, so that pools that were kept are not taken
     * for new ones.
     */
    private static final int FORMAT = 1;

    private static final String SOURCE = "pool";
    private static final AccessFilter ACCESS =
            AccessFilter.of(Invocation.of(Invocation.LOCAL_AUTHORITY));

    private final BaseRuntime runtime;
    private final CallGate gate;

    private LocalPool(BaseRuntime runtime, CallGate gate) {
        this.runtime = runtime;
        this.gate = gate;
    }

    /** Opens the pool that was kept under the folder, or what is there of it and the rest. */
    static LocalPool open(
            Path evaluations,
            BaseRuntime.Tools tools,
            CallGate gate,
            TestSet testSet,
            EvaluationListener listener) {
        String key = key(testSet.corpusDigest(), tools.models().identity());
        BaseRuntime runtime =
                new BaseRuntime(
                        evaluations.resolve(key),
                        Invocation.LOCAL_AUTHORITY,
                        "pool-" + key,
                        tools,
                        List::of);
        try {
            gate.call(() -> {
                if (!runtime.synced()) {
                    index(runtime, testSet, listener);
                }
                return runtime;
            });
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
        return new LocalPool(runtime, gate);
    }

    private static void index(BaseRuntime runtime, TestSet testSet, EvaluationListener listener) {
        List<GivenPassage> passages = new ArrayList<>(testSet.passages());
        testSet.forEachPassage(passage ->
                passages.add(new GivenPassage(passage.id(), passage.title(), passage.text())));
        runtime.index(
                SOURCE,
                passages,
                (done, total, entry) -> listener.progress(Stage.INDEXING, done, total));
    }

    private static String key(String corpusDigest, String modelDigest) {
        return Sha256.of(FORMAT + "\n" + corpusDigest + "\n" + modelDigest).substring(0, 32);
    }

    @Override
    public List<String> rank(String question, int limit) {
        Ask ask = ask(question);
        return gate.call(() ->
                runtime.rank(ask, limit).stream()
                        .map(ranked -> ranked.hit().document().id())
                        .toList());
    }

    @Override
    public PoolAnswer answer(String question, Set<String> without) {
        Ask ask = ask(question).without(without);
        Extract extract = gate.call(() -> runtime.extract(ask));
        return new PoolAnswer(
                extract.quotes().stream().map(Extract.Quote::text).toList(), extract.confidence());
    }

    private Ask ask(String question) {
        return Ask.of(question, ACCESS, CallScopes.evaluation(runtime.name()));
    }

    @Override
    public void close() {
        runtime.close();
    }

    @Override
    public String toString() {
        return "LocalPool[" + runtime.name() + "]";
    }
}
