/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds the character set of a text from its bytes: a byte order mark, then the zero bytes of
 * UTF-16, then strict UTF-8, then the single-byte set in which the most Swedish letters stand
 * beside other letters.
 */
public final class TextDecoder {

    private static final String LETTERS = "åäöÅÄÖéÉüÜàèáóøæØÆ";
    private static final String SIGNS =
            "\u2013\u2014\u201D\u201C\u2019\u2026\u2022§´°½\u00A0\u20AC«»";

    // Old Macintosh and DOS texts still lie in municipal archives.
    private static final List<String> SINGLE_BYTE = List.of("windows-1252", "IBM865", "x-MacRoman");

    private TextDecoder() {}

    /**
     * Whether bytes can be text: no zero bytes but those of UTF-16 or UTF-32, and hardly any
     * control characters.
     */
    public static boolean isText(byte[] bytes) {
        if (bytes.length == 0) {
            return true;
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return hasFewControls(new String(bytes, wide.get()));
        }
        int controls = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            if ((b >= 0 && b < 32 && b != '\t' && b != '\n' && b != '\r' && b != '\f')
                    || b == 127) {
                controls++;
            }
        }
        return controls * 200 <= bytes.length;
    }

    /** The character set; for bytes that are no text at all, some set. */
    public static Charset charset(byte[] bytes) {
        return wide(bytes)
                .orElseGet(() -> isUtf8(bytes) ? StandardCharsets.UTF_8 : singleByte(bytes));
    }

    /** The text, without a byte order mark. */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, charset(bytes));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean hasFewControls(String text) {
        long controls =
                text.chars()
                        .filter(c -> Character.isISOControl(c) && "\t\n\r\f".indexOf(c) < 0)
                        .count();
        long unknown = text.chars().filter(c -> c == '\uFFFD').count();
        return (controls + unknown) * 200 <= text.length();
    }

    private static Optional<Charset> wide(byte[] b) {
        if (starts(b, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(Charset.forName("UTF-32LE"));
        }
        if (starts(b, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        if (starts(b, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (starts(b, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        int pairs = Math.min(b.length, 4096) / 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < pairs; i++) {
            even += b[2 * i] == 0 ? 1 : 0;
            odd += b[2 * i + 1] == 0 ? 1 : 0;
        }
        // Latin letters have a zero byte each; a few other characters do not.
        if (pairs >= 4 && odd > pairs * 0.7 && even == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (pairs >= 4 && even > pairs * 0.7 && odd == 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes) {
        // The first bytes of a file may end in the middle of a character.
        for (int cut = 0; cut < 4 && cut <= bytes.length; cut++) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                if (!endsOpen(bytes, cut)) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean endsOpen(byte[] bytes, int cut) {
        int last = bytes.length - 1 - cut;
        return last >= 0 && (bytes[last] & 0x80) != 0;
    }

    private static Charset singleByte(byte[] bytes) {
        Charset best = StandardCharsets.ISO_8859_1;
        long most = Long.MIN_VALUE;
        for (String name : SINGLE_BYTE) {
            if (Charset.isSupported(name)) {
                Charset charset = Charset.forName(name);
                long score = score(new String(bytes, 0, Math.min(bytes.length, 1 << 20), charset));
                if (score > most) {
                    most = score;
                    best = charset;
                }
            }
        }
        return best;
    }

    private static long score(String text) {
        long score = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                continue;
            }
            boolean amongLetters =
                    (i > 0 && isAsciiLetter(text.charAt(i - 1)))
                            || (i + 1 < text.length() && isAsciiLetter(text.charAt(i + 1)));
            if (LETTERS.indexOf(c) >= 0) {
                score += amongLetters ? 3 : 1;
            } else if (SIGNS.indexOf(c) >= 0) {
                score += amongLetters ? 0 : 1;
            } else {
                score -= 2;
            }
        }
        return score;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
