/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.CanonicalReader.NotCanonicalException;
import se.allmanning.service.AllmanningException;

/**
 * Checkpoints of all chains of a home in one file, to be kept where who can change the home cannot
 * change it: with another authority, in an e-archive, on paper. Perhaps signed with Ed25519 (RFC
 * 8032) over the canonical form of the file without the member {@code signature}. Immutable.
 */
public final class CheckpointFile {

    private static final int MAX_BYTES = 64 << 20;

    private final List<Checkpoint> checkpoints;
    private final Instant time;
    private final @Nullable String signature;

    private CheckpointFile(List<Checkpoint> checkpoints, Instant time, @Nullable String signature) {
        this.checkpoints = List.copyOf(checkpoints);
        this.time = time;
        this.signature = signature;
    }

    /**
     * The state of every chain as it was verified just now.
     *
     * @param verification without faults
     * @param time when it was taken
     * @throws IllegalArgumentException if the verification found faults
     */
    public static CheckpointFile of(Verification verification, Instant time) {
        if (!verification.intact()) {
            throw new IllegalArgumentException("A trail with faults gets no checkpoint.");
        }
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Verification.Chain chain : verification.chains()) {
            if (chain.segments() > 0
                    && Hashes.isHash(chain.hash())
                    && chain.last() >= chain.first()) {
                checkpoints.add(new Checkpoint(chain.id(), chain.last(), chain.hash(), time));
            }
        }
        return new CheckpointFile(checkpoints, time.truncatedTo(ChronoUnit.MILLIS), null);
    }

    /**
     * Reads a file.
     *
     * @throws AllmanningException ALM-AUD-007 if it is no such file
     */
    public static CheckpointFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw AuditFault.checkpoint(file, "it is larger than any checkpoint", null);
            }
            String text = Files.readString(file).strip();
            SortedMap<String, Object> fields =
                    CanonicalReader.object(text.getBytes(StandardCharsets.UTF_8));
            if (fields.get("checkpoints") instanceof List<?> list
                    && fields.get("time") instanceof String time
                    && Long.valueOf(ChainLine.FORMAT).equals(fields.get("format"))) {
                List<Checkpoint> checkpoints = new ArrayList<>();
                for (Object one : list) {
                    checkpoints.add(Checkpoint.ofFields((Map<?, ?>) one));
                }
                Object signature = fields.get("signature");
                return new CheckpointFile(
                        checkpoints,
                        Instant.parse(time),
                        signature instanceof String base64 ? base64 : null);
            }
            throw AuditFault.checkpoint(file, "it has no checkpoints, time and format 1", null);
        } catch (IOException e) {
            throw AuditFault.checkpoint(file, "it cannot be read", e);
        } catch (NotCanonicalException | IllegalArgumentException | ClassCastException e) {
            throw AuditFault.checkpoint(file, "it is not as it was written", e);
        } catch (DateTimeException e) {
            throw AuditFault.checkpoint(file, "its time is none", e);
        }
    }

    /** The checkpoints, one for each chain. */
    public List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    /** When it was taken. */
    public Instant time() {
        return time;
    }

    /** Whether it carries a signature; {@link #check} says whether it is a good one. */
    public boolean signed() {
        return signature != null;
    }

    /**
     * The same, signed.
     *
     * @param key the file of an Ed25519 private key, PKCS#8 in PEM
     * @throws AllmanningException ALM-AUD-008 if the key cannot be used
     */
    public CheckpointFile signed(Path key) {
        try {
            PrivateKey loaded =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(pem(key, "PRIVATE KEY")));
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(loaded);
            ed25519.update(CanonicalJson.bytes(fields(false)));
            return new CheckpointFile(
                    checkpoints, time, Base64.getEncoder().encodeToString(ed25519.sign()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw AuditFault.signingKey(key, "it is no Ed25519 private key", e);
        }
    }

    /**
     * Whether it was signed with the private key that belongs to a public one.
     *
     * @param key the file of an Ed25519 public key, X.509 in PEM
     * @throws AllmanningException ALM-AUD-008 if the key cannot be used
     */
    public boolean check(Path key) {
        PublicKey loaded;
        try {
            loaded =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(pem(key, "PUBLIC KEY")));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw AuditFault.signingKey(key, "it is no Ed25519 public key", e);
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(loaded);
            ed25519.update(CanonicalJson.bytes(fields(false)));
            return ed25519.verify(
                    Base64.getDecoder().decode(Optional.ofNullable(signature).orElse("")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws AllmanningException ALM-AUD-006 if it cannot be written
     */
    public void write(Path file) {
        try {
            AuditFolder.writeWhole(file.toAbsolutePath(), bytes());
        } catch (IOException e) {
            throw AuditFault.unreadable(file, e);
        }
    }

    byte[] bytes() {
        return (CanonicalJson.text(fields(true)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private SortedMap<String, Object> fields(boolean withSignature) {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("format", ChainLine.FORMAT);
        fields.put("time", AuditRecord.written(time));
        fields.put("checkpoints", checkpoints.stream().map(Checkpoint::fields).toList());
        if (withSignature && signature != null) {
            fields.put("signature", signature);
        }
        return fields;
    }

    private static byte[] pem(Path file, String label) throws IOException {
        String text = Files.readString(file);
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No PEM block " + label + ".");
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }

    @Override
    public String toString() {
        return "CheckpointFile[" + checkpoints.size() + " chains, " + time + "]";
    }
}
