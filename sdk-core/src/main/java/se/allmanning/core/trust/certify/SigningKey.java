/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.VerifyingKey;

/**
 * A private key of Ed25519. It signs, and shows nothing of itself but its public part. Immutable.
 */
public final class SigningKey {

    private final PrivateKey key;
    private final VerifyingKey verifying;

    private SigningKey(PrivateKey key, VerifyingKey verifying) {
        this.key = key;
        this.verifying = verifying;
    }

    /** A new key. */
    public static SigningKey generate() {
        try {
            return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519.", e);
        }
    }

    private static SigningKey of(KeyPair pair) {
        return new SigningKey(pair.getPrivate(), verifying(pair.getPublic()));
    }

    private static VerifyingKey verifying(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return VerifyingKey.of(raw, "the public part of a key");
    }

    /**
     * Reads PKCS#8.
     *
     * @throws InvalidKeyException if it is no key of Ed25519
     */
    static SigningKey ofPkcs8(byte[] encoded) throws InvalidKeyException {
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
            // The platform has no other way from a private key to its public one.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            Arrays.fill(seed, (byte) 0);
            if (!Arrays.equals(pair.getPrivate().getEncoded(), key.getEncoded())) {
                throw new InvalidKeyException("not the same key");
            }
            return of(pair);
        } catch (GeneralSecurityException | ClassCastException e) {
            // What lies beneath may quote the key.
            throw new InvalidKeyException("no key of Ed25519");
        }
    }

    /** Gives the bytes that it was given. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        private Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }

    byte[] pkcs8() {
        return key.getEncoded();
    }

    /** Its public part. */
    public VerifyingKey verifyingKey() {
        return verifying;
    }

    /** The document with this key's signature. */
    public Envelope sign(Envelope document) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(document.authenticatedHeader());
            signature.update(document.payload());
            return document.with(new Envelope.Signature(verifying.id(), signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of Ed25519 signs.", e);
        }
    }

    /** Its public part's id alone. */
    @Override
    public String toString() {
        return "SigningKey[" + verifying.id() + "]";
    }
}
