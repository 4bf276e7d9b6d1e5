/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import se.allmanning.spi.Signal;

/**
 * The layout of the index. A source document is one block: its passages in order, then its ledger
 * entry, all with the same {@link #KEY}, so that one Lucene update puts a document and its ledger
 * entry in the place of the old ones at once.
 */
final class Fields {

    /** Raised whenever an older program would misread what a newer one writes. */
    static final int FORMAT = 1;

    /** Digest of source and document id; on passages and on the ledger entry. */
    static final String KEY = "key";

    /** The same digest; on the ledger entry alone, so that it can be replaced by itself. */
    static final String LEDGER = "ledger";

    /** Digest of the document id; on passages. */
    static final String DOCUMENT = "document";

    /** Digest of the source; on ledger entries. */
    static final String SOURCE = "source";

    /** Digest of the canonical text; on ledger entries and on those that were replaced. */
    static final String TEXT = "text";

    /** Digest of key and text; on ledger entries that were replaced by one of another text. */
    static final String FORMER = "former";

    /** What a Lucene document is: one of the three below, or none of them. */
    static final String KIND = "kind";

    static final String PASSAGE = "passage";
    static final String CURRENT = "current";

    /** The information class, written. */
    static final String CLASS = "class";

    /** Access groups, each after {@link #GROUP_PREFIX}, or {@link #EVERYONE}. */
    static final String GROUP = "group";

    static final String GROUP_PREFIX = "g:";
    static final String EVERYONE = "everyone";

    static final String VECTOR = "vector";

    /** The sentences' vectors of a passage, one after the other, little-endian floats. */
    static final String SENTENCES = "sentences";

    /** The rest of a passage or a ledger entry, by {@link Payload}. */
    static final String PAYLOAD = "payload";

    /** The lexical fields; each is called as its signal. */
    static final List<Signal> LEXICAL = List.of(Signal.STEMS, Signal.GRAMS, Signal.PAIRS);

    /** All signals, in the order of a candidate's scores: the lexical ones first. */
    static final List<Signal> SIGNALS =
            List.of(Signal.STEMS, Signal.GRAMS, Signal.PAIRS, Signal.VECTOR, Signal.SENTENCE);

    private Fields() {}

    /** The field that holds how many terms a lexical field of a passage has. */
    static String lengthOf(Signal lexical) {
        return lexical.id() + "-length";
    }

    static BytesRef key(String source, String id) {
        return digest(source, id);
    }

    /**
     * A short term for texts of any length; each part is counted in, so that none can be shifted
     * into the next.
     */
    static BytesRef digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(
                        new byte[] {
                            (byte) (bytes.length >> 24),
                            (byte) (bytes.length >> 16),
                            (byte) (bytes.length >> 8),
                            (byte) bytes.length
                        });
                sha.update(bytes);
            }
            return new BytesRef(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
