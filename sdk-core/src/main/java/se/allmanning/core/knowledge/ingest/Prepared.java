/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.ingest.PassageCutter.Cut;
import se.allmanning.core.knowledge.text.PassageContext;
import se.allmanning.core.knowledge.text.SwedishSentences;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/**
 * What is to be done with one document, on its way from the reader over the model to the index.
 * Handed from thread to thread through queues, used by one at a time.
 */
final class Prepared {

    /** How a document changes the index. */
    enum Change {
        /** Not at all. */
        NONE,
        /** Its ledger entry, and with it perhaps class and groups. */
        ENTRY,
        /** Everything. */
        ALL
    }

    private record Draft(Cut cut, String text, List<Span> sentences, boolean embedded) {}

    private final String id;
    private final Change change;
    private final SyncStatus status;
    private final @Nullable String reason;
    private final @Nullable StoredDocument document;
    private final List<Draft> drafts = new ArrayList<>();
    // Each different text once; null until its vector is known.
    private final Map<String, float @Nullable []> vectors = new LinkedHashMap<>();
    private int windowed;

    /** The class of the document; only of one that is indexed. */
    InformationClass informationClass() {
        return document == null ? InformationClass.DEFAULT : document.informationClass();
    }

    private Prepared(
            String id,
            Change change,
            SyncStatus status,
            @Nullable String reason,
            @Nullable StoredDocument document) {
        this.id = id;
        this.change = change;
        this.status = status;
        this.reason = reason;
        this.document = document;
    }

    /** A document that leaves the index as it is; {@code stored} is what is there of it. */
    static Prepared nothing(
            String id,
            SyncStatus status,
            @Nullable String reason,
            @Nullable StoredDocument stored) {
        return new Prepared(id, Change.NONE, status, reason, stored);
    }

    /** A document of which only the ledger entry changes. */
    static Prepared entry(StoredDocument document, SyncStatus status) {
        return new Prepared(document.id(), Change.ENTRY, status, document.note(), document);
    }

    /** A document that takes the place of what was there. */
    static Prepared all(StoredDocument document, SyncStatus status) {
        return new Prepared(document.id(), Change.ALL, status, document.note(), document);
    }

    /**
     * Adds a passage.
     *
     * @param text the words between the cut's offsets
     * @param embed whether it gets vectors
     * @param known vectors of texts that need not be embedded again
     */
    void passage(Cut cut, String text, boolean embed, Map<String, float[]> known) {
        List<Span> sentences = SwedishSentences.of(text);
        if (sentences.isEmpty()) {
            sentences = List.of(new Span(0, text.length()));
        }
        Draft draft = new Draft(cut, text, sentences, embed);
        drafts.add(draft);
        if (embed) {
            texts(stored().title(), cut.section(), text, sentences)
                    .forEach(wanted -> vectors.putIfAbsent(wanted, known.get(wanted)));
        }
    }

    /** What is embedded of a passage: the passage, then its sentences unless it is one itself. */
    private static List<String> texts(
            String title, List<String> section, String text, List<Span> sentences) {
        List<String> texts = new ArrayList<>(sentences.size() + 1);
        texts.add(PassageContext.withHeading(title, section, text));
        if (sentences.size() > 1) {
            for (Span s : sentences) {
                texts.add(
                        PassageContext.withTopic(
                                title, section, text.substring(s.start(), s.end())));
            }
        }
        return texts;
    }

    /** The vectors that stored passages have, by the texts that they were made of. */
    static Map<String, float[]> vectors(String title, List<StoredPassage> passages) {
        Map<String, float[]> known = new HashMap<>();
        for (StoredPassage passage : passages) {
            passage.vector()
                    .ifPresent(vector -> {
                        List<Span> spans =
                                passage.sentences().stream()
                                        .map(s -> new Span(s.start(), s.end()))
                                        .toList();
                        List<String> texts = texts(title, passage.section(), passage.text(), spans);
                        known.put(texts.get(0), vector);
                        for (int i = 1; i < texts.size(); i++) {
                            float[] own = passage.sentences().get(i - 1).vector();
                            if (own != null) {
                                known.put(texts.get(i), own);
                            }
                        }
                    });
        }
        return known;
    }

    /** The texts that wait for a vector. */
    List<String> missing() {
        return vectors.entrySet().stream()
                .filter(e -> e.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Gives a text its vector; {@code windows} is more than 1 where the model read it piece by
     * piece.
     */
    void vector(String text, float[] vector, int windows) {
        vectors.put(text, vector);
        if (windows > 1) {
            windowed++;
        }
    }

    /** The passages with their vectors, all of which must be known. */
    List<StoredPassage> passages() {
        List<StoredPassage> out = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Cut cut = draft.cut();
            float[] own = null;
            List<Sentence> sentences = new ArrayList<>(draft.sentences().size());
            if (draft.embedded()) {
                List<String> texts =
                        texts(stored().title(), cut.section(), draft.text(), draft.sentences());
                own = vectors.get(texts.get(0));
                for (int i = 0; i < draft.sentences().size(); i++) {
                    Span s = draft.sentences().get(i);
                    float[] vector = texts.size() == 1 ? null : vectors.get(texts.get(i + 1));
                    sentences.add(new Sentence(s.start(), s.end(), vector));
                }
            } else {
                draft.sentences()
                        .forEach(s -> sentences.add(new Sentence(s.start(), s.end(), null)));
            }
            out.add(
                    new StoredPassage(
                            out.size(),
                            cut.section(),
                            cut.page(),
                            cut.start(),
                            cut.end(),
                            draft.text(),
                            own,
                            sentences));
        }
        return out;
    }

    Change change() {
        return change;
    }

    /** The ledger entry to store. */
    StoredDocument stored() {
        if (document == null) {
            throw new IllegalStateException(
                    "A document that changes nothing has no entry to store.");
        }
        return change == Change.ALL
                ? Entries.with(document, drafts.size(), joined(document.note()))
                : document;
    }

    private @Nullable String joined(@Nullable String note) {
        if (windowed == 0) {
            return note;
        }
        String own =
                windowed
                        + " texts were longer than the embedding model reads at once and were embedded in overlapping"
                        + " windows.";
        return note == null ? own : note + " " + own;
    }

    /** What is told of it when it is done. */
    SyncReport.Entry report() {
        int passages =
                change == Change.ALL
                        ? drafts.size()
                        : document == null || !document.current() ? 0 : document.passages();
        return new SyncReport.Entry(
                id, status, passages, change == Change.ALL ? joined(reason) : reason);
    }

    @Override
    public String toString() {
        return "Prepared[" + id + ", " + change + "]";
    }
}
