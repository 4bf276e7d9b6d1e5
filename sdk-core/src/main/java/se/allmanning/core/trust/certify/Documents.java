/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.RoleKeys;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.StrictJson;
import se.allmanning.core.trust.VerifyingKey;
import se.allmanning.policy.Clearance;
import se.allmanning.service.AllmanningException;

/** The payloads of the roles, as {@code docs/reference/catalog-format.md} gives them. */
final class Documents {

    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    private Documents() {}

    /** An object with the members that every document begins with. */
    static ObjectNode begin(String type) {
        return JsonNodeFactory.instance.objectNode().put("_type", type).put("format", 1);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The payload of a root. */
    static Envelope root(
            String name,
            long version,
            Instant expires,
            Optional<Clearance> maximum,
            Map<String, RoleKeys> roles) {
        ObjectNode root = begin(RootDocument.ROOT);
        root.put("name", name).put("version", version).put("expires", time(expires));
        maximum.ifPresent(m -> root.put("maximum", m.toString()));
        Map<String, VerifyingKey> all = new TreeMap<>();
        RootDocument.ROLES.forEach(role -> all.putAll(roleOf(roles, role).keys()));
        root.set("keys", keys(all));
        ObjectNode each = root.putObject("roles");
        for (String role : RootDocument.ROLES) {
            RoleKeys keys = roleOf(roles, role);
            ObjectNode one = each.putObject(role);
            ArrayNode ids = one.putArray("keyids");
            keys.keys().keySet().stream().sorted().forEach(ids::add);
            one.put("threshold", keys.threshold());
        }
        return Envelope.unsigned(RootDocument.ROOT, StrictJson.write(root));
    }

    private static RoleKeys roleOf(Map<String, RoleKeys> roles, String role) {
        RoleKeys keys = roles.get(role);
        if (keys == null) {
            throw new IllegalArgumentException("No keys for " + role);
        }
        return keys;
    }

    /** Keys in base64 by their ids. */
    static ObjectNode keys(Map<String, VerifyingKey> keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(keys).forEach((id, key) -> json.put(id, key.base64()));
        return json;
    }

    /** What a snapshot or timestamp says of a document. */
    static ObjectNode meta(Envelope document, long version) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("version", version).put("length", document.payload().length);
        meta.putObject("hashes").put("sha256", document.sha256());
        return meta;
    }

    /** A payload that this certifier made or is about to sign. */
    static ObjectNode payload(Envelope envelope, String what) {
        return strict(envelope.payload(), what);
    }

    static ObjectNode strict(byte[] json, String what) {
        return StrictJson.object(json, what);
    }

    /** A file for people to read and change. */
    static byte[] pretty(JsonNode json) {
        try {
            return (PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written.", e);
        }
    }

    /** What is wrong, out of a message that says more. */
    static String bare(AllmanningException e) {
        String message = String.valueOf(e.getMessage());
        int from = message.indexOf(": ");
        int to = message.indexOf(". ", Math.max(from, 0));
        return from < 0 || to < from ? "it is not well-formed" : message.substring(from + 2, to);
    }
}
