/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import se.allmanning.core.knowledge.lucene.View.Part;
import se.allmanning.spi.Signal;

/**
 * BM25 of every visible passage by one lexical field, term by term (Lucene's formula and length
 * encoding). A question's n-grams are many and common, and every candidate's exact score is wanted,
 * also of those that another signal found: then scoring all costs less than Lucene's pruned search
 * for the best followed by a second look at the rest.
 */
final class LexicalScores {

    /** How fast repetition stops counting. */
    static final float K1 = 0.8f;

    /** How much length counts. */
    static final float B = 0.55f;

    private static final float[] LENGTHS = new float[256];

    static {
        for (int i = 0; i < LENGTHS.length; i++) {
            LENGTHS[i] = SmallFloat.byte4ToInt((byte) i);
        }
    }

    private final float[][] scores;
    private final Map<String, Long> frequencies;

    private LexicalScores(float[][] scores, Map<String, Long> frequencies) {
        this.scores = scores;
        this.frequencies = Collections.unmodifiableMap(frequencies);
    }

    private record Weighted(BytesRef term, float weight) {}

    /**
     * @param field the place of the field in {@link Fields#LEXICAL}
     * @param terms the question's terms, repeated as it repeats them
     */
    static LexicalScores of(View view, Norms norms, int field, List<String> terms)
            throws IOException {
        Signal signal = Fields.LEXICAL.get(field);
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        Map<String, Long> frequencies = HashMap.newHashMap(counts.size());
        List<Weighted> weighted = new ArrayList<>(counts.size());
        for (Map.Entry<String, Integer> e : counts.entrySet()) {
            BytesRef term = new BytesRef(e.getKey());
            long frequency = view.frequency(signal, term);
            frequencies.put(e.getKey(), frequency);
            if (frequency > 0) {
                double idf = Math.log(1 + (view.passages() - frequency + 0.5) / (frequency + 0.5));
                weighted.add(new Weighted(term, (float) (idf * e.getValue())));
            }
        }
        // In one order whatever the question's, so that the dictionary is read forward and sums
        // come out the same.
        weighted.sort((a, b) -> a.term().compareTo(b.term()));
        float[] cache = lengthParts(view.averageLength(field));
        float[][] scores = new float[view.parts().size()][];
        for (int i = 0; i < scores.length; i++) {
            Part part = view.parts().get(i);
            scores[i] = new float[part.reader().maxDoc()];
            if (part.count() > 0) {
                score(part, signal, weighted, norms.of(part.reader())[field], cache, scores[i]);
            }
        }
        return new LexicalScores(scores, frequencies);
    }

    /** For each encoded length the part of the denominator that depends on it. */
    private static float[] lengthParts(double average) {
        float[] parts = new float[LENGTHS.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) (K1 * (1 - B + B * LENGTHS[i] / Math.max(average, 1e-9)));
        }
        return parts;
    }

    private static void score(
            Part part, Signal field, List<Weighted> terms, byte[] norms, float[] cache, float[] out)
            throws IOException {
        Terms all = part.reader().terms(field.id());
        if (all == null) {
            return;
        }
        TermsEnum each = all.iterator();
        DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
        PostingsEnum reuse = null;
        for (Weighted term : terms) {
            if (!each.seekExact(term.term())) {
                continue;
            }
            float weight = term.weight();
            reuse = each.postings(reuse, PostingsEnum.FREQS);
            reuse.nextDoc();
            for (reuse.nextPostings(DocIdSetIterator.NO_MORE_DOCS, buffer);
                    buffer.size > 0;
                    reuse.nextPostings(DocIdSetIterator.NO_MORE_DOCS, buffer)) {
                int[] docs = buffer.docs;
                float[] freqs = buffer.features;
                for (int i = 0; i < buffer.size; i++) {
                    int doc = docs[i];
                    float freq = freqs[i];
                    out[doc] += weight * freq / (freq + cache[norms[doc] & 0xFF]);
                }
            }
        }
    }

    /**
     * The score of a passage, by the place of its segment and its number there; 0 where it shares
     * no term.
     */
    float score(int part, int doc) {
        return scores[part][doc];
    }

    /** Adds the best passages. */
    void best(View view, int depth, Candidates into) {
        Best best = new Best(depth);
        for (int p = 0; p < scores.length; p++) {
            Part part = view.parts().get(p);
            float[] of = scores[p];
            int base = part.leaf().docBase;
            for (int doc = View.nextVisible(part.visible(), 0);
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = View.nextVisible(part.visible(), doc + 1)) {
                if (of[doc] > 0) {
                    best.offer(base + doc, of[doc]);
                }
            }
        }
        best.into(into);
    }

    /** The question's terms with the number of visible passages that hold them. */
    Map<String, Long> frequencies() {
        return frequencies;
    }
}
