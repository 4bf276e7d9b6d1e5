/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import se.allmanning.core.knowledge.text.SwedishSentences;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.model.ModelId;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/** Stores in memory, and documents made of a few words, with vectors that cost nothing. */
public final class TestStores {

    public static final int DIMENSION = 8;

    private TestStores() {}

    /** A context of the test model. */
    public static KnowledgeStoreContext context(Path folder) {
        return new Context(folder, ModelId.parse("test/words@1"), "a".repeat(64));
    }

    public static KnowledgeStoreContext context(Path folder, String model, String digest) {
        return new Context(folder, ModelId.parse(model), digest);
    }

    /** A store in the given directory, which outlives it. */
    static KnowledgeStore in(Directory directory) {
        Directory kept =
                new FilterDirectory(directory) {
                    @Override
                    public void close() {}
                };
        return new LuceneKnowledgeStore(context(Path.of("memory")), create -> kept).checked();
    }

    private record Context(Path directory, ModelId model, String modelDigest)
            implements KnowledgeStoreContext {
        @Override
        public String name() {
            return "rules";
        }

        @Override
        public String authority() {
            return "local";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }
    }

    static StoredDocument document(String id, String text, InformationClass c, Set<String> groups) {
        return new StoredDocument(
                "source",
                id,
                "f-" + id,
                CanonicalText.of("bytes " + text).digest(),
                CanonicalText.of(text).digest(),
                "Titel " + id.length(),
                null,
                c,
                groups,
                0,
                true,
                null);
    }

    static StoredDocument gone(StoredDocument d) {
        return new StoredDocument(
                d.source(),
                d.id(),
                null,
                d.bytesDigest(),
                d.textDigest(),
                d.title(),
                d.asOf(),
                d.informationClass(),
                d.accessGroups(),
                0,
                false,
                null);
    }

    /** One passage for each paragraph. */
    static List<StoredPassage> passages(String text, boolean embedded) {
        List<StoredPassage> out = new ArrayList<>();
        int start = 0;
        for (String paragraph : text.split("\n\n", -1)) {
            List<Sentence> sentences = new ArrayList<>();
            List<Span> spans = SwedishSentences.of(paragraph);
            for (Span s : spans) {
                float[] own =
                        embedded && spans.size() > 1
                                ? vector(paragraph.substring(s.start(), s.end()))
                                : null;
                sentences.add(new Sentence(s.start(), s.end(), own));
            }
            out.add(
                    new StoredPassage(
                            out.size(),
                            List.of("Avsnitt " + out.size()),
                            null,
                            start,
                            start + paragraph.length(),
                            paragraph,
                            embedded ? vector(paragraph) : null,
                            sentences));
            start += paragraph.length() + 2;
        }
        return out;
    }

    /** A unit vector of the words. */
    public static float[] vector(String text) {
        double[] sum = new double[DIMENSION];
        sum[0] = 0.05;
        for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+", -1)) {
            int hash = word.hashCode() * 0x9E3779B9;
            sum[hash >>> 29] += 1 + (hash & 0xFF) / 256.0;
        }
        double norm = 0;
        for (double d : sum) {
            norm += d * d;
        }
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(norm));
        }
        return vector;
    }

    /** Closes without a checked exception. */
    static void close(Directory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
