/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what {@link CanonicalJson} writes and nothing else: a byte that a canonical writer would
 * not have written there is a fault, so that two readers can never understand a line differently.
 * Keys are ASCII without escapes; nesting is bounded.
 */
final class CanonicalReader {

    /** The bytes are not canonical JSON of this shape. */
    static final class NotCanonicalException extends Exception {
        private static final long serialVersionUID = 1L;

        NotCanonicalException(int at, String wanted) {
            super("byte " + at + ": " + wanted + " expected");
        }
    }

    private static final int MAX_DEPTH = 8;
    private static final String ESCAPES = "\"\\bfnrt";
    private static final String ESCAPED = "\"\\\b\f\n\r\t";

    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    CanonicalReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    /** Reads the bytes as one object. */
    static SortedMap<String, Object> object(byte[] bytes) throws NotCanonicalException {
        return new CanonicalReader(bytes, 0, bytes.length).whole();
    }

    /** Reads all of the bytes as one object. */
    SortedMap<String, Object> whole() throws NotCanonicalException {
        SortedMap<String, Object> object = object(0);
        if (at != end) {
            throw fault("the end");
        }
        return object;
    }

    private NotCanonicalException fault(String wanted) {
        return new NotCanonicalException(at - start, wanted);
    }

    private int peek() {
        return at < end ? bytes[at] : -1;
    }

    private void expect(char wanted) throws NotCanonicalException {
        if (peek() != wanted) {
            throw fault("'" + wanted + "'");
        }
        at++;
    }

    private Object value(int depth) throws NotCanonicalException {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(depth);
            case '[' -> list(depth);
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            default -> number();
        };
    }

    private Boolean word(String word, Boolean meaning) throws NotCanonicalException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return meaning;
    }

    private SortedMap<String, Object> object(int depth) throws NotCanonicalException {
        if (depth == MAX_DEPTH) {
            throw fault("less nesting");
        }
        SortedMap<String, Object> object = new TreeMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
            return object;
        }
        String last = "";
        while (true) {
            String key = key();
            if (key.compareTo(last) <= 0) {
                throw fault("a key after the former");
            }
            expect(':');
            object.put(key, value(depth + 1));
            last = key;
            if (peek() != ',') {
                expect('}');
                return object;
            }
            at++;
        }
    }

    private List<Object> list(int depth) throws NotCanonicalException {
        if (depth == MAX_DEPTH) {
            throw fault("less nesting");
        }
        List<Object> list = new ArrayList<>();
        expect('[');
        if (peek() == ']') {
            at++;
            return list;
        }
        while (true) {
            list.add(value(depth + 1));
            if (peek() != ',') {
                expect(']');
                return list;
            }
            at++;
        }
    }

    private String key() throws NotCanonicalException {
        expect('"');
        int from = at;
        while (peek() > ' ' && peek() != '"' && peek() != '\\') {
            at++;
        }
        String key = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        expect('"');
        if (key.isEmpty()) {
            throw fault("a key");
        }
        return key;
    }

    private Long number() throws NotCanonicalException {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        int length = at - digits;
        boolean zero = length > 0 && bytes[digits] == '0';
        if (length == 0 || length > 16 || (zero && (length > 1 || digits > from))) {
            throw fault("a value");
        }
        long number = Long.parseLong(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        if (Math.abs(number) > Field.MAX_NUMBER) {
            throw fault("a number within 2^53");
        }
        return number;
    }

    private String string() throws NotCanonicalException {
        expect('"');
        int from = at;
        boolean plain = true;
        while (true) {
            int b = at < end ? bytes[at] & 0xff : -1;
            if (b == '"') {
                break;
            }
            if (b < ' ') {
                throw fault("a character of a text");
            }
            if (b == '\\' || b >= 0x80) {
                plain = false;
                at += b == '\\' ? escapeLength() : sequenceLength(b);
            } else {
                at++;
            }
        }
        String raw =
                new String(
                        bytes,
                        from,
                        at - from,
                        plain ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        at++;
        return plain || raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    /** How long the escape here is, if it is one that a canonical writer uses. */
    private int escapeLength() throws NotCanonicalException {
        int kind = at + 1 < end ? bytes[at + 1] : -1;
        if (kind > 0 && ESCAPES.indexOf(kind) >= 0) {
            return 2;
        }
        if (kind == 'u' && at + 6 <= end) {
            String hex = new String(bytes, at + 2, 4, StandardCharsets.ISO_8859_1);
            if (hex.matches("00[01][0-9a-f]")
                    && ESCAPED.indexOf((char) Integer.parseInt(hex, 16)) < 0) {
                return 6;
            }
        }
        throw fault("an escape in its shortest form");
    }

    /** How long the UTF-8 sequence here is, if it is one (RFC 3629). */
    private int sequenceLength(int first) throws NotCanonicalException {
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            throw fault("UTF-8");
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                throw fault("UTF-8");
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
        boolean surrogate = first == 0xed && second >= 0xa0;
        if (overlong || surrogate || (first == 0xf4 && second >= 0x90)) {
            throw fault("UTF-8");
        }
        return length;
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            char kind = c == '\\' ? raw.charAt(i + 1) : c;
            if (c != '\\') {
                text.append(c);
                i++;
            } else if (kind == 'u') {
                text.append((char) Integer.parseInt(raw, i + 2, i + 6, 16));
                i += 6;
            } else {
                text.append(ESCAPED.charAt(ESCAPES.indexOf(kind)));
                i += 2;
            }
        }
        return text.toString();
    }
}
