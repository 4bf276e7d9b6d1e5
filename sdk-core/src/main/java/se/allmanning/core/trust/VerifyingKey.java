/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;

/**
 * A public key of Ed25519 (RFC 8032). Its id is the SHA-256 of its 32 bytes, so that one key has
 * one id. Keys whose encoding is not canonical or that are points of small order do not come into
 * being. Immutable.
 */
public final class VerifyingKey {

    /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final String id;
    private final PublicKey key;

    private VerifyingKey(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.id = Sha256.of(raw);
        this.key = key;
    }

    /**
     * The key with the given bytes.
     *
     * @param what where it stands, for messages
     * @throws TrustException if they are no key that can be trusted
     */
    public static VerifyingKey of(byte[] raw, String what) {
        Optional<String> fault = Ed25519.faultOfKey(raw);
        if (fault.isPresent()) {
            throw TrustException.key(what, fault.get());
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
        try {
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifyingKey(raw.clone(), key);
        } catch (GeneralSecurityException e) {
            throw TrustException.key(what, "the platform does not take it");
        }
    }

    /**
     * The key with the given base64.
     *
     * @throws TrustException if it is no base64, or no key that can be trusted
     */
    public static VerifyingKey ofBase64(String base64, String what) {
        try {
            return of(Base64.getDecoder().decode(base64), what);
        } catch (IllegalArgumentException e) {
            throw TrustException.key(what, "it is not base64");
        }
    }

    /**
     * Reads a PEM file of type {@code PUBLIC KEY}.
     *
     * @throws TrustException if it is none, or no key that can be trusted
     */
    public static VerifyingKey ofPem(String pem, String what) {
        byte[] encoded =
                Pem.decode(pem, "PUBLIC KEY")
                        .orElseThrow(() ->
                                TrustException.key(what, "it is no PEM file with a PUBLIC KEY"));
        int length = X509_PREFIX.length;
        if (encoded.length < length
                || !Arrays.equals(X509_PREFIX, Arrays.copyOf(encoded, length))) {
            throw TrustException.key(what, "it is a key of another kind than Ed25519");
        }
        return of(Arrays.copyOfRange(encoded, length, encoded.length), what);
    }

    /** SHA-256 of the 32 bytes, as 64 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** The 32 bytes in base64, as documents hold them. */
    public String base64() {
        return Base64.getEncoder().encodeToString(raw);
    }

    /** The key as a PEM file. */
    public String pem() {
        return Pem.encode(key.getEncoded(), "PUBLIC KEY");
    }

    /** Whether the signature is this key's over the parts, one after the other. */
    public boolean verifies(byte[] signature, byte[]... parts) {
        if (Ed25519.faultOfSignature(signature).isPresent()) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            for (byte[] part : parts) {
                check.update(part);
            }
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519.", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifyingKey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
