/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Collection;
import java.util.List;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;

/**
 * Weighs words alone, where no model may see the question. As in {@link SwedishScoring} scores are
 * shares of what no passage can exceed. What says the same in other words is not found, and the
 * confidence tells less than where vectors take part. docs/explanation/answers.md says what the
 * weights were fitted to.
 */
final class WordScoring implements Scoring {

    private static final double GRAMS = 0.5;
    private static final double STEMS = 0.2;
    private static final double PAIRS = 0.2;

    /** No score is higher: every share 1, and the best window without its cosine. */
    private static final double HIGHEST = GRAMS + STEMS + PAIRS + WindowSearch.HIGHEST_JOINT - 1;

    private final Question question;

    WordScoring(Question question) {
        this.question = question;
    }

    @Override
    public double preliminary(Candidate candidate) {
        return 0.7 * share(candidate, Signal.GRAMS) + 0.3 * share(candidate, Signal.STEMS);
    }

    private double share(Candidate candidate, Signal signal) {
        return question.share(signal, candidate.score(signal));
    }

    @Override
    public List<Hit> load(StoreResult result, Collection<Candidate> chosen) {
        return result.load(chosen);
    }

    @Override
    public Scored look(Hit hit) {
        WindowSearch.Best best = WindowSearch.ofWords(question, hit);
        Candidate candidate = hit.candidate();
        double score =
                GRAMS * share(candidate, Signal.GRAMS)
                        + STEMS * share(candidate, Signal.STEMS)
                        + PAIRS * share(candidate, Signal.PAIRS)
                        + best.joint();
        return new Scored(hit, score, best.start(), best.end(), best.matter(), best.expected());
    }

    @Override
    public double toUnit(double score) {
        return Math.clamp(score / HIGHEST, 0.0, 1.0);
    }

    @Override
    public double confidence(List<Scored> best) {
        Scored first = best.get(0);
        double background = Background.of(best);
        return Logistic.of(4.4 * first.score() - 3 * background + first.cover() - 2.6);
    }

    @Override
    public double threshold() {
        return Logistic.of(-0.8);
    }
}
