/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes JSON in the canonical form of RFC 8785 (JCS), for the values that the trail has: text,
 * whole numbers within ±(2^53 − 1), truth values, lists and objects. A test holds it equal to an
 * independent implementation.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static byte[] bytes(Map<String, ?> object) {
        return text(object).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Map<String, ?> object) {
        StringBuilder out = new StringBuilder(512);
        write(object, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case String text -> quoted(text, out);
            case Long number -> out.append(number.longValue());
            case Boolean flag -> out.append(flag.booleanValue());
            case List<?> list -> list(list, out);
            case Map<?, ?> object -> object(object, out);
            default ->
                    throw new IllegalArgumentException(
                            "No record holds a " + value.getClass().getSimpleName() + ".");
        }
    }

    private static void list(List<?> list, StringBuilder out) {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            write(element, out);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    @SuppressWarnings("unchecked")
    private static void object(Map<?, ?> object, StringBuilder out) {
        // The natural order of String is that of UTF-16 code units, which RFC 8785 asks for.
        SortedMap<String, Object> sorted =
                object instanceof SortedMap<?, ?> already
                        ? (SortedMap<String, Object>) already
                        : new TreeMap<>((Map<String, Object>) object);
        char separator = '{';
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            quoted(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, done, i);
            done = i + 1;
            escape(c, out);
        }
        out.append(text, done, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                    out.append("\\u00")
                            .append(Character.forDigit(c >> 4, 16))
                            .append(Character.forDigit(c & 15, 16));
        }
    }
}
