/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import se.allmanning.service.AllmanningException;

/**
 * Fingerprints of content: HMAC-SHA-256 (RFC 2104) of its UTF-8 bytes with a key of the home. Who
 * has the content and the key can prove that it is what went in or came out; who has only the
 * records cannot guess short contents by trying, as a bare hash would let them.
 *
 * <p>The key is {@code audit/hmac.key}, 32 random bytes for the owner's eyes. Thread-safe.
 */
public final class ContentHmac {

    private static final String KEY_FILE = "hmac.key";
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ContentHmac(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Opens the key of a home, making it where there is none. Processes that come at the same time
     * get the same key.
     *
     * @param audit the folder of the audit
     * @throws AllmanningException ALM-AUD-005 if it cannot be read or made, or is no key
     */
    public static ContentHmac open(Path audit) {
        Path file = audit.resolve(KEY_FILE);
        try {
            if (!Files.exists(file)) {
                make(audit, file);
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != KEY_BYTES) {
                throw AuditFault.key(file, "it has " + bytes.length + " bytes", null);
            }
            return new ContentHmac(bytes);
        } catch (IOException e) {
            throw AuditFault.key(file, "it cannot be read or made", e);
        }
    }

    private static void make(Path audit, Path file) throws IOException {
        Files.createDirectories(audit);
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        Path draft = Files.createTempFile(audit, KEY_FILE, ".tmp", ownerOnly(audit));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            try {
                // A link is never made over a file that is there: the first process wins.
                Files.createLink(file, draft);
            } catch (UnsupportedOperationException e) {
                Files.move(draft, file);
            }
            AuditFolder.forceFolder(audit);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is the home's.
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** On a file system without POSIX rights, the folder's own rights hold. */
    static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    /** The fingerprint of a content, 64 hexadecimal digits. */
    public String of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of the bytes of a content, 64 hexadecimal digits. */
    public String of(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Hashes.hex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    /** Whether the content is the one that the fingerprint was made of. */
    public boolean matches(String content, String fingerprint) {
        return MessageDigest.isEqual(
                of(content).getBytes(StandardCharsets.US_ASCII),
                fingerprint.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ContentHmac[" + ALGORITHM + "]";
    }
}
