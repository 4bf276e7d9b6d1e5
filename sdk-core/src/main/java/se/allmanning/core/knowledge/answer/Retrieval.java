/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;
import java.util.function.Function;
import se.allmanning.core.knowledge.answer.Extract.Quote;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;

/**
 * Finds the passages that fit a question, and in them the words that answer it. Each call searches
 * the store once. Thread-safe if the embedding is.
 */
public final class Retrieval {

    private static final int QUOTES = 3;

    private final Function<String, float[]> embed;
    private final CrossLanguage crossLanguage;

    /**
     * A retrieval over vectors of one model.
     *
     * @param embed turns a question into its unit vector; may block, is called once for each call
     *     and once more for the first question in another language
     */
    public Retrieval(Function<String, float[]> embed) {
        this.embed = embed;
        this.crossLanguage = new CrossLanguage(embed);
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
                    best.stream().limit(QUOTES).map(s -> quote(s, scoring)).toList(),
                    best.isEmpty() ? 0 : scoring.confidence(best),
                    scoring.threshold(),
                    scoring instanceof ForeignScoring);
        }
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
        QuestionLanguage language = QuestionLanguage.of(ask.question());
        StoreQuery query = StoreQuery.of(ask.access()).withoutDocuments(ask.withoutDocuments());
        if (language == QuestionLanguage.SWEDISH) {
            StoreResult result =
                    store.search(
                            query.words(ask.question()).vector(() -> embed.apply(ask.question())));
            return new Search(
                    result, new SwedishScoring(new Question(ask.question(), result), result));
        }
        float[] vector = embed.apply(ask.question());
        LanguageMeans means = crossLanguage.means();
        float[] question = means == null ? vector : means.centredQuestion(vector, language);
        return new Search(
                store.search(query.vector(question)), new ForeignScoring(question, means));
    }
}
