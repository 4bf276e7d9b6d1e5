/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/** A store that gives the same result to every question, and keeps the question. */
final class RecordedStore implements KnowledgeStore {

    static final List<Signal> SIGNALS =
            List.of(Signal.GRAMS, Signal.STEMS, Signal.PAIRS, Signal.VECTOR, Signal.SENTENCE);

    private final List<StoreResult.Hit> hits = new ArrayList<>();
    private final Map<Signal, Map<String, Long>> frequencies = new HashMap<>();
    private long passages;
    private int open;
    final List<StoreQuery> queries = new ArrayList<>();
    final List<float[]> vectors = new ArrayList<>();

    RecordedStore passages(long count) {
        passages = count;
        return this;
    }

    RecordedStore frequencies(Signal signal, Map<String, Long> counts) {
        frequencies.put(signal, counts);
        return this;
    }

    /**
     * Adds a passage.
     *
     * @param scores in the order of {@link #SIGNALS}
     */
    RecordedStore add(
            String document,
            String title,
            String text,
            List<Sentence> sentences,
            float[] cosines,
            double... scores) {
        StoreResult.Candidate candidate =
                new StoreResult.Candidate(hits.size(), SIGNALS, scores, cosines);
        hits.add(
                new StoreResult.Hit(
                        candidate,
                        new StoredDocument(
                                "source",
                                document,
                                null,
                                "",
                                "",
                                title,
                                null,
                                InformationClass.DEFAULT,
                                Set.of(),
                                1,
                                true,
                                null),
                        new StoredPassage(
                                0,
                                List.of(),
                                null,
                                0,
                                text.codePointCount(0, text.length()),
                                text,
                                null,
                                sentences)));
        return this;
    }

    /** Gives the passage that was added last a vector. */
    RecordedStore vector(float[] vector) {
        StoreResult.Hit last = hits.removeLast();
        StoredPassage p = last.passage();
        hits.add(
                new StoreResult.Hit(
                        last.candidate(),
                        last.document(),
                        new StoredPassage(
                                0,
                                List.of(),
                                null,
                                p.start(),
                                p.end(),
                                p.text(),
                                vector,
                                p.sentences())));
        return this;
    }

    int openResults() {
        return open;
    }

    @Override
    public StoreResult search(StoreQuery query) {
        queries.add(query);
        Supplier<float[]> vector = query.vector();
        if (vector != null) {
            vectors.add(vector.get());
        }
        open++;
        return new StoreResult() {
            @Override
            public List<Candidate> candidates() {
                return hits.stream().map(Hit::candidate).toList();
            }

            @Override
            public List<Hit> load(Collection<Candidate> chosen) {
                return chosen.stream().map(c -> hits.get(c.number())).toList();
            }

            @Override
            public long passages() {
                return passages;
            }

            @Override
            public Map<String, Long> frequencies(Signal signal) {
                return frequencies.getOrDefault(signal, Map.of());
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    @Override
    public KnowledgeStoreWriter writer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredDocument> document(String source, String id) {
        return Optional.empty();
    }

    @Override
    public List<StoredDocument> documents(String source) {
        return List.of();
    }

    @Override
    public List<StoredDocument> documentsOfText(String digest, AccessFilter access) {
        return List.of();
    }

    @Override
    public Counts counts(AccessFilter access) {
        return new Counts(hits.size(), hits.size());
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public void close() {}
}
