/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/**
 * Weighs a question in another language than the passages: by vectors alone, and by the single
 * sentence that fits best. Where the model's {@link LanguageMeans} are not known, nothing tells a
 * good match from a bad one: passages are ranked, and no confidence is had in them.
 */
final class ForeignScoring implements Scoring {

    private static final double HIGHEST = 2;
    private static final double STEEPNESS = 10;
    private static final double ENOUGH = 0.60;

    private final float[] question;
    private final @Nullable LanguageMeans means;

    /**
     * @param question the question's vector, centred if the means are known
     */
    ForeignScoring(float[] question, @Nullable LanguageMeans means) {
        this.question = question;
        this.means = means;
    }

    @Override
    public double preliminary(Candidate candidate) {
        return candidate.score(Signal.VECTOR) + candidate.score(Signal.SENTENCE);
    }

    @Override
    public List<Hit> load(StoreResult result, Collection<Candidate> chosen) {
        return means == null ? result.load(chosen) : result.loadWithVectors(chosen);
    }

    @Override
    public Scored look(Hit hit) {
        List<Span> spans = Sentences.of(hit.passage());
        float[] cosines = Sentences.cosines(hit.candidate(), spans.size());
        double score = preliminary(hit.candidate());
        float[] vector = hit.passage().vector().orElse(null);
        if (means != null && vector != null) {
            cosines = centred(means, hit.passage(), vector, spans.size());
            score = means.cosine(question, vector) + cosines[best(cosines)];
        }
        Span quote = spans.get(best(cosines));
        return new Scored(hit, score, quote.start(), quote.end(), 0, 0);
    }

    private float[] centred(LanguageMeans known, StoredPassage passage, float[] vector, int n) {
        float[] cosines = new float[n];
        for (int i = 0; i < n; i++) {
            Sentence sentence = i < passage.sentences().size() ? passage.sentences().get(i) : null;
            float[] own = sentence == null ? null : sentence.vector();
            cosines[i] = (float) known.cosine(question, own == null ? vector : own);
        }
        return cosines;
    }

    private static int best(float[] cosines) {
        int best = 0;
        for (int i = 1; i < cosines.length; i++) {
            if (cosines[i] > cosines[best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public double toUnit(double score) {
        return Math.clamp(score / HIGHEST, 0.0, 1.0);
    }

    @Override
    public double confidence(List<Scored> best) {
        return means == null ? 0 : Logistic.of(STEEPNESS * (best.get(0).score() - ENOUGH));
    }

    @Override
    public double threshold() {
        return Logistic.of(0);
    }
}
