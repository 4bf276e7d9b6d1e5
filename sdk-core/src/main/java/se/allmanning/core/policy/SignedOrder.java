/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.AtomicFiles;

/**
 * A crisis order with its signatures, as it travels between people and is kept: JSON in an envelope
 * of <a href="https://github.com/secure-systems-lab/dsse">DSSE</a> of type {@code
 * application/vnd.allmanning.crisis+json}. It either declares a crisis or stops one. Nothing that
 * it says is to be trusted before {@link CrisisSwitch} has taken it. Immutable.
 */
public final class SignedOrder {

    /** The type of the payload. */
    public static final String PAYLOAD_TYPE = "application/vnd.allmanning.crisis+json";

    /** A file with an order is not longer than this, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_SIGNATURES = 64;
    private static final String START = "start";
    private static final String STOP = "stop";

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /**
     * An order to stop.
     *
     * @param order the id of the declaration that it stops
     * @param at when it was made
     * @param reason why, for the record
     */
    record Stop(String order, Instant at, String reason) {
        Stop {
            CrisisOrder.checkId(order);
            CrisisOrder.checkReason(reason);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared nowhere.
    private record Signed(String keyId, byte[] value) {}

    private final byte[] payload;
    private final List<Signed> signatures;
    private final @Nullable CrisisOrder start;
    private final @Nullable Stop stop;

    private SignedOrder(byte[] payload, List<Signed> signatures) {
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
        ObjectNode object = object(payload, "its payload");
        String kind = text(object, "kind");
        if (kind.equals(START)) {
            only(object, "kind", "id", "from", "until", "reason");
            this.start =
                    new CrisisOrder(
                            text(object, "id"),
                            instant(object, "from"),
                            instant(object, "until"),
                            text(object, "reason"));
            this.stop = null;
        } else if (kind.equals(STOP)) {
            only(object, "kind", "order", "at", "reason");
            this.start = null;
            this.stop =
                    new Stop(text(object, "order"), instant(object, "at"), text(object, "reason"));
        } else {
            throw CrisisFaults.order("\"kind\" is neither start nor stop");
        }
    }

    /** A declaration that nobody has signed. */
    public static SignedOrder start(CrisisOrder order) {
        return new SignedOrder(
                write(
                        JSON.createObjectNode()
                                .put("kind", START)
                                .put("id", order.id())
                                .put("from", order.from().toString())
                                .put("until", order.until().toString())
                                .put("reason", order.reason())),
                List.of());
    }

    /**
     * An order to stop a declared crisis, which nobody has signed.
     *
     * @param orderId the id of the declaration
     * @throws se.allmanning.service.AllmanningException if the id or the reason has the wrong form
     */
    public static SignedOrder stop(String orderId, Instant now, String reason) {
        Stop stop = new Stop(orderId, now.truncatedTo(ChronoUnit.SECONDS), reason.strip());
        return new SignedOrder(
                write(
                        JSON.createObjectNode()
                                .put("kind", STOP)
                                .put("order", stop.order())
                                .put("at", stop.at().toString())
                                .put("reason", stop.reason())),
                List.of());
    }

    /**
     * Reads an envelope. Keys of the envelope that it does not know are passed over, as DSSE
     * demands; the payload may have none.
     *
     * @throws se.allmanning.service.AllmanningException if it is none
     */
    public static SignedOrder parse(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw CrisisFaults.order("it has more than " + MAX_BYTES + " bytes");
        }
        ObjectNode envelope = object(file, "it");
        if (!text(envelope, "payloadType").equals(PAYLOAD_TYPE)) {
            throw CrisisFaults.order("its \"payloadType\" is not " + PAYLOAD_TYPE);
        }
        if (!(envelope.get("signatures") instanceof ArrayNode list)
                || list.size() > MAX_SIGNATURES) {
            throw CrisisFaults.order(
                    "\"signatures\" is no array of at most " + MAX_SIGNATURES + " signatures");
        }
        List<Signed> signatures = new ArrayList<>();
        for (JsonNode signature : list) {
            if (!(signature instanceof ObjectNode object)) {
                throw CrisisFaults.order("a signature is not an object");
            }
            String keyId = text(object, "keyid");
            if (!KEY_ID.matcher(keyId).matches()) {
                throw CrisisFaults.order("a \"keyid\" is not 64 hexadecimal digits in lower case");
            }
            signatures.add(new Signed(keyId, base64(object, "sig")));
        }
        return new SignedOrder(base64(envelope, "payload"), signatures);
    }

    /**
     * Reads an envelope from a file.
     *
     * @throws se.allmanning.service.AllmanningException if it cannot be read or is none
     */
    public static SignedOrder read(Path file) {
        try {
            Optional<byte[]> bytes = CrisisFolder.read(file);
            return parse(bytes.orElseThrow(() -> CrisisFaults.order(file + " does not exist")));
        } catch (IOException e) {
            throw CrisisFaults.order(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Writes the envelope to a file, whole or not at all.
     *
     * @param replace whether the file may exist
     * @throws se.allmanning.service.AllmanningException if it exists and may not, or cannot be
     *     written
     */
    public void write(Path file, boolean replace) {
        Path target = file.toAbsolutePath();
        if (!replace && Files.exists(target)) {
            throw CrisisFaults.exists(file);
        }
        try {
            AtomicFiles.write(target, toBytes());
        } catch (IOException e) {
            throw CrisisFaults.unwritable(file, e);
        }
    }

    private static ObjectNode object(byte[] json, String what) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Jackson quotes what it found, which may be anything.
            throw CrisisFaults.order(what + " is not JSON without double keys, in UTF-8");
        }
        throw CrisisFaults.order(what + " is not a JSON object");
    }

    private static String text(ObjectNode object, String key) {
        JsonNode value = object.get(key);
        if (value == null || !value.isTextual()) {
            throw CrisisFaults.order("\"" + key + "\" is missing or not a text");
        }
        return value.textValue();
    }

    private static byte[] base64(ObjectNode object, String key) {
        String text = text(object, key);
        try {
            // DSSE allows both alphabets of RFC 4648.
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw CrisisFaults.order("\"" + key + "\" is not base64");
        }
    }

    private static Instant instant(ObjectNode object, String key) {
        try {
            Instant time = Instant.parse(text(object, key));
            if (time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
                return time;
            }
        } catch (DateTimeException e) {
            throw CrisisFaults.order("\"" + key + "\" is no time such as 2026-11-22T07:00:00Z");
        }
        throw CrisisFaults.order("\"" + key + "\" is not in whole seconds");
    }

    private static void only(ObjectNode object, String... keys) {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(keys));
        if (!unknown.isEmpty()) {
            throw CrisisFaults.order(
                    "its payload has "
                            + unknown.size()
                            + " keys beyond "
                            + String.join(", ", keys));
        }
    }

    private static byte[] write(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An object of texts can be written.", e);
        }
    }

    /** The declaration, or {@code null} if it is an order to stop. Not to be trusted yet. */
    public @Nullable CrisisOrder declaration() {
        return start;
    }

    /** The id of the declaration that it stops, or {@code null} if it declares one. */
    public @Nullable String stops() {
        return stop == null ? null : stop.order();
    }

    /** Why, as the order gives it. */
    public String reason() {
        return start != null ? start.reason() : stop != null ? stop.reason() : "";
    }

    @Nullable Stop stop() {
        return stop;
    }

    /** The ids of the keys that claim to have signed, each once. */
    public Set<String> claimedSigners() {
        Set<String> ids = new LinkedHashSet<>();
        signatures.forEach(signature -> ids.add(signature.keyId()));
        return ids;
    }

    /** The order with one more signature; an earlier one of the same key is replaced. */
    public SignedOrder signedBy(CrisisSigner signer) {
        List<Signed> all = new ArrayList<>(signatures);
        all.removeIf(signature -> signature.keyId().equals(signer.id()));
        all.add(new Signed(signer.id(), signer.sign(authenticated())));
        return new SignedOrder(payload, all);
    }

    /**
     * Checks that so many different operators signed.
     *
     * @return the ids of their keys, sorted
     * @throws se.allmanning.service.AllmanningException if a signature of one of them does not fit,
     *     or too few signed
     */
    List<String> verify(CrisisKeys keys, int needed) {
        byte[] message = authenticated();
        Set<String> signers = new TreeSet<>();
        Set<String> strangers = new TreeSet<>();
        for (Signed signature : signatures) {
            byte[] key = keys.find(signature.keyId());
            if (key == null) {
                strangers.add(signature.keyId());
            } else if (CrisisKeys.verifies(key, message, signature.value())) {
                signers.add(signature.keyId());
            } else {
                throw CrisisFaults.tampered(signature.keyId());
            }
        }
        if (signers.size() < needed) {
            throw CrisisFaults.signatures(signers.size(), needed, strangers);
        }
        return List.copyOf(signers);
    }

    /** DSSE's pre-authentication encoding: the type is signed together with the payload. */
    private byte[] authenticated() {
        byte[] header =
                ("DSSEv1 "
                                + PAYLOAD_TYPE.length()
                                + " "
                                + PAYLOAD_TYPE
                                + " "
                                + payload.length
                                + " ")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, all, header.length, payload.length);
        return all;
    }

    /** The envelope as a file. */
    public byte[] toBytes() {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("payloadType", PAYLOAD_TYPE);
        ArrayNode list = envelope.putArray("signatures");
        for (Signed signature : signatures) {
            list.addObject()
                    .put("keyid", signature.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(signature.value()));
        }
        byte[] json = write(envelope);
        byte[] file = Arrays.copyOf(json, json.length + 1);
        file[json.length] = '\n';
        return file;
    }

    /** Which order it is and how many claim to have signed it. */
    @Override
    public String toString() {
        String what = start != null ? START + " " + start.id() : STOP;
        return "SignedOrder[" + what + ", " + claimedSigners().size() + " signers]";
    }
}
