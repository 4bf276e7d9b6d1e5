/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Collection;
import java.util.List;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;

/**
 * Weighs words and vectors together. Lexical scores count as shares of what no passage can exceed
 * rather than of the best that was found, so that a score means the same for every question. The
 * confidence compares the best passage with what unsuitable ones get for the same question.
 *
 * <p>The weights were fitted to questions in the language of the documents and to the vectors of
 * one embedding model; docs/explanation/answers.md says to which and how.
 */
final class SwedishScoring implements Scoring {

    private static final double GRAMS = 0.06;
    private static final double STEMS = 0.05;
    private static final double VECTOR = 1.4;
    private static final double PAIRS = 0.2;

    /** No score is higher: every share 1, every cosine 1. */
    static final double HIGHEST = GRAMS + STEMS + VECTOR + PAIRS + WindowSearch.HIGHEST_JOINT;

    private final Question question;
    private final double bestSentence;
    private final long passages;

    SwedishScoring(Question question, StoreResult result) {
        this.question = question;
        this.passages = result.passages();
        this.bestSentence =
                result.candidates().stream()
                        .mapToDouble(c -> c.score(Signal.SENTENCE))
                        .max()
                        .orElse(0);
    }

    @Override
    public double preliminary(Candidate candidate) {
        return 0.7 * share(candidate, Signal.GRAMS)
                + 0.3 * share(candidate, Signal.STEMS)
                + 2 * candidate.score(Signal.VECTOR)
                + 2 * candidate.score(Signal.SENTENCE);
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
        WindowSearch.Best best = WindowSearch.of(question, hit);
        Candidate candidate = hit.candidate();
        double score =
                GRAMS * share(candidate, Signal.GRAMS)
                        + STEMS * share(candidate, Signal.STEMS)
                        + VECTOR * candidate.score(Signal.VECTOR)
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
        return Logistic.of(
                5.6 * first.score()
                        - 5.5 * background
                        + 1.7 * first.cover()
                        + 22.3 * bestSentence
                        - 22.7);
    }

    /** The more passages, the better the best unsuitable one. */
    @Override
    public double threshold() {
        if (passages <= 2_000) {
            return Logistic.of(-1.9);
        }
        return Logistic.of(passages <= 10_000 ? -1.6 : -1.4);
    }
}
