/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass of verification found, before it becomes a {@link VerifiedCatalog}.
 *
 * @param parts timestamp, snapshot, catalog and delegates, in this order
 */
record Verified(RootDocument root, List<Verified.Part> parts, Seen seen) {

    /** One document; the delegation is empty but for a delegate's. */
    record Part(
            String role,
            RoleKeys keys,
            long version,
            Instant expires,
            Envelope envelope,
            Optional<Delegation> delegation) {}

    Verified {
        parts = List.copyOf(parts);
    }

    Instant expires() {
        Instant earliest = root.expires();
        for (Part part : parts) {
            earliest = part.expires().isBefore(earliest) ? part.expires() : earliest;
        }
        return earliest;
    }
}
