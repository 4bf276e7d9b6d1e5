/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.core.home.Sha256;

/**
 * An operator's private key. It signs, and shows nothing of itself but the id of its public part.
 * Immutable and thread-safe.
 */
public final class CrisisSigner {

    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PRIVATE KEY-----\\s([A-Za-z0-9+/=\\s]*)"
                            + "-----END PRIVATE KEY-----\\s*");

    private final PrivateKey key;
    private final String id;

    private CrisisSigner(PrivateKey key, String id) {
        this.key = key;
        this.id = id;
    }

    /**
     * Reads a PEM file with PKCS#8, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws se.allmanning.service.AllmanningException if it holds no Ed25519 key, or others than
     *     its owner have rights to it
     */
    public static CrisisSigner read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Matcher pem = PEM.matcher(text);
            if (!pem.matches()) {
                throw CrisisFaults.privateKey(
                        file,
                        text.contains("ENCRYPTED PRIVATE KEY")
                                ? "it is encrypted; \"openssl pkey\" opens it"
                                : "it holds no private key");
            }
            checkRights(file);
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            CrisisSigner signer = ofPkcs8(encoded);
            Arrays.fill(encoded, (byte) 0);
            return signer;
        } catch (NoSuchFileException e) {
            throw CrisisFaults.privateKey(file, "it does not exist");
        } catch (IOException e) {
            throw CrisisFaults.privateKey(
                    file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // No cause: what lies beneath may quote the key.
            throw CrisisFaults.privateKey(file, "its key is not one of Ed25519");
        }
    }

    private static void checkRights(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(Files.getPosixFilePermissions(file));
        others.removeAll(
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
        if (!others.isEmpty()) {
            throw CrisisFaults.privateKey(file, "others than its owner have rights to it");
        }
    }

    static CrisisSigner ofPkcs8(byte[] encoded) throws GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (!(key instanceof EdECPrivateKey edwards)) {
            throw new GeneralSecurityException("no key of Ed25519");
        }
        byte[] seed = edwards.getBytes().orElseThrow(GeneralSecurityException::new);
        // The platform has no other way from a private key to its public one.
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
        KeyPair pair = generator.generateKeyPair();
        Arrays.fill(seed, (byte) 0);
        if (!Arrays.equals(pair.getPrivate().getEncoded(), key.getEncoded())) {
            throw new GeneralSecurityException("not the same key");
        }
        byte[] open = pair.getPublic().getEncoded();
        return new CrisisSigner(
                key, Sha256.of(Arrays.copyOfRange(open, open.length - 32, open.length)));
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

    /** The id of its public part: SHA-256 of the 32 bytes, as 64 hexadecimal digits. */
    public String id() {
        return id;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of Ed25519 signs.", e);
        }
    }

    /** Its public part's id alone. */
    @Override
    public String toString() {
        return "CrisisSigner[" + id + "]";
    }
}
