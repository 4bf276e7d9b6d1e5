/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which root to trust, learnt by another way than the catalog itself: the root's file, or the
 * SHA-256 of its payload. Immutable.
 */
public final class RootPin {

    private final @Nullable Envelope envelope;
    private final String sha256;
    private final String origin;

    private RootPin(@Nullable Envelope envelope, String sha256, String origin) {
        this.envelope = envelope;
        this.sha256 = sha256;
        this.origin = origin;
    }

    /**
     * The root in a file.
     *
     * @param origin names the file in messages
     * @throws TrustException if it is no root signed by its own keys
     */
    public static RootPin file(byte[] file, String origin) {
        if (file.length > Limits.file(Limits.DEFAULT.root())) {
            throw TrustException.tooLarge(origin, Limits.file(Limits.DEFAULT.root()));
        }
        Envelope envelope = Envelope.parse(file, origin);
        RootDocument.selfSigned(envelope, origin);
        return new RootPin(envelope, envelope.sha256(), origin);
    }

    /**
     * The root with the given SHA-256 of its payload, which the source must hold.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits in lower case
     */
    public static RootPin sha256(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A SHA-256 is 64 hexadecimal digits.");
        }
        return new RootPin(null, sha256, "root.json");
    }

    /**
     * This pin, if its root has the given SHA-256 as well.
     *
     * @throws TrustException if not
     */
    public RootPin and(String expected) {
        if (!sha256.equals(expected)) {
            throw TrustException.pin(origin, sha256, expected);
        }
        return this;
    }

    /** SHA-256 of the root's payload. */
    public String sha256() {
        return sha256;
    }

    /** The root itself, out of the source where the pin is a digest alone. */
    Envelope resolve(Verifier verifier, Repository source) {
        if (envelope != null) {
            return envelope;
        }
        Envelope newest =
                verifier.root("root.json", source)
                        .orElseThrow(() -> TrustException.missing("root.json", source.name()));
        if (newest.sha256().equals(sha256)) {
            return newest;
        }
        for (int version = 1; version <= Verifier.MAX_ROTATIONS; version++) {
            Optional<Envelope> older = verifier.root(version + ".root.json", source);
            if (older.isEmpty()) {
                break;
            }
            if (older.get().sha256().equals(sha256)) {
                return older.get();
            }
        }
        throw TrustException.pin("The root in " + source.name(), newest.sha256(), sha256);
    }

    @Override
    public String toString() {
        return "RootPin[" + sha256 + "]";
    }
}
