/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.allmanning.core.trust.certify.SigningKey;

/** A certifier that signs whatever a test tells it to, right or wrong. */
final class Publisher {

    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    final MapRepository repository = new MapRepository();
    final Map<String, List<SigningKey>> keys = new LinkedHashMap<>();
    final Map<String, Integer> thresholds = new HashMap<>();
    final Map<String, Instant> expires = new HashMap<>();
    final Map<String, SigningKey> delegates = new TreeMap<>();
    String name = "association";
    String maximum = "K3R2T1";
    String models = "[]";
    String delegateMaximum = "K2R3T1";
    private List<SigningKey> formerRootKeys = List.of();
    long rootVersion;

    Publisher() {
        for (String role : RootDocument.ROLES) {
            keys.put(role, List.of(SigningKey.generate()));
            thresholds.put(role, 1);
            expires.put(role, Instant.parse("2027-01-01T00:00:00Z"));
        }
    }

    /** Root 1 and version 1 of everything. */
    static Publisher published() {
        return new Publisher().root().publish(1);
    }

    Publisher root() {
        rootVersion++;
        ObjectNode root = begin("root", rootVersion, expires.get("root"));
        root.put("name", name);
        if (maximum != null) {
            root.put("maximum", maximum);
        }
        ObjectNode all = root.putObject("keys");
        ObjectNode roles = root.putObject("roles");
        for (String role : RootDocument.ROLES) {
            ObjectNode one = roles.putObject(role);
            ArrayNode ids = one.putArray("keyids");
            for (SigningKey key : keys.get(role)) {
                all.put(key.verifyingKey().id(), key.verifyingKey().base64());
                ids.add(key.verifyingKey().id());
            }
            one.put("threshold", thresholds.get(role));
        }
        List<SigningKey> signers = new ArrayList<>(formerRootKeys);
        signers.addAll(keys.get("root"));
        formerRootKeys = keys.get("root");
        byte[] signed = signed("root", root, signers);
        repository.with(rootVersion + ".root.json", signed).with("root.json", signed);
        return this;
    }

    Publisher publish(long version) {
        return catalog(version).snapshot(version).timestamp(version);
    }

    Publisher catalog(long version) {
        repository.with(
                "catalog.json",
                signed("catalog", catalogPayload(version, ""), keys.get("catalog")));
        return this;
    }

    String catalogPayload(long version, String more) {
        StringBuilder delegations = new StringBuilder();
        delegates.forEach((delegate, key) ->
                delegations
                        .append(delegations.isEmpty() ? "" : ",")
                        .append(
                                "{\"name\":\""
                                        + delegate
                                        + "\",\"keys\":{\""
                                        + key.verifyingKey().id())
                        .append("\":\"" + key.verifyingKey().base64() + "\"},\"threshold\":1,")
                        .append(
                                "\"maximum\":\""
                                        + delegateMaximum
                                        + "\",\"sectors\":[\"health\"]}"));
        return "{\"_type\":\"catalog\",\"format\":1,\"authority\":\"Föreningen\",\"version\":"
                + version
                + ",\"expires\":\""
                + expires.get("catalog")
                + "\",\"delegations\":["
                + delegations
                + "],\"models\":"
                + models
                + ",\"revoked\":[],\"deployments\":[],\"guidance\":[]"
                + more
                + "}";
    }

    Publisher delegate(String delegate, long version) {
        SigningKey key = delegates.computeIfAbsent(delegate, d -> SigningKey.generate());
        String payload =
                "{\"_type\":\"catalog\",\"format\":1,\"authority\":\"D\",\"name\":\""
                        + delegate
                        + "\",\"version\":"
                        + version
                        + ",\"expires\":\""
                        + expires.get("catalog")
                        + "\",\"models\":[]}";
        repository.with(delegate + ".json", signed("catalog", payload, List.of(key)));
        return this;
    }

    Publisher snapshot(long version) {
        ObjectNode snapshot = begin("snapshot", version, expires.get("snapshot"));
        ObjectNode meta = snapshot.putObject("meta");
        meta.set("catalog.json", meta("catalog.json"));
        for (String delegate : delegates.keySet()) {
            if (repository.files.containsKey(delegate + ".json")) {
                meta.set(delegate + ".json", meta(delegate + ".json"));
            }
        }
        return snapshot(snapshot);
    }

    Publisher snapshot(ObjectNode snapshot) {
        repository.with("snapshot.json", signed("snapshot", snapshot, keys.get("snapshot")));
        return this;
    }

    Publisher timestamp(long version) {
        ObjectNode timestamp = begin("timestamp", version, expires.get("timestamp"));
        timestamp.putObject("meta").set("snapshot.json", meta("snapshot.json"));
        repository.with("timestamp.json", signed("timestamp", timestamp, keys.get("timestamp")));
        return this;
    }

    ObjectNode meta(String file) {
        Envelope envelope = Envelope.parse(repository.files.get(file), file);
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.put("version", StrictJson.object(envelope.payload(), file).path("version").asLong());
        meta.put("length", envelope.payload().length);
        meta.putObject("hashes").put("sha256", envelope.sha256());
        return meta;
    }

    static ObjectNode begin(String type, long version, Instant expires) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("_type", type)
                .put("format", 1)
                .put("version", version)
                .put("expires", expires.toString());
    }

    static byte[] signed(String type, ObjectNode payload, List<SigningKey> keys) {
        return signed(type, StrictJson.write(payload), keys);
    }

    static byte[] signed(String type, String payload, List<SigningKey> keys) {
        return signed(type, payload.getBytes(StandardCharsets.UTF_8), keys);
    }

    static byte[] signed(String type, byte[] payload, List<SigningKey> keys) {
        Envelope envelope = Envelope.unsigned(type, payload);
        for (SigningKey key : keys) {
            envelope = key.sign(envelope);
        }
        return envelope.toBytes();
    }

    /** An envelope whose signatures are given as they are. */
    static byte[] envelope(String type, byte[] payload, String... idsAndSignatures) {
        StringBuilder signatures = new StringBuilder();
        for (int i = 0; i < idsAndSignatures.length; i += 2) {
            signatures
                    .append(i == 0 ? "" : ",")
                    .append("{\"keyid\":\"" + idsAndSignatures[i])
                    .append("\",\"sig\":\"" + idsAndSignatures[i + 1] + "\"}");
        }
        return ("{\"payloadType\":\"application/vnd.allmanning."
                        + type
                        + "+json\",\"payload\":\""
                        + Base64.getEncoder().encodeToString(payload)
                        + "\",\"signatures\":["
                        + signatures
                        + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    RootPin pin() {
        return RootPin.file(repository.files.get("1.root.json"), "1.root.json");
    }
}
