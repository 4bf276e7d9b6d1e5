/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import se.allmanning.policy.Clearance;

/** The members of one object of a document, each of the kind that it must have. */
final class Fields {

    /** The largest version: the largest whole number that every JSON reader keeps exactly. */
    static final long MAX_NUMBER = (1L << 53) - 1;

    /** The format of all documents that this version writes and reads. */
    static final int FORMAT = 1;

    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final ObjectNode object;
    private final String what;

    Fields(ObjectNode object, String what) {
        this.object = object;
        this.what = what;
    }

    /**
     * The members of a whole document, once its type and format are known to be right. The format
     * comes first: a later one may have changed everything else.
     */
    static Fields document(ObjectNode object, String what, String type) {
        Fields fields = new Fields(object, what);
        String found = fields.text("_type");
        if (!found.equals(type)) {
            throw TrustException.kind(what, "its _type is not \"" + type + "\"");
        }
        long format = fields.integer("format");
        if (format > FORMAT) {
            throw TrustException.format(what, format, FORMAT);
        }
        return fields;
    }

    private TrustException fault(String name, String rule) {
        return TrustException.malformed(what, "\"" + name + "\" is not " + rule, null);
    }

    private JsonNode get(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw TrustException.malformed(what, "\"" + name + "\" is missing", null);
        }
        return value;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        JsonNode value = get(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw fault(name, "a text");
        }
        return value.textValue();
    }

    String sha256(String name) {
        String value = text(name);
        if (!SHA256.matcher(value).matches()) {
            throw fault(name, "64 hexadecimal digits in lower case");
        }
        return value;
    }

    /** A whole number from 1, written in digits alone: neither 1.0 nor 1e0. */
    long integer(String name) {
        JsonNode value = get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > MAX_NUMBER) {
            throw fault(name, "a whole number from 1 to " + MAX_NUMBER + ", in digits alone");
        }
        return value.longValue();
    }

    Instant instant(String name) {
        String value = text(name);
        if (!INSTANT.matcher(value).matches()) {
            throw fault(name, "a time such as 2026-12-31T00:00:00Z");
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw fault(name, "a time such as 2026-12-31T00:00:00Z");
        }
    }

    Optional<Clearance> clearance(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Clearance.parse(text(name)));
        } catch (IllegalArgumentException e) {
            throw fault(name, "a clearance such as K2R2T1");
        }
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw fault(name, "an array of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    Fields object(String name) {
        if (!(get(name) instanceof ObjectNode child)) {
            throw fault(name, "an object");
        }
        return new Fields(child, what + " (" + name + ")");
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!(element instanceof ObjectNode child)) {
                throw fault(name, "an array of objects");
            }
            objects.add(new Fields(child, what + " (" + name + ")"));
        }
        return objects;
    }

    private JsonNode array(String name) {
        JsonNode value = get(name);
        if (!value.isArray()) {
            throw fault(name, "an array");
        }
        return value;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The member {@code keys}: each key in base64 under its id. */
    Map<String, VerifyingKey> keys() {
        Fields keys = object("keys");
        Map<String, VerifyingKey> found = new TreeMap<>();
        for (String id : keys.names()) {
            VerifyingKey key = VerifyingKey.ofBase64(keys.text(id), what);
            if (!key.id().equals(id)) {
                throw TrustException.key(
                        what, "the key " + key.id() + " claims another id than its own");
            }
            found.put(id, key);
        }
        return found;
    }

    /** Keys of which {@code threshold} must sign. */
    RoleKeys role(Map<String, VerifyingKey> keys) {
        long threshold = integer("threshold");
        if (threshold > keys.size()) {
            throw TrustException.key(
                    what, "its threshold " + threshold + " is above its " + keys.size() + " keys");
        }
        return new RoleKeys(keys, (int) threshold);
    }
}
