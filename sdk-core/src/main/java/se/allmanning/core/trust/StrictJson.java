/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/**
 * Reads JSON so that no two readers can understand it differently: UTF-8 without a byte order mark,
 * no key twice, nothing after the document, bounded nesting. Texts are compared as they are: two
 * Unicode forms of one letter are two texts.
 */
public final class StrictJson {

    /** How deep arrays and objects may nest. */
    static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // Bytes are UTF-8, never guessed to be UTF-16 or UTF-32.
                                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .build();

    private StrictJson() {}

    /** What reads a document from its first token to its last. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /**
     * Reads a document that is one object.
     *
     * @param what names the document in messages
     * @throws TrustException if it breaks a rule
     */
    static <T> T read(byte[] bytes, String what, Reader<T> reader) {
        checkEncoding(bytes, what);
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw TrustException.malformed(what, "it is not a JSON object", null);
            }
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw TrustException.malformed(what, "more follows after its end", null);
            }
            return result;
        } catch (JsonProcessingException e) {
            throw TrustException.malformed(what, fault(e), null);
        } catch (IOException e) {
            throw TrustException.malformed(what, "it cannot be read as JSON", e);
        }
    }

    /**
     * The object, without the arrays of the given names: these are read for their form and left
     * out, since whoever knows their meaning reads them from the bytes.
     */
    static ObjectNode object(byte[] bytes, String what, Set<String> opaque) {
        return read(
                bytes,
                what,
                parser -> {
                    ObjectNode object = MAPPER.createObjectNode();
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String name = parser.currentName();
                        JsonToken value = parser.nextToken();
                        if (!opaque.contains(name)) {
                            object.set(name, parser.readValueAsTree());
                        } else if (value == JsonToken.START_ARRAY) {
                            parser.skipChildren();
                        } else {
                            throw TrustException.malformed(
                                    what, "\"" + name + "\" is not an array", null);
                        }
                    }
                    return object;
                });
    }

    /**
     * The object.
     *
     * @param what names the document in messages
     * @throws TrustException if it is none, or breaks a rule
     */
    public static ObjectNode object(byte[] bytes, String what) {
        return object(bytes, what, Set.of());
    }

    /** The document's bytes: compact, keys in the order in which they were set. */
    public static byte[] write(JsonNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of bounded depth can be written.", e);
        }
    }

    private static String fault(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        String place = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        // Jackson quotes what it found; only the kind of the fault may be told.
        if (message.startsWith("Duplicate field")) {
            return "a key stands twice in one object" + place;
        }
        if (message.contains("nesting depth")) {
            return "it nests deeper than " + MAX_DEPTH + place;
        }
        return "it is not JSON" + place;
    }

    private static void checkEncoding(byte[] bytes, String what) {
        if (bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            throw TrustException.malformed(what, "it begins with a byte order mark", null);
        }
        int malformed = Utf8.malformedAt(bytes);
        if (malformed >= 0) {
            throw TrustException.malformed(what, "it is not UTF-8 at byte " + malformed, null);
        }
    }
}
