/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;

/**
 * A signed document as it travels: an envelope of <a
 * href="https://github.com/secure-systems-lab/dsse">DSSE</a>. The exact bytes of the payload are
 * signed together with their type, so that nothing has to be brought into a canonical form. What an
 * envelope holds is not to be trusted before {@link RoleKeys#verify} has passed. Immutable.
 */
public final class Envelope {

    /** No document has more signatures than this. */
    static final int MAX_SIGNATURES = 64;

    private final String payloadType;
    private final byte[] payload;
    private final List<Signature> signatures;
    private final String sha256;

    /**
     * One signature.
     *
     * @param keyId whose it claims to be
     * @param value the signature
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared nowhere.
    public record Signature(String keyId, byte[] value) {}

    private Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
        this.sha256 = Sha256.of(payload);
    }

    /** A document that nobody has signed. */
    public static Envelope unsigned(String role, byte[] payload) {
        return new Envelope(payloadType(role), payload.clone(), List.of());
    }

    /** The type of a role's payloads. */
    static String payloadType(String role) {
        return "application/vnd.allmanning." + role + "+json";
    }

    /**
     * Reads an envelope. Keys that it does not know are passed over, as DSSE demands.
     *
     * @param what names the document in messages
     * @throws TrustException if it is none
     */
    public static Envelope parse(byte[] file, String what) {
        return StrictJson.read(file, what, parser -> read(parser, file, what));
    }

    private static Envelope read(JsonParser parser, byte[] file, String what) throws IOException {
        String type = null;
        byte[] payload = null;
        List<Signature> signatures = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "payloadType" -> type = text(parser, value, name, what);
                case "payload" -> payload = payload(parser, value, file, what);
                case "signatures" -> signatures = signatures(parser, value, what);
                default -> parser.skipChildren();
            }
        }
        if (type == null || payload == null || signatures == null) {
            throw TrustException.malformed(
                    what, "an envelope has payload, payloadType and signatures", null);
        }
        return new Envelope(type, payload, signatures);
    }

    private static String text(
            JsonParser parser, @Nullable JsonToken value, String name, String what)
            throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw TrustException.malformed(what, "\"" + name + "\" is not a text", null);
        }
        return parser.getText();
    }

    /** Decodes from the file's bytes, so that a payload of many megabytes never is a text. */
    private static byte[] payload(
            JsonParser parser, @Nullable JsonToken value, byte[] file, String what)
            throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw TrustException.malformed(what, "\"payload\" is not a text", null);
        }
        int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
        int end = start;
        while (end < file.length && file[end] != '"') {
            if (file[end] == '\\') {
                return base64(parser.getText().getBytes(StandardCharsets.UTF_8), what);
            }
            end++;
        }
        return base64(Arrays.copyOfRange(file, start, end), what);
    }

    private static List<Signature> signatures(
            JsonParser parser, @Nullable JsonToken value, String what) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw TrustException.malformed(what, "\"signatures\" is not an array", null);
        }
        List<Signature> signatures = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String keyId = null;
            String signature = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "keyid" -> keyId = text(parser, token, name, what);
                    case "sig" -> signature = text(parser, token, name, what);
                    default -> parser.skipChildren();
                }
            }
            if (keyId == null || signature == null) {
                throw TrustException.malformed(what, "a signature has keyid and sig", null);
            }
            signatures.add(
                    new Signature(keyId, base64(signature.getBytes(StandardCharsets.UTF_8), what)));
            if (signatures.size() > MAX_SIGNATURES) {
                throw TrustException.malformed(
                        what, "it has more than " + MAX_SIGNATURES + " signatures", null);
            }
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw TrustException.malformed(what, "a signature is not an object", null);
        }
        return signatures;
    }

    /** DSSE allows the alphabet of RFC 4648 section 4 and that of section 5. */
    private static byte[] base64(byte[] text, String what) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            try {
                return Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e2) {
                throw TrustException.malformed(what, "its base64 is damaged", null);
            }
        }
    }

    /** The type of the payload. */
    public String payloadType() {
        return payloadType;
    }

    /** The exact bytes that are signed. Not copied: not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** The signatures, checked or not. */
    public List<Signature> signatures() {
        return signatures;
    }

    /** SHA-256 of the payload, as 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * What stands before the payload when it is signed: DSSE's pre-authentication encoding without
     * its last part.
     */
    public byte[] authenticatedHeader() {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        return ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same document with one more signature; one of the same key id is replaced. */
    public Envelope with(Signature signature) {
        List<Signature> all = new ArrayList<>(signatures);
        all.removeIf(s -> s.keyId().equals(signature.keyId()));
        all.add(signature);
        return new Envelope(payloadType, payload, all);
    }

    /** The envelope as a file. */
    public byte[] toBytes() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("payloadType", payloadType);
        ArrayNode list = envelope.putArray("signatures");
        for (Signature signature : signatures) {
            list.addObject()
                    .put("keyid", signature.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(signature.value()));
        }
        byte[] json = StrictJson.write(envelope);
        byte[] file = Arrays.copyOf(json, json.length + 1);
        file[json.length] = '\n';
        return file;
    }

    @Override
    public String toString() {
        return "Envelope[" + payloadType + ", " + sha256 + "]";
    }
}
