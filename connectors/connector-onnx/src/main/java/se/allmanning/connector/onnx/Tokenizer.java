/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A tokenizer outside the heap. Reads the ids of a text and nothing else: DJL's own class would
 * copy seven more arrays, words and offsets among them, for each text. Safe for many threads; not
 * to be used after {@link #close()}.
 */
final class Tokenizer implements AutoCloseable {

    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    private final long handle;

    /** How many special tokens stand before a text, and how many after. */
    private final int before;

    private final int after;

    private Tokenizer(long handle) {
        this.handle = handle;
        long encoding = LIBRARY.encode(handle, "a", true);
        try {
            long[] special = LIBRARY.getSpecialTokenMask(encoding);
            int first = 0;
            while (first < special.length && special[first] == 1) {
                first++;
            }
            int last = special.length;
            while (last > first && special[last - 1] == 1) {
                last--;
            }
            this.before = first;
            this.after = special.length - last;
        } finally {
            LIBRARY.deleteEncoding(encoding);
        }
    }

    /** Makes a tokenizer of the text of a {@code tokenizer.json}. */
    static Tokenizer of(byte[] json) {
        long handle = LIBRARY.createTokenizerFromString(new String(json, StandardCharsets.UTF_8));
        LIBRARY.disableTruncation(handle);
        LIBRARY.disablePadding(handle);
        return new Tokenizer(handle);
    }

    /** The ids of a text of any length, special tokens included. */
    long[] encode(String text) {
        return ids(text, true);
    }

    /** The ids of a text alone. */
    long[] encodeBare(String text) {
        return ids(text, false);
    }

    /** The special tokens that stand before a text, taken from an encoded one. */
    long[] leading(long[] encoded) {
        return Arrays.copyOf(encoded, before);
    }

    /** The special tokens that stand after a text, taken from an encoded one. */
    long[] trailing(long[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - after, encoded.length);
    }

    private long[] ids(String text, boolean special) {
        long encoding = LIBRARY.encode(handle, wellFormed(text), special);
        try {
            return LIBRARY.getTokenIds(encoding);
        } finally {
            LIBRARY.deleteEncoding(encoding);
        }
    }

    /** Half a surrogate pair is no character, and the library takes only characters. */
    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }

    @Override
    public void close() {
        LIBRARY.deleteTokenizer(handle);
    }
}
