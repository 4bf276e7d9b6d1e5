/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.lucene.View.Part;

/** The passages nearest to a question, and exact cosines from the full-precision vectors. */
final class Nearest {

    /**
     * Up to so many visible passages all of them are compared, exactly: cheaper than walking a
     * graph with most of its nodes hidden, and untouched by what is hidden.
     */
    static final int EXACT = 4_000;

    /** The graph is asked for so much more than is wanted, since it compares shortened vectors. */
    private static final double OVERSAMPLING = 1.2;

    private Nearest() {}

    /** Adds the nearest passages. */
    static void best(View view, float[] question, int depth, Candidates into) throws IOException {
        Best best = new Best(depth);
        for (Part part : view.parts()) {
            FloatVectorValues vectors = part.reader().getFloatVectorValues(Fields.VECTOR);
            if (vectors == null || part.count() == 0) {
                continue;
            }
            int base = part.leaf().docBase;
            DocIdSetIterator found =
                    view.passages() <= EXACT
                            ? new BitSetIterator(part.visible(), part.count())
                            : walk(part, question, (int) (depth * OVERSAMPLING));
            DocIndexIterator at = vectors.iterator();
            for (int doc = found.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = found.nextDoc()) {
                if (at.docID() < doc) {
                    at.advance(doc);
                }
                if (at.docID() == doc) {
                    best.offer(
                            base + doc,
                            VectorUtil.dotProduct(question, vectors.vectorValue(at.index())));
                }
            }
        }
        best.into(into);
    }

    private static DocIdSetIterator walk(Part part, float[] question, int k) throws IOException {
        LeafReader reader = part.reader();
        AcceptDocs accepted =
                part.whole()
                        ? AcceptDocs.fromLiveDocs(null, reader.maxDoc())
                        : AcceptDocs.fromIteratorSupplier(
                                () -> new BitSetIterator(part.visible(), part.count()),
                                null,
                                reader.maxDoc());
        TopKnnCollector collector = new TopKnnCollector(k, Integer.MAX_VALUE);
        reader.searchNearestVectors(Fields.VECTOR, question, collector, accepted);
        ScoreDoc[] hits = collector.topDocs().scoreDocs;
        FixedBitSet found = new FixedBitSet(reader.maxDoc());
        for (ScoreDoc hit : hits) {
            found.set(hit.doc);
        }
        return new BitSetIterator(found, hits.length);
    }

    /** Exact cosines of passages of one segment, asked for in rising order. Not thread-safe. */
    static final class Exact {
        private static final float[] NONE = {};

        private final float[] question;
        private final @Nullable FloatVectorValues vectors;
        private final @Nullable DocIndexIterator at;
        private final @Nullable BinaryDocValues sentences;
        private final float[] vector;
        private double cosine;
        private float[] sentenceCosines = NONE;

        Exact(LeafReader reader, float[] question) throws IOException {
            this.question = question;
            this.vectors = reader.getFloatVectorValues(Fields.VECTOR);
            this.at = vectors == null ? null : vectors.iterator();
            this.sentences = reader.getBinaryDocValues(Fields.SENTENCES);
            this.vector = new float[question.length];
        }

        /** Goes to a passage; false where it has no vector. */
        boolean advance(int doc) throws IOException {
            sentenceCosines = NONE;
            if (vectors == null || at == null) {
                return false;
            }
            if (at.docID() < doc) {
                at.advance(doc);
            }
            if (at.docID() != doc) {
                return false;
            }
            cosine = VectorUtil.dotProduct(question, vectors.vectorValue(at.index()));
            sentenceCosines =
                    sentences != null && sentences.advanceExact(doc)
                            ? each(sentences.binaryValue())
                            : new float[] {(float) cosine};
            return true;
        }

        private float[] each(BytesRef bytes) {
            FloatBuffer floats =
                    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer();
            float[] out = new float[floats.remaining() / vector.length];
            for (int i = 0; i < out.length; i++) {
                floats.get(vector);
                out[i] = VectorUtil.dotProduct(question, vector);
            }
            return out;
        }

        double cosine() {
            return cosine;
        }

        float[] sentenceCosines() {
            return sentenceCosines;
        }
    }
}
