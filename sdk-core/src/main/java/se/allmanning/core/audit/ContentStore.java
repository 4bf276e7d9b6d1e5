/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Ids;

/**
 * Content that an authority chose to keep, encrypted, beside the chains and never in them: {@code
 * audit/content/CHAIN/SEQUENCE-PART.aes}. Each has a last day of its own, after which it is removed
 * by a decision without touching the chain; the record's fingerprint stays and proves what it was.
 *
 * <p>AES-256-GCM with a fresh nonce; record, part, authority and last day stand before it in the
 * clear and are authenticated, so that a file cannot pass for another. The key comes from the
 * caller, as one of the host's secrets, and must encrypt no more than 2^32 contents (NIST SP
 * 800-38D, 8.3). Thread-safe.
 */
public final class ContentStore {

    /** What of a call it is. */
    public enum Part {
        /** What went in. */
        INPUT,
        /** What came out. */
        OUTPUT;

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_HEAD_BYTES = 1_000;
    private static final Pattern ID = Pattern.compile("([0-9a-f]{28})-(0|[1-9][0-9]{0,15})");

    /** What a file says of itself, in the clear and authenticated. */
    private record Head(String authority, String part, String record, LocalDate until) {

        byte[] bytes() {
            SortedMap<String, Object> head = new TreeMap<>();
            head.put("authority", authority);
            head.put("format", ChainLine.FORMAT);
            head.put("part", part);
            head.put("record", record);
            head.put("until", until.toString());
            return (CanonicalJson.text(head) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        /** Reads the first line. */
        static Head read(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0 || line.size() == MAX_HEAD_BYTES) {
                    throw new IOException("The first line is none.");
                }
                line.write(b);
            }
            try {
                SortedMap<String, Object> head = CanonicalReader.object(line.toByteArray());
                if (head.get("authority") instanceof String authority
                        && head.get("part") instanceof String part
                        && head.get("record") instanceof String record
                        && head.get("until") instanceof String until) {
                    Head read = new Head(authority, part, record, LocalDate.parse(until));
                    line.write('\n');
                    // Anything else in the line, such as another format, is not ours to read.
                    if (Arrays.equals(read.bytes(), line.toByteArray())) {
                        return read;
                    }
                }
                throw new IOException("The first line says something else.");
            } catch (CanonicalReader.NotCanonicalException | DateTimeParseException e) {
                throw new IOException("The first line has another form.", e);
            }
        }
    }

    private final Path folder;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param audit the folder of the audit
     * @param key 32 bytes, from the host's secrets
     * @throws IllegalArgumentException if the key has another length
     */
    public ContentStore(Path audit, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key of kept content has " + key.length + " bytes; 32 are needed.");
        }
        this.folder = audit.resolve("content");
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The store with a key in text form.
     *
     * @param key 32 bytes in base64, or as 64 hexadecimal digits
     * @throws AllmanningException ALM-AUD-012 if it is neither
     */
    public static ContentStore of(Path audit, String key) {
        try {
            byte[] bytes =
                    key.length() == 2 * KEY_BYTES
                            ? HexFormat.of().parseHex(key)
                            : Base64.getDecoder().decode(key);
            return new ContentStore(audit, bytes);
        } catch (IllegalArgumentException e) {
            throw new AllmanningException(
                    "ALM-AUD-012",
                    AllmanningException.Category.USAGE,
                    "The key of kept content (audit.content.key) is not 32 bytes in base64 or 64"
                            + " hexadecimal digits. Make one with: openssl rand -base64 32.");
        }
    }

    /**
     * Keeps a content; on the disk when this returns.
     *
     * @param id the record's id
     * @param authority the id of the authority whose decision may remove it
     * @param until the last day on which it is kept
     * @throws IllegalArgumentException if the record's or the authority's id is none
     * @throws AllmanningException ALM-AUD-006 if it cannot be written
     */
    public void put(String id, Part part, String authority, String content, LocalDate until) {
        Path file = file(id, part);
        byte[] head = new Head(Ids.check("Authority", authority), part.id(), id, until).bytes();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, head)
                            .doFinal(content.getBytes(StandardCharsets.UTF_8));
            Files.createDirectories(file.getParent());
            ByteBuffer bytes = ByteBuffer.allocate(head.length + NONCE_BYTES + sealed.length);
            AuditFolder.writeWhole(file, bytes.put(head).put(nonce).put(sealed).array());
        } catch (IOException e) {
            throw AuditFault.unreadable(file, e);
        } catch (GeneralSecurityException e) {
            throw AuditFault.content(id, "it cannot be encrypted", e);
        }
    }

    /**
     * The content of a record.
     *
     * @return empty where none is kept
     * @throws IllegalArgumentException if the id is none
     * @throws AllmanningException ALM-AUD-012 if it was changed, moved, or kept with another key
     */
    public Optional<String> get(String id, Part part) {
        Path file = file(id, part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Head head = Head.read(in);
            if (!head.record().equals(id) || !head.part().equals(part.id())) {
                throw AuditFault.content(id, "it belongs to another record", null);
            }
            byte[] nonce = in.readNBytes(NONCE_BYTES);
            byte[] content =
                    cipher(Cipher.DECRYPT_MODE, nonce, head.bytes()).doFinal(in.readAllBytes());
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IOException e) {
            throw AuditFault.content(id, "it was changed, or kept with another key", e);
        }
    }

    /**
     * Removes the contents whose last day has passed, if a decision covers their authority, and
     * leaves one record of it in the trail, written before anything is removed. It does not matter
     * whether the record itself is still there.
     *
     * @return the ids of the records whose content was removed
     * @throws AllmanningException ALM-AUD-009 if there is no decision, ALM-AUD-012 if a file says
     *     nothing of itself
     */
    public static List<String> dispose(
            Path audit, AuditTrail trail, List<DisposalDecision> decisions, Clock clock) {
        AuditDisposal.check(decisions, clock);
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        List<Path> due = new ArrayList<>();
        SortedSet<String> ids = new TreeSet<>();
        try {
            for (Path file : kept(audit.resolve("content"))) {
                Head head = head(file);
                boolean covered =
                        decisions.stream().anyMatch(d -> d.authority().equals(head.authority()));
                if (covered && head.until().isBefore(today)) {
                    due.add(file);
                    ids.add(head.record());
                }
            }
            if (!due.isEmpty()) {
                SortedMap<String, Object> disposal = new TreeMap<>();
                disposal.put(
                        "decisions", decisions.stream().map(DisposalDecision::fields).toList());
                disposal.put("content", List.copyOf(ids));
                trail.append(
                        AuditRecord.builder(AuditEvent.DISPOSAL)
                                .put(Field.DISPOSAL, disposal)
                                .build());
            }
            for (Path file : due) {
                Files.deleteIfExists(file);
            }
            return List.copyOf(ids);
        } catch (IOException e) {
            throw AuditFault.unreadable(audit, e);
        }
    }

    private static List<Path> kept(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".aes")).sorted().toList();
        }
    }

    private static Head head(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Head.read(in);
        } catch (IOException e) {
            throw AuditFault.content(
                    String.valueOf(file.getFileName()), "its first line cannot be read", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        return cipher;
    }

    private Path file(String id, Part part) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The id of a record is CHAIN-SEQUENCE.");
        }
        return folder.resolve(parts.group(1)).resolve(parts.group(2) + "-" + part.id() + ".aes");
    }

    @Override
    public String toString() {
        return "ContentStore[" + folder + "]";
    }
}
