/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import se.allmanning.core.knowledge.answer.Extract.Quote;
import se.allmanning.core.model.CallScope;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;

/**
 * Finds the passages that fit a question, and in them the words that answer it. Each call searches
 * the store once. A question of an asker whose information class {@linkplain
 * se.allmanning.policy.InformationClass#mayReachModels() may not reach models} is searched by its
 * words alone. Thread-safe if the embedding is.
 */
public final class Retrieval {

    private static final int QUOTES = 3;

    private static final double HARDLY_WORSE = 0.05;

    private final BiFunction<CallScope, String, float[]> embed;
    private final Executor beside;
    private final CrossLanguage crossLanguage = new CrossLanguage();

    /**
     * A retrieval over vectors of one model.
     *
     * @param embed turns a question into its unit vector, in the scope of who asks; may block, is
     *     called once for each call and once more for the first question in another language
     * @param beside where a question may be embedded while its words are searched; where it has no
     *     thread free in time, the calling thread does both
     */
    public Retrieval(BiFunction<CallScope, String, float[]> embed, Executor beside) {
        this.embed = embed;
        this.beside = beside;
    }

    /**
     * The passages that fit best, best first.
     *
     * @param limit how many at most
     */
    public List<RankedPassage> rank(KnowledgeStore store, Ask ask, int limit) {
        try (Search search = search(store, ask)) {
            return search.ranking().passages(limit);
        }
    }

    /** The best quotes and how sure they are, whether or not they are sure enough. */
    public Extract extract(KnowledgeStore store, Ask ask) {
        try (Search search = search(store, ask)) {
            Scoring scoring = search.scoring();
            List<Scored> best = search.ranking().best();
            return new Extract(
                    quoted(best).stream().map(s -> quote(s, scoring)).toList(),
                    best.isEmpty() ? 0 : scoring.confidence(best),
                    scoring.threshold(),
                    scoring instanceof ForeignScoring,
                    scoring instanceof WordScoring);
        }
    }

    /**
     * The best passages. If none of them holds what the question lets expect, such as a duration,
     * the last gives way to the next that does and is hardly worse.
     */
    private static List<Scored> quoted(List<Scored> best) {
        List<Scored> quoted = new ArrayList<>(best.subList(0, Math.min(QUOTES, best.size())));
        if (quoted.stream().allMatch(s -> s.expected() < 0)) {
            best.stream()
                    .skip(QUOTES)
                    .filter(s -> s.expected() > 0)
                    .findFirst()
                    .filter(s -> s.score() > quoted.get(QUOTES - 1).score() - HARDLY_WORSE)
                    .ifPresent(s -> quoted.set(QUOTES - 1, s));
        }
        return quoted;
    }

    private static Quote quote(Scored scored, Scoring scoring) {
        return new Quote(
                scored.hit(), scored.start(), scored.end(), scoring.toUnit(scored.score()));
    }

    /** What was found and how it is weighed. */
    private record Search(StoreResult result, Scoring scoring) implements AutoCloseable {

        Ranking ranking() {
            return new Ranking(result, scoring);
        }

        @Override
        public void close() {
            result.close();
        }
    }

    private Search search(KnowledgeStore store, Ask ask) {
        StoreQuery query = StoreQuery.of(ask.access()).withoutDocuments(ask.withoutDocuments());
        if (!ask.access().limit().mayReachModels()) {
            StoreResult result = store.search(query.words(ask.question()));
            return new Search(result, new WordScoring(new Question(ask.question(), result)));
        }
        QuestionLanguage language = QuestionLanguage.of(ask.question());
        if (language == QuestionLanguage.SWEDISH) {
            StoreResult result = searchBesideEmbedding(store, query, ask);
            return new Search(
                    result, new SwedishScoring(new Question(ask.question(), result), result));
        }
        float[] vector = embed.apply(ask.scope(), ask.question());
        LanguageMeans means = crossLanguage.means(text -> embed.apply(ask.scope(), text));
        float[] question = means == null ? vector : means.centredQuestion(vector, language);
        return new Search(
                store.search(query.vector(question)), new ForeignScoring(question, means));
    }

    private StoreResult searchBesideEmbedding(KnowledgeStore store, StoreQuery query, Ask ask) {
        try (Ahead<float[]> vector =
                Ahead.of(() -> embed.apply(ask.scope(), ask.question()), beside)) {
            return store.search(query.words(ask.question()).vector(vector::get));
        }
    }
}
