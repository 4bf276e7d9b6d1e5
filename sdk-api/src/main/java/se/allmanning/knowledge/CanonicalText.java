/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a document to which all its offsets refer, stored under its digest so that a
 * citation resolves years later. Immutable and thread-safe; {@code toString()} shows the digest,
 * never the text.
 *
 * <p>Canonical form: Unicode NFC; lines end with {@code \n}; no other control characters than
 * {@code \n} and {@code \t}; no byte order mark, soft hyphen (U+00AD) or zero-width space (U+200B).
 * The digest is the SHA-256 of the UTF-8 bytes, in lower-case hexadecimal. Offsets count Unicode
 * code points, the end exclusive.
 */
public final class CanonicalText {

    private final String value;
    private final String digest;
    private final int length;

    private CanonicalText(String value) {
        this.value = value;
        this.digest = sha256(value.getBytes(StandardCharsets.UTF_8));
        this.length = value.codePointCount(0, value.length());
    }

    /** Takes a text, bringing it into canonical form first. */
    public static CanonicalText of(String text) {
        return new CanonicalText(normalise(text));
    }

    /** Brings a piece of text into canonical form; texts in that form are returned unchanged. */
    public static String normalise(String text) {
        String nfc =
                Normalizer.isNormalized(text, Normalizer.Form.NFC)
                        ? text
                        : Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder out = null;
        for (int i = 0; i < nfc.length(); i++) {
            char c = nfc.charAt(i);
            String replacement = replacement(nfc, i, c);
            if (replacement == null) {
                if (out != null) {
                    out.append(c);
                }
            } else {
                if (out == null) {
                    out = new StringBuilder(nfc.length()).append(nfc, 0, i);
                }
                out.append(replacement);
            }
        }
        return out == null ? nfc : Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private static @Nullable String replacement(String text, int index, char c) {
        return switch (c) {
            case '\n', '\t' -> null;
            case '\r' -> index + 1 < text.length() && text.charAt(index + 1) == '\n' ? "" : "\n";
            case '\u0085', '\u2028', '\u2029', '\f', '\u000B' -> "\n";
            case '\u00AD', '\u200B', '\uFEFF' -> "";
            default -> {
                if (Character.isISOControl(c)) {
                    yield "";
                }
                if (Character.isSurrogate(c)) {
                    yield paired(text, index, c) ? null : "\uFFFD";
                }
                yield null;
            }
        };
    }

    private static boolean paired(String text, int index, char c) {
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The whole text. */
    public String value() {
        return value;
    }

    /** SHA-256 of the UTF-8 bytes, 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** Number of code points. */
    public int length() {
        return length;
    }

    /**
     * The text between two offsets.
     *
     * @param start first code point, from 0
     * @param end the code point after the last
     * @throws IndexOutOfBoundsException if the offsets do not lie in order within the text
     */
    public String slice(int start, int end) {
        if (start < 0 || end < start || end > length) {
            throw new IndexOutOfBoundsException(
                    "Offsets "
                            + start
                            + " to "
                            + end
                            + " do not lie within a text of "
                            + length
                            + " code points.");
        }
        int from = value.offsetByCodePoints(0, start);
        return value.substring(from, value.offsetByCodePoints(from, end - start));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "CanonicalText[" + digest + "]";
    }
}
