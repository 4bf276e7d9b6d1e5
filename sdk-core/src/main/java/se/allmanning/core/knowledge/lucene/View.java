/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.Signal;

/**
 * The passages that one asker may see in one state of the index, and the statistics over exactly
 * those. Scores are made of these alone, so they are what they would be in an index that holds
 * nothing else. Thread-safe; kept with the state.
 */
final class View {

    private static final int MAX_REMEMBERED = 50_000;

    /** The visible passages of a segment. */
    record Part(LeafReaderContext leaf, FixedBitSet visible, int count, boolean whole) {
        LeafReader reader() {
            return leaf.reader();
        }
    }

    private final List<Part> parts;
    private final int passages;
    private final long[] lengths;
    private final Map<Term, Long> frequencies = new ConcurrentHashMap<>();

    private View(List<Part> parts) throws IOException {
        this.parts = List.copyOf(parts);
        this.passages = parts.stream().mapToInt(Part::count).sum();
        this.lengths = new long[Fields.LEXICAL.size()];
        for (Part part : parts) {
            for (int f = 0; f < lengths.length; f++) {
                lengths[f] += length(part, Fields.LEXICAL.get(f));
            }
        }
    }

    /** What an asker sees. */
    static View of(IndexReader reader, AccessFilter access) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            LeafReader segment = leaf.reader();
            parts.add(part(leaf, permitted(segment, access, Fields.PASSAGE)));
        }
        return new View(parts);
    }

    /** How many current documents an asker sees. */
    static long documents(IndexReader reader, AccessFilter access) throws IOException {
        long sum = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            sum += permitted(leaf.reader(), access, Fields.CURRENT).cardinality();
        }
        return sum;
    }

    private static FixedBitSet permitted(LeafReader segment, AccessFilter access, String kind)
            throws IOException {
        FixedBitSet bits = union(segment, Fields.KIND, List.of(new BytesRef(kind)));
        bits.and(union(segment, Fields.CLASS, permittedClasses(segment, access)));
        bits.and(union(segment, Fields.GROUP, groups(access)));
        if (segment.getLiveDocs() != null) {
            segment.getLiveDocs().applyMask(bits, 0);
        }
        return bits;
    }

    /** This view without some documents, as if they were not there. */
    View without(Collection<String> documents) throws IOException {
        List<BytesRef> ids = documents.stream().map(Fields::digest).toList();
        List<Part> rest = new ArrayList<>();
        for (Part part : parts) {
            FixedBitSet visible = part.visible().clone();
            visible.andNot(union(part.reader(), Fields.DOCUMENT, ids));
            rest.add(part(part.leaf(), visible));
        }
        return new View(rest);
    }

    private static Part part(LeafReaderContext leaf, FixedBitSet visible) throws IOException {
        int count = visible.cardinality();
        // Counts deleted ones too, so a segment that lost a passage is never whole.
        int all = leaf.reader().docFreq(new Term(Fields.KIND, Fields.PASSAGE));
        return new Part(leaf, visible, count, count == all);
    }

    private static List<BytesRef> groups(AccessFilter access) {
        List<BytesRef> groups = new ArrayList<>();
        groups.add(new BytesRef(Fields.EVERYONE));
        access.groups().forEach(g -> groups.add(new BytesRef(Fields.GROUP_PREFIX + g)));
        return groups;
    }

    private static List<BytesRef> permittedClasses(LeafReader segment, AccessFilter access)
            throws IOException {
        List<BytesRef> permitted = new ArrayList<>();
        Terms classes = segment.terms(Fields.CLASS);
        if (classes != null) {
            TermsEnum each = classes.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                if (InformationClass.parse(term.utf8ToString()).within(access.limit())) {
                    permitted.add(BytesRef.deepCopyOf(term));
                }
            }
        }
        return permitted;
    }

    private static FixedBitSet union(LeafReader segment, String field, Collection<BytesRef> terms)
            throws IOException {
        FixedBitSet bits = new FixedBitSet(segment.maxDoc());
        Terms all = segment.terms(field);
        if (all == null) {
            return bits;
        }
        TermsEnum each = all.iterator();
        for (BytesRef term : terms) {
            if (each.seekExact(term)) {
                bits.or(each.postings(null, PostingsEnum.NONE));
            }
        }
        return bits;
    }

    /** The segments in order. */
    List<Part> parts() {
        return parts;
    }

    /** How many passages are visible. */
    int passages() {
        return passages;
    }

    /** The average length of a lexical field, by its place in {@link Fields#LEXICAL}. */
    double averageLength(int field) {
        return passages == 0 ? 0 : (double) lengths[field] / passages;
    }

    /** In how many visible passages a term stands. */
    long frequency(Signal field, BytesRef term) throws IOException {
        Term key = new Term(field.id(), term);
        Long known = frequencies.get(key);
        if (known != null) {
            return known;
        }
        long sum = 0;
        for (Part part : parts) {
            sum += frequency(part, key);
        }
        if (frequencies.size() >= MAX_REMEMBERED) {
            frequencies.clear();
        }
        frequencies.put(key, sum);
        return sum;
    }

    private static long frequency(Part part, Term term) throws IOException {
        if (part.whole()) {
            return part.reader().docFreq(term);
        }
        PostingsEnum postings =
                part.count() == 0 ? null : part.reader().postings(term, PostingsEnum.NONE);
        return postings == null ? 0 : countIn(postings, part.visible());
    }

    private static long countIn(PostingsEnum postings, FixedBitSet visible) throws IOException {
        long count = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            if (visible.get(doc)) {
                count++;
            }
        }
        return count;
    }

    private static long length(Part part, Signal field) throws IOException {
        if (part.whole()) {
            return part.reader().getSumTotalTermFreq(field.id());
        }
        NumericDocValues lengths = part.reader().getNumericDocValues(Fields.lengthOf(field));
        if (lengths == null) {
            return 0;
        }
        long sum = 0;
        for (int doc = nextVisible(part.visible(), 0);
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = nextVisible(part.visible(), doc + 1)) {
            if (lengths.advanceExact(doc)) {
                sum += lengths.longValue();
            }
        }
        return sum;
    }

    static int nextVisible(FixedBitSet bits, int from) {
        return from >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(from);
    }
}
