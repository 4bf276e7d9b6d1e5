/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.lucene.View.Part;
import se.allmanning.core.knowledge.text.SwedishWords;
import se.allmanning.core.knowledge.text.SwedishWords.Word;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;

/** A search and what it found. */
final class LuceneResult implements StoreResult {

    /**
     * Pairs of words are rare and the words themselves are searched already: they score and bring
     * nobody in.
     */
    private static final List<Signal> BRINGING = List.of(Signal.STEMS, Signal.GRAMS);

    private final KnowledgeStoreContext context;
    private final Snapshot snapshot;
    private final int passages;
    private final List<Candidate> candidates;
    private final Map<Signal, LexicalScores> lexical;
    private boolean closed;

    private LuceneResult(
            KnowledgeStoreContext context,
            Snapshot snapshot,
            int passages,
            List<Candidate> candidates,
            Map<Signal, LexicalScores> lexical) {
        this.context = context;
        this.snapshot = snapshot;
        this.passages = passages;
        this.candidates = candidates;
        this.lexical = lexical;
    }

    /**
     * Searches a state to which the caller holds a reference; closing the result gives the
     * reference back.
     */
    static LuceneResult of(
            KnowledgeStoreContext context, Snapshot snapshot, Norms norms, StoreQuery query)
            throws IOException {
        View view = snapshot.view(query.access());
        if (!query.withoutDocuments().isEmpty()) {
            view = view.without(query.withoutDocuments());
        }
        Candidates found = new Candidates();
        List<Word> words = SwedishWords.of(query.words());
        List<LexicalScores> lexical = new ArrayList<>();
        for (int f = 0; f < Fields.LEXICAL.size() && !words.isEmpty(); f++) {
            Signal signal = Fields.LEXICAL.get(f);
            LexicalScores scores = LexicalScores.of(view, norms, f, Blocks.terms(signal, words));
            lexical.add(scores);
            if (BRINGING.contains(signal)) {
                scores.best(view, query.depth(), found);
            }
        }
        Supplier<float[]> vector = query.vector();
        float[] question = vector == null ? null : vector.get();
        if (question != null) {
            if (question.length != context.dimension()) {
                throw new IllegalArgumentException(
                        "The question's vector has length "
                                + question.length
                                + "; the knowledge base holds vectors of length "
                                + context.dimension()
                                + ".");
            }
            Nearest.best(view, question, query.depth(), found);
        }
        return new LuceneResult(
                context,
                snapshot,
                view.passages(),
                scored(view, found.sorted(), lexical, question),
                lexical.isEmpty()
                        ? Map.of()
                        : Map.of(
                                Signal.STEMS, lexical.get(0),
                                Signal.GRAMS, lexical.get(1),
                                Signal.PAIRS, lexical.get(2)));
    }

    private static List<Candidate> scored(
            View view, int[] found, List<LexicalScores> lexical, float @Nullable [] question)
            throws IOException {
        List<Candidate> out = new ArrayList<>(found.length);
        int next = 0;
        for (int p = 0; p < view.parts().size() && next < found.length; p++) {
            Part part = view.parts().get(p);
            int base = part.leaf().docBase;
            int end = base + part.reader().maxDoc();
            if (found[next] >= end) {
                continue;
            }
            Nearest.Exact exact =
                    question == null ? null : new Nearest.Exact(part.reader(), question);
            for (; next < found.length && found[next] < end; next++) {
                out.add(candidate(p, found[next], base, lexical, exact));
            }
        }
        return out;
    }

    private static Candidate candidate(
            int part,
            int number,
            int base,
            List<LexicalScores> lexical,
            Nearest.@Nullable Exact exact)
            throws IOException {
        int doc = number - base;
        double[] scores = new double[Fields.SIGNALS.size()];
        for (int f = 0; f < Fields.LEXICAL.size(); f++) {
            float score = lexical.isEmpty() ? 0 : lexical.get(f).score(part, doc);
            scores[f] = score > 0 ? score : Double.NaN;
        }
        int vector = Fields.LEXICAL.size();
        float[] sentences = {};
        if (exact != null && exact.advance(doc)) {
            sentences = exact.sentenceCosines();
            scores[vector] = exact.cosine();
            scores[vector + 1] = max(sentences);
        } else {
            scores[vector] = Double.NaN;
            scores[vector + 1] = Double.NaN;
        }
        return new Candidate(number, Fields.SIGNALS, scores, sentences);
    }

    private static float max(float[] values) {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @Override
    public List<Candidate> candidates() {
        return candidates;
    }

    @Override
    public List<Hit> load(Collection<Candidate> chosen) {
        if (closed) {
            throw new IllegalStateException("The result is closed.");
        }
        try {
            List<Hit> hits = new ArrayList<>(chosen.size());
            for (Candidate candidate : chosen) {
                Snapshot.Loaded loaded = snapshot.load(candidate.number());
                hits.add(new Hit(candidate, loaded.document(), loaded.passage()));
            }
            return hits;
        } catch (IOException e) {
            throw StoreFault.of(context, e);
        }
    }

    @Override
    public long passages() {
        return passages;
    }

    @Override
    public Map<String, Long> frequencies(Signal signal) {
        LexicalScores scores = lexical.get(signal);
        return scores == null ? Map.of() : scores.frequencies();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                snapshot.reader().decRef();
            } catch (IOException e) {
                throw StoreFault.of(context, e);
            }
        }
    }
}
