/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import se.allmanning.core.trust.Pem;
import se.allmanning.core.trust.VerifyingKey;

/**
 * Private keys in PEM files: PKCS#8, encrypted with PBES2 (PBKDF2 with HMAC-SHA-256, AES-256-CBC,
 * as {@code openssl pkcs8 -topk8 -v2 aes256} does), or plain where only the owner may read the
 * file. A passphrase may hold any letter; it is taken in UTF-8. No message holds a key or a
 * passphrase.
 */
public final class KeyFiles {

    private static final String PBES2 = "PBEWithHmacSHA256AndAES_256";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PLAIN = "PRIVATE KEY";

    /** OWASP's figure of 2023 for PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 20_000_000;
    private static final long MAX_BYTES = 64 * 1024;

    private KeyFiles() {}

    /**
     * Writes a key to a new file that only its owner may read, and its public part beside it, with
     * {@code .pub.pem} for {@code .pem}.
     *
     * @param passphrase encrypts it; empty: the file is plain
     * @return the file of the public part
     * @throws se.allmanning.service.AllmanningException if either file exists or cannot be written
     */
    public static Path write(Path file, SigningKey key, Optional<char[]> passphrase) {
        Path open = publicFile(file);
        if (Files.exists(open)) {
            throw Faults.exists(open);
        }
        byte[] encoded = key.pkcs8();
        String pem =
                passphrase.isPresent()
                        ? Pem.encode(encrypt(encoded, passphrase.get()), ENCRYPTED)
                        : Pem.encode(encoded, PLAIN);
        Arrays.fill(encoded, (byte) 0);
        create(file, pem, true);
        create(open, key.verifyingKey().pem(), false);
        return open;
    }

    private static Path publicFile(Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name;
        return file.resolveSibling(stem + ".pub.pem");
    }

    private static void create(Path file, String text, boolean secret) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileAttribute<?>[] rights =
                    secret && posix()
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(
                                        EnumSet.of(
                                                PosixFilePermission.OWNER_READ,
                                                PosixFilePermission.OWNER_WRITE))
                            }
                            : new FileAttribute<?>[0];
            try (SeekableByteChannel channel =
                    Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            rights)) {
                ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw Faults.exists(file);
        } catch (IOException e) {
            throw Faults.unwritable(file, e);
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Reads a key.
     *
     * @param passphrase asked once if the file is encrypted; empty: there is none
     * @throws se.allmanning.service.AllmanningException if it is no key, others may read a plain
     *     one, or the passphrase is missing or wrong
     */
    public static SigningKey read(Path file, Supplier<Optional<char[]>> passphrase) {
        String pem = text(file);
        try {
            Optional<byte[]> encrypted = Pem.decode(pem, ENCRYPTED);
            if (encrypted.isPresent()) {
                char[] given = passphrase.get().orElseThrow(() -> Faults.passphrase(file));
                return SigningKey.ofPkcs8(decrypt(encrypted.get(), given, file));
            }
            Optional<byte[]> plain = Pem.decode(pem, PLAIN);
            if (plain.isEmpty()) {
                throw Faults.keyFile(file, "it holds no private key");
            }
            checkRights(file);
            return SigningKey.ofPkcs8(plain.get());
        } catch (InvalidKeyException e) {
            throw Faults.keyFile(file, "its key is not one of Ed25519");
        }
    }

    /**
     * Reads a public key.
     *
     * @throws se.allmanning.service.AllmanningException if it is none that can be trusted
     */
    public static VerifyingKey readPublic(Path file) {
        return VerifyingKey.ofPem(text(file), file.toString());
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Faults.keyFile(file, "it is too large");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw Faults.keyFile(file, "it does not exist");
        } catch (IOException e) {
            throw Faults.keyFile(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void checkRights(Path file) {
        if (!posix()) {
            return;
        }
        try {
            Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
            rights.addAll(Files.getPosixFilePermissions(file));
            rights.removeAll(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
            if (!rights.isEmpty()) {
                throw Faults.keyFile(
                        file, "it is plain, and others than its owner have rights to it");
            }
        } catch (IOException e) {
            throw Faults.keyFile(file, "its rights cannot be read");
        }
    }

    private static byte[] encrypt(byte[] encoded, char[] passphrase) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[16];
        byte[] iv = new byte[16];
        random.nextBytes(salt);
        random.nextBytes(iv);
        try {
            PBEParameterSpec spec = new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(iv));
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, spec, passphrase).doFinal(encoded);
            return Pbes2.encode(salt, ITERATIONS, iv, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBES2.", e);
        }
    }

    private static byte[] decrypt(byte[] sealed, char[] passphrase, Path file) {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(sealed);
            AlgorithmParameters parameters = info.getAlgParameters();
            if (parameters == null || !parameters.toString().equals(PBES2)) {
                throw Faults.keyFile(
                        file, "it is encrypted otherwise than with HMAC-SHA-256 and AES-256");
            }
            PBEParameterSpec spec = parameters.getParameterSpec(PBEParameterSpec.class);
            if (spec.getIterationCount() > MAX_ITERATIONS) {
                throw Faults.keyFile(file, "it asks for too many iterations");
            }
            return cipher(Cipher.DECRYPT_MODE, spec, passphrase).doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException | IOException e) {
            // A wrong passphrase and a damaged file look alike, and the cause tells no more.
            throw Faults.keyFile(file, "the passphrase is wrong, or the file damaged");
        }
    }

    /** The platform's own PBES2 cipher takes only ASCII; its parts take all letters. */
    private static Cipher cipher(int mode, PBEParameterSpec spec, char[] passphrase)
            throws GeneralSecurityException {
        PBEKeySpec key = new PBEKeySpec(passphrase, spec.getSalt(), spec.getIterationCount(), 256);
        SecretKey derived =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key);
        key.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(derived.getEncoded(), "AES"), spec.getParameterSpec());
        return cipher;
    }
}
