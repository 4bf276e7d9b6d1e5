/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import se.allmanning.core.knowledge.text.PassageContext;
import se.allmanning.core.knowledge.text.SwedishWords;
import se.allmanning.core.knowledge.text.SwedishWords.Word;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/** Makes Lucene documents of passages and ledger entries. */
final class Blocks {

    private static final FieldType WORDS = words();

    private Blocks() {}

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /** The passages of a document, then its ledger entry. */
    static List<Document> block(
            StoredDocument document, Collection<StoredPassage> passages, int dimension)
            throws IOException {
        BytesRef key = Fields.key(document.source(), document.id());
        BytesRef id = Fields.digest(document.id());
        List<Document> block = new ArrayList<>(passages.size() + 1);
        int toLedger = passages.size();
        for (StoredPassage passage : passages) {
            Document out = new Document();
            out.add(new StringField(Fields.KIND, Fields.PASSAGE, Field.Store.NO));
            out.add(new StringField(Fields.KEY, key, Field.Store.NO));
            out.add(new StringField(Fields.DOCUMENT, id, Field.Store.NO));
            access(out, document);
            lexical(
                    out,
                    PassageContext.withHeading(
                            document.title(), passage.section(), passage.text()));
            vectors(out, document, passage, dimension);
            out.add(new BinaryDocValuesField(Fields.PAYLOAD, Payload.of(passage, key, toLedger--)));
            block.add(out);
        }
        block.add(ledger(document));
        return block;
    }

    /** A ledger entry. */
    static Document ledger(StoredDocument document) throws IOException {
        BytesRef key = Fields.key(document.source(), document.id());
        Document out = new Document();
        if (document.current()) {
            out.add(new StringField(Fields.KIND, Fields.CURRENT, Field.Store.NO));
        }
        out.add(new StringField(Fields.KEY, key, Field.Store.NO));
        out.add(new StringField(Fields.LEDGER, key, Field.Store.NO));
        out.add(new StringField(Fields.SOURCE, Fields.digest(document.source()), Field.Store.NO));
        out.add(new StringField(Fields.TEXT, document.textDigest(), Field.Store.NO));
        access(out, document);
        out.add(new BinaryDocValuesField(Fields.PAYLOAD, Payload.of(document)));
        return out;
    }

    /** A ledger entry whose place was taken by one with another text. */
    static Document former(StoredDocument document) throws IOException {
        Document out = new Document();
        out.add(new StringField(Fields.FORMER, formerKey(document), Field.Store.NO));
        out.add(new StringField(Fields.TEXT, document.textDigest(), Field.Store.NO));
        out.add(new BinaryDocValuesField(Fields.PAYLOAD, Payload.of(document)));
        return out;
    }

    static BytesRef formerKey(StoredDocument document) {
        return Fields.digest(document.source(), document.id(), document.textDigest());
    }

    private static void access(Document out, StoredDocument document) {
        out.add(
                new StringField(
                        Fields.CLASS, document.informationClass().toString(), Field.Store.NO));
        if (document.accessGroups().isEmpty()) {
            out.add(new StringField(Fields.GROUP, Fields.EVERYONE, Field.Store.NO));
        }
        for (String group : document.accessGroups()) {
            out.add(new StringField(Fields.GROUP, Fields.GROUP_PREFIX + group, Field.Store.NO));
        }
    }

    private static void lexical(Document out, String text) {
        List<Word> words = SwedishWords.of(text);
        for (Signal signal : Fields.LEXICAL) {
            List<String> terms = terms(signal, words);
            out.add(new Field(signal.id(), new Terms(terms), WORDS));
            out.add(new NumericDocValuesField(Fields.lengthOf(signal), terms.size()));
        }
    }

    /** What a lexical field makes of words: the same for passages and questions. */
    static List<String> terms(Signal signal, List<Word> words) {
        if (signal.equals(Signal.STEMS)) {
            return SwedishWords.stems(words);
        }
        return signal.equals(Signal.GRAMS) ? SwedishWords.grams(words) : SwedishWords.pairs(words);
    }

    private static void vectors(
            Document out, StoredDocument document, StoredPassage passage, int dimension) {
        float[] vector = passage.vector().orElse(null);
        if (vector == null) {
            return;
        }
        if (!document.informationClass().mayReachModels()) {
            throw new IllegalArgumentException(
                    "A passage of a document of class "
                            + document.informationClass()
                            + " has a vector; level "
                            + InformationClass.MAX_LEVEL
                            + " is found by words alone.");
        }
        out.add(
                new KnnFloatVectorField(
                        Fields.VECTOR,
                        checked(vector, dimension),
                        VectorSimilarityFunction.DOT_PRODUCT));
        List<Sentence> sentences = passage.sentences();
        if (sentences.size() > 1) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(sentences.size() * dimension * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (Sentence sentence : sentences) {
                float[] own = sentence.vector();
                bytes.asFloatBuffer().put(checked(own == null ? vector : own, dimension));
                bytes.position(bytes.position() + dimension * Float.BYTES);
            }
            out.add(new BinaryDocValuesField(Fields.SENTENCES, new BytesRef(bytes.array())));
        }
    }

    /** The vectors of a passage's sentences. */
    static List<float[]> unpacked(BytesRef bytes, int dimension) {
        FloatBuffer floats =
                ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        List<float[]> out = new ArrayList<>(floats.remaining() / dimension);
        while (floats.hasRemaining()) {
            float[] vector = new float[dimension];
            floats.get(vector);
            out.add(vector);
        }
        return out;
    }

    private static float[] checked(float[] vector, int dimension) {
        double square = 0;
        for (float f : vector) {
            square += f * f;
        }
        if (vector.length != dimension || !(Math.abs(square - 1) < 0.01)) {
            throw new IllegalArgumentException(
                    "A vector has length "
                            + vector.length
                            + " and norm "
                            + Math.sqrt(square)
                            + "; the store takes unit vectors of length "
                            + dimension
                            + ".");
        }
        return vector;
    }

    /** Terms that are known already, for the indexer. */
    private static final class Terms extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final List<String> terms;
        private int next;

        Terms(List<String> terms) {
            this.terms = terms;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            clearAttributes();
            term.append(terms.get(next++));
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }
}
