/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What this package reads of a catalog: everything but its entries, whose form is checked and whose
 * meaning is another's. Immutable.
 *
 * @param authority the certifier's name
 * @param version from 1
 * @param expires until when it is fresh
 * @param delegations to whom it delegates
 */
public record CatalogHeader(
        String authority, long version, Instant expires, List<Delegation> delegations) {

    /** The arrays that hold entries. */
    public static final Set<String> ENTRIES =
            Set.of("models", "revoked", "deployments", "guidance");

    /** Copies the delegations. */
    public CatalogHeader {
        delegations = List.copyOf(delegations);
    }

    /**
     * Reads a payload once, whose signatures have been checked.
     *
     * @param role {@code catalog}, or the delegate's name, which the document must then name
     * @throws TrustException if it is no such document
     */
    public static CatalogHeader parse(Envelope envelope, String role, String what) {
        if (!envelope.payloadType().equals(Envelope.payloadType(RootDocument.CATALOG))) {
            throw TrustException.kind(what, "its payloadType is not that of a catalog");
        }
        ObjectNode object = StrictJson.object(envelope.payload(), what, ENTRIES);
        Fields fields = Fields.document(object, what, RootDocument.CATALOG);
        boolean top = role.equals(RootDocument.CATALOG);
        String name = fields.has("name") ? fields.text("name") : RootDocument.CATALOG;
        if (!name.equals(role)) {
            throw TrustException.kind(what, "it is the catalog of another than " + role);
        }
        List<Delegation> delegations =
                fields.has("delegations") ? Delegation.all(fields, what) : List.of();
        if (!top && !delegations.isEmpty()) {
            throw TrustException.delegation(what, "a delegate may not delegate further");
        }
        return new CatalogHeader(
                fields.text("authority"),
                fields.integer("version"),
                fields.instant("expires"),
                delegations);
    }
}
