/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Arrays;
import java.util.List;
import se.allmanning.core.knowledge.text.SwedishSentences;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoredPassage;

/** The sentences of stored passages, also of those that were stored without. */
final class Sentences {

    private Sentences() {}

    /** The sentences of a passage; one at least. */
    static List<Span> of(StoredPassage passage) {
        if (!passage.sentences().isEmpty()) {
            return passage.sentences().stream().map(s -> new Span(s.start(), s.end())).toList();
        }
        List<Span> found = SwedishSentences.of(passage.text());
        return found.isEmpty() ? List.of(new Span(0, passage.text().length())) : found;
    }

    /** Each sentence's cosine with the question; the passage's where they are not known. */
    static float[] cosines(Candidate candidate, int sentences) {
        if (candidate.sentenceCosines().length == sentences) {
            return candidate.sentenceCosines();
        }
        float[] same = new float[sentences];
        Arrays.fill(same, (float) candidate.score(Signal.VECTOR));
        return same;
    }
}
