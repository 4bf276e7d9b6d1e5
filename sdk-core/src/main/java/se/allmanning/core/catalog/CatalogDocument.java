/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.Clearance;

/**
 * One document of a catalog whose signatures have been verified, with the bounds of the role that
 * signed it. Treat the payload as immutable.
 *
 * @param role who signed, for example {@code catalog} or the name of a delegated sector catalog
 * @param maximum the highest clearance that the role may give; {@code null}: any
 * @param sectors the ids of the sectors that the role may certify for; {@code "*"} alone: all;
 *     none: for none
 * @param expires when the document is no longer fresh
 * @param starter whether it travels with the SDK, so that its models inside the process need not be
 *     fresh
 * @param payload the document, whose form {@code docs/reference/model-entry.md} tells
 */
public record CatalogDocument(
        String role,
        @Nullable Clearance maximum,
        List<String> sectors,
        Instant expires,
        boolean starter,
        JsonNode payload) {

    /** Checks that nothing but the maximum is absent. */
    public CatalogDocument {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(payload, "payload");
        sectors = List.copyOf(sectors);
    }

    /**
     * A document whose payload is still bytes; they are parsed once, here.
     *
     * @throws se.allmanning.service.AllmanningException {@code ALM-CAT-001} if they are not one
     *     JSON object, or a key stands twice in an object
     */
    public static CatalogDocument parse(
            String role,
            @Nullable Clearance maximum,
            List<String> sectors,
            Instant expires,
            boolean starter,
            byte[] payload) {
        return new CatalogDocument(
                role, maximum, sectors, expires, starter, CatalogReader.tree(role, payload));
    }
}
