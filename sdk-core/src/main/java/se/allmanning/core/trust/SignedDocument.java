/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.Clearance;

/**
 * A verified catalog, or the verified catalog of a delegate. What its entries say above {@code
 * maximum}, or for sectors that are not in {@code sectors}, does not count: whoever reads the
 * entries keeps to both.
 *
 * @param role {@code catalog}, or the delegate's name
 * @param maximum the least of what the root and the delegation allow; null: no limit
 * @param sectors the ids of the sectors that a delegate may speak for; empty for the catalog
 *     itself, which may speak for all
 * @param version from 1
 * @param expires until when it is fresh
 * @param payload the exact bytes that were signed, JSON in UTF-8 with no key twice; not copied, not
 *     to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Tens of megabytes are passed on, not copied.
public record SignedDocument(
        String role,
        @Nullable Clearance maximum,
        List<String> sectors,
        long version,
        Instant expires,
        byte[] payload) {

    /** Copies the sectors. */
    public SignedDocument {
        sectors = List.copyOf(sectors);
    }

    /** Never the payload. */
    @Override
    public String toString() {
        return "SignedDocument["
                + role
                + ", version "
                + version
                + ", "
                + payload.length
                + " bytes]";
    }
}
