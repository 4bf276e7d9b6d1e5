/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;
import se.allmanning.policy.Clearance;

/**
 * A catalog with those of its delegates, of which everything has been verified but that it is
 * fresh: what has expired is still here, for {@link #fresh} to deny and for a crisis to allow.
 * Immutable.
 */
public final class VerifiedCatalog {

    /** How much earlier than once seen the clock may stand before it is disbelieved. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final RootDocument root;
    private final List<Role> roles;
    private final List<SignedDocument> documents;
    private final Instant expires;
    private final Instant lastSeen;
    private final boolean starter;
    private final String digest;

    /**
     * One verified document, for those who look at trust itself.
     *
     * @param name {@code root}, {@code timestamp}, {@code snapshot}, {@code catalog} or a delegate
     * @param version from 1
     * @param expires until when it is fresh
     * @param sha256 of its payload
     * @param threshold how many keys must sign it
     * @param keyIds the ids of the keys that may, in order
     */
    public record Role(
            String name,
            long version,
            Instant expires,
            String sha256,
            int threshold,
            List<String> keyIds) {

        /** Copies the ids. */
        public Role {
            keyIds = List.copyOf(keyIds);
        }

        static Role of(
                String name, long version, Instant expires, Envelope envelope, RoleKeys keys) {
            return new Role(
                    name,
                    version,
                    expires,
                    envelope.sha256(),
                    keys.threshold(),
                    keys.keys().keySet().stream().sorted().toList());
        }
    }

    VerifiedCatalog(Verified verified, Envelope rootEnvelope, Instant lastSeen, boolean starter) {
        this.root = verified.root();
        this.expires = verified.expires();
        this.lastSeen = lastSeen;
        this.starter = starter;
        List<Role> all = new ArrayList<>();
        List<SignedDocument> signed = new ArrayList<>();
        all.add(
                Role.of(
                        RootDocument.ROOT,
                        root.version(),
                        root.expires(),
                        rootEnvelope,
                        root.role(RootDocument.ROOT)));
        for (Verified.Part part : verified.parts()) {
            all.add(
                    Role.of(
                            part.role(),
                            part.version(),
                            part.expires(),
                            part.envelope(),
                            part.keys()));
            boolean top = part.role().equals(RootDocument.CATALOG);
            if (top || part.delegation().isPresent()) {
                signed.add(document(part));
            }
        }
        this.roles = List.copyOf(all);
        this.documents = List.copyOf(signed);
        this.digest = digest(all);
    }

    private SignedDocument document(Verified.Part part) {
        @Nullable Clearance maximum = root.maximum().orElse(null);
        List<String> sectors = List.of();
        if (part.delegation().isPresent()) {
            Delegation delegation = part.delegation().get();
            maximum = maximum == null ? delegation.maximum() : maximum.min(delegation.maximum());
            sectors = delegation.sectors();
        }
        return new SignedDocument(
                part.role(),
                maximum,
                sectors,
                part.version(),
                part.expires(),
                part.envelope().payload());
    }

    private static String digest(List<Role> roles) {
        MessageDigest digest = Sha256.digest();
        for (Role role : roles) {
            String line = role.name() + " " + role.version() + " " + role.sha256() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The root's short name and the catalog's version, for example {@code association-12}. */
    public String version() {
        return rootName() + "-" + documents.get(0).version();
    }

    /** The root's short name. */
    public String rootName() {
        return root.name();
    }

    /** Above what nothing under this root is cleared; empty: no limit of the root's own. */
    public Optional<Clearance> maximum() {
        return root.maximum();
    }

    /** The catalog, then its delegates' in the order in which it names them. */
    public List<SignedDocument> documents() {
        return documents;
    }

    /** Root, timestamp, snapshot, catalog and delegates: versions, limits and keys. */
    public List<Role> roles() {
        return roles;
    }

    /** The first of the times at which something in it ceases to be fresh. */
    public Instant expires() {
        return expires;
    }

    /** Whether it may be relied on as the newest; what is not is denied outside of a crisis. */
    public boolean fresh(Instant now) {
        return notFresh(now).isEmpty();
    }

    /** Why it may not be relied on as the newest; empty if it may. */
    public Optional<String> notFresh(Instant now) {
        if (now.plus(CLOCK_TOLERANCE).isBefore(lastSeen)) {
            return Optional.of(
                    "The clock says "
                            + now
                            + ", and the catalog was verified at "
                            + lastSeen
                            + " already. Set the clock right.");
        }
        if (now.isBefore(expires)) {
            return Optional.empty();
        }
        StringBuilder reason = new StringBuilder();
        for (Role role : roles) {
            if (!now.isBefore(role.expires())) {
                reason.append(reason.isEmpty() ? "" : ", ")
                        .append(role.name())
                        .append(" at ")
                        .append(role.expires());
            }
        }
        return Optional.of(
                "The catalog "
                        + version()
                        + " has expired: "
                        + reason
                        + ". Fetch the newest, or ask "
                        + "its certifier for one.");
    }

    /** Whether it is the one that comes with the SDK. */
    public boolean starter() {
        return starter;
    }

    /**
     * SHA-256 over the names, versions and payload digests of all documents that were verified, as
     * 64 hexadecimal digits: the same bytes were trusted where it is the same.
     */
    public String digest() {
        return digest;
    }

    @Override
    public String toString() {
        return "VerifiedCatalog[" + version() + ", " + digest + "]";
    }
}
