/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import se.allmanning.service.AllmanningException;

/** Signs bytes after the Dead Simple Signing Envelope, version 1, with Ed25519. */
final class Dsse {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Dsse() {}

    static byte[] sign(String type, byte[] payload, PrivateKey key, String keyId) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(encoded(type, payload));
            ObjectNode root = JSON.createObjectNode();
            root.put("payloadType", type);
            root.put("payload", Base64.getEncoder().encodeToString(payload));
            ObjectNode signature = root.putArray("signatures").addObject();
            if (!keyId.isEmpty()) {
                signature.put("keyid", keyId);
            }
            signature.put("sig", Base64.getEncoder().encodeToString(signer.sign()));
            return (root.toString() + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AllmanningException(
                    "ALM-TCK-003",
                    AllmanningException.Category.USAGE,
                    "The key cannot sign. Use an Ed25519 key.",
                    e);
        }
    }

    /** The payload, once one of the signatures is found to be the key's. */
    static byte[] verify(String type, byte[] envelope, PublicKey key) {
        byte[] payload;
        try {
            JsonNode root = JSON.readTree(envelope);
            if (!root.path("payloadType").asText().equals(type)) {
                throw unreadable(type);
            }
            payload = Base64.getDecoder().decode(root.path("payload").asText());
            byte[] encoded = encoded(type, payload);
            for (JsonNode one : root.path("signatures")) {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                verifier.update(encoded);
                if (matches(verifier, Base64.getDecoder().decode(one.path("sig").asText()))) {
                    return payload;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(type);
        } catch (GeneralSecurityException e) {
            throw new AllmanningException(
                    "ALM-TCK-003",
                    AllmanningException.Category.USAGE,
                    "The key cannot verify. Use an Ed25519 key.",
                    e);
        }
        throw new AllmanningException(
                "ALM-TCK-002",
                AllmanningException.Category.DENIED,
                "No signature of the envelope is of the given key, or what was signed has changed"
                        + " since. Ask the signer for the envelope and the key again.");
    }

    private static boolean matches(Signature verifier, byte[] signature) {
        try {
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Not even the form of a signature.
        }
    }

    private static AllmanningException unreadable(String type) {
        return new AllmanningException(
                "ALM-TCK-001",
                AllmanningException.Category.USAGE,
                "Not a DSSE envelope of payload type " + type + ". Give the file that was signed.");
    }

    /** Pre-authentication encoding: what is signed binds the type as well as the bytes. */
    private static byte[] encoded(String type, byte[] payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(typeBytes);
        all.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(payload);
        return all.toByteArray();
    }
}
