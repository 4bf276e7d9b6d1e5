/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the verified documents are together. Immutable.
 *
 * @param authority whose catalog it is, as the root names it
 * @param version which version of the whole, as records cite it
 * @param expires when the whole is no longer fresh, for example as a timestamp says; {@code null}
 *     where only the documents' own dates count
 */
public record CatalogInfo(String authority, String version, @Nullable Instant expires) {

    /** Checks that authority and version are there. */
    public CatalogInfo {
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(version, "version");
    }
}
