/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore.Counts;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

/**
 * One committed state of the index. Thread-safe; whoever uses it holds a reference to its reader.
 */
final class Snapshot {

    private static final int MAX_VIEWS = 64;

    private final IndexReader reader;
    private final Map<String, String> userData;
    private final Map<AccessFilter, View> views =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<AccessFilter, View> eldest) {
                    return size() > MAX_VIEWS;
                }
            };

    Snapshot(IndexReader reader, Map<String, String> userData) {
        this.reader = reader;
        this.userData = Map.copyOf(userData);
    }

    IndexReader reader() {
        return reader;
    }

    Map<String, String> userData() {
        return userData;
    }

    View view(AccessFilter access) throws IOException {
        synchronized (views) {
            View known = views.get(access);
            if (known == null) {
                known = View.of(reader, access);
                views.put(access, known);
            }
            return known;
        }
    }

    /** The live ledger entry under a term, with the number of its Lucene document. */
    @Nullable StoredDocument ledger(BytesRef key) throws IOException {
        List<StoredDocument> found = payloads(new Term(Fields.LEDGER, key));
        return found.isEmpty() ? null : found.get(0);
    }

    /** All live entries under a term. */
    List<StoredDocument> payloads(Term term) throws IOException {
        List<StoredDocument> out = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            BinaryDocValues payloads = leaf.reader().getBinaryDocValues(Fields.PAYLOAD);
            for (int doc = postings.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                if ((live == null || live.get(doc)) && payloads.advanceExact(doc)) {
                    out.add(Payload.document(payloads.binaryValue()));
                }
            }
        }
        return out;
    }

    /** Counts current documents and passages of an asker. */
    Counts counts(AccessFilter access) throws IOException {
        return new Counts(View.documents(reader, access), view(access).passages());
    }

    /** A passage with its document, without vectors. */
    record Loaded(StoredDocument document, StoredPassage passage) {}

    Loaded load(int number) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
        int doc = number - leaf.docBase;
        BinaryDocValues payloads = leaf.reader().getBinaryDocValues(Fields.PAYLOAD);
        if (!payloads.advanceExact(doc)) {
            throw new IllegalStateException("Passage " + number + " has no payload.");
        }
        Payload.Read read = Payload.passage(payloads.binaryValue(), null, List.of());
        // The entry of the passage's own block, unless it was replaced by itself: then its place is
        // empty or another's.
        int at = doc + read.toLedger();
        Bits live = leaf.reader().getLiveDocs();
        boolean own =
                at < leaf.reader().maxDoc()
                        && (live == null || live.get(at))
                        && payloads.advanceExact(at)
                        && Payload.isDocument(payloads.binaryValue(), read.key());
        StoredDocument document =
                own ? Payload.document(payloads.binaryValue()) : ledger(read.key());
        if (document == null) {
            throw new IllegalStateException("Passage " + number + " has no ledger entry.");
        }
        return new Loaded(document, read.passage());
    }

    /** The passages of a document with their vectors, in order. */
    List<StoredPassage> passages(BytesRef key) throws IOException {
        List<StoredPassage> out = new ArrayList<>();
        for (LeafReaderContext context : reader.leaves()) {
            LeafReader leaf = context.reader();
            PostingsEnum postings = leaf.postings(new Term(Fields.KEY, key), PostingsEnum.NONE);
            if (postings == null) {
                continue;
            }
            PostingsEnum passages =
                    leaf.postings(new Term(Fields.KIND, Fields.PASSAGE), PostingsEnum.NONE);
            Bits live = leaf.getLiveDocs();
            for (int doc = postings.nextDoc();
                    passages != null && doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                if (passages.docID() < doc) {
                    passages.advance(doc);
                }
                if (passages.docID() == doc && (live == null || live.get(doc))) {
                    out.add(passage(leaf, doc));
                }
            }
        }
        return out;
    }

    private static StoredPassage passage(LeafReader leaf, int doc) throws IOException {
        float[] vector = null;
        List<float[]> sentences = new ArrayList<>();
        FloatVectorValues vectors = leaf.getFloatVectorValues(Fields.VECTOR);
        if (vectors != null) {
            DocIndexIterator at = vectors.iterator();
            if (at.advance(doc) == doc) {
                vector = vectors.vectorValue(at.index()).clone();
            }
            BinaryDocValues packed = leaf.getBinaryDocValues(Fields.SENTENCES);
            if (packed != null && packed.advanceExact(doc)) {
                sentences = Blocks.unpacked(packed.binaryValue(), vectors.dimension());
            }
        }
        BinaryDocValues payloads = leaf.getBinaryDocValues(Fields.PAYLOAD);
        payloads.advanceExact(doc);
        return Payload.passage(payloads.binaryValue(), vector, sentences).passage();
    }
}
