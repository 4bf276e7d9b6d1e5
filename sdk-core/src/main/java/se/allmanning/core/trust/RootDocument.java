/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.allmanning.policy.Clearance;
import se.allmanning.service.Ids;

/**
 * The document on which all trust rests: who may sign what, after the root role of The Update
 * Framework. Immutable.
 *
 * @param name the root's short name, an id
 * @param version from 1, one more with each rotation
 * @param expires until when it is fresh
 * @param maximum above what nothing under this root is cleared, whatever its entries say; empty: no
 *     limit of its own
 * @param roles who signs {@link #ROOT}, {@link #CATALOG}, {@link #SNAPSHOT} and {@link #TIMESTAMP}
 */
public record RootDocument(
        String name,
        long version,
        Instant expires,
        Optional<Clearance> maximum,
        Map<String, RoleKeys> roles) {

    /** Signs the next root. */
    public static final String ROOT = "root";

    /** Signs the catalog of certified models. */
    public static final String CATALOG = "catalog";

    /** Signs which versions of the catalog and its delegates belong together. */
    public static final String SNAPSHOT = "snapshot";

    /** Signs that a snapshot is the newest. */
    public static final String TIMESTAMP = "timestamp";

    /** All four. */
    public static final List<String> ROLES = List.of(ROOT, CATALOG, SNAPSHOT, TIMESTAMP);

    /** Copies the roles. */
    public RootDocument {
        roles = Map.copyOf(roles);
    }

    /**
     * Reads the payload of an envelope, whose signatures are the caller's to check.
     *
     * @param what names the document in messages
     * @throws TrustException if it is no root document
     */
    public static RootDocument parse(Envelope envelope, String what) {
        if (!envelope.payloadType().equals(Envelope.payloadType(ROOT))) {
            throw TrustException.kind(what, "its payloadType is not that of a root");
        }
        Fields fields = Fields.document(StrictJson.object(envelope.payload(), what), what, ROOT);
        String name = fields.text("name");
        if (!Ids.isValid(name)) {
            throw TrustException.malformed(
                    what, "its \"name\" is no id of 2 to 64 of a-z, 0-9 and -", null);
        }
        Map<String, VerifyingKey> keys = fields.keys();
        Fields roles = fields.object("roles");
        Map<String, RoleKeys> read = new HashMap<>();
        for (String role : ROLES) {
            Fields one = roles.object(role);
            Map<String, VerifyingKey> own = new TreeMap<>();
            for (String id : one.texts("keyids")) {
                VerifyingKey key = keys.get(id);
                if (key == null) {
                    throw TrustException.key(what, "the role " + role + " names a key not in it");
                }
                if (own.put(id, key) != null) {
                    throw TrustException.key(what, "the role " + role + " names a key twice");
                }
            }
            read.put(role, one.role(own));
        }
        return new RootDocument(
                name,
                fields.integer("version"),
                fields.instant("expires"),
                fields.clearance("maximum"),
                read);
    }

    /** Reads a root that is signed by as many of its own keys as it demands. */
    public static RootDocument selfSigned(Envelope envelope, String what) {
        RootDocument root = parse(envelope, what);
        root.role(ROOT).verify(envelope, what);
        return root;
    }

    /** Who signs the given role's documents. */
    public RoleKeys role(String role) {
        RoleKeys keys = roles.get(role);
        if (keys == null) {
            throw new IllegalArgumentException("No such role: " + role);
        }
        return keys;
    }

    /**
     * Reads the root after this one, which as many keys of both must have signed as both demand.
     *
     * @throws TrustException if it does not follow this one
     */
    RootDocument next(Envelope envelope, String what) {
        role(ROOT).verify(envelope, what + ", by the keys of the root before it,");
        RootDocument next = selfSigned(envelope, what);
        if (next.version() != version + 1) {
            throw TrustException.chain(
                    what, "its version is " + next.version() + " and not " + (version + 1));
        }
        if (!next.name().equals(name)) {
            throw TrustException.chain(what, "it is named " + next.name() + " and not " + name);
        }
        return next;
    }
}
