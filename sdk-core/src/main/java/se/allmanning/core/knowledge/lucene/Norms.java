/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import se.allmanning.spi.Signal;

/**
 * The lengths of the passages' lexical fields, a byte each as Lucene encodes them, kept for as long
 * as their segment is open: reading them per posting would cost more than scoring. Thread-safe.
 */
final class Norms {

    private final Map<IndexReader.CacheKey, byte[][]> segments = new ConcurrentHashMap<>();

    /** For each lexical field the encoded length of every document of the segment. */
    byte[][] of(LeafReader leaf) throws IOException {
        IndexReader.CacheHelper core = leaf.getCoreCacheHelper();
        byte[][] known = segments.get(core.getKey());
        if (known != null) {
            return known;
        }
        byte[][] norms = new byte[Fields.LEXICAL.size()][leaf.maxDoc()];
        for (int f = 0; f < norms.length; f++) {
            Signal field = Fields.LEXICAL.get(f);
            NumericDocValues values = leaf.getNormValues(field.id());
            if (values != null) {
                for (int doc = values.nextDoc();
                        doc != NumericDocValues.NO_MORE_DOCS;
                        doc = values.nextDoc()) {
                    norms[f][doc] = (byte) values.longValue();
                }
            }
        }
        if (segments.putIfAbsent(core.getKey(), norms) == null) {
            core.addClosedListener(segments::remove);
        }
        return norms;
    }
}
