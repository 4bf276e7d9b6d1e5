/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What the catalog says of a model. Only {@link #CERTIFIED} lets a policy permit.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class CertificationStatus {

    /** Certified at the time asked about. */
    public static final CertificationStatus CERTIFIED = new CertificationStatus("certified");

    /** The time of its validity has passed. */
    public static final CertificationStatus EXPIRED = new CertificationStatus("expired");

    /** The time of its validity has not come. */
    public static final CertificationStatus NOT_YET_VALID =
            new CertificationStatus("not-yet-valid");

    /** Revoked, by itself or through an ancestor or a digest. */
    public static final CertificationStatus REVOKED = new CertificationStatus("revoked");

    /** Not in the catalog. */
    public static final CertificationStatus UNKNOWN = new CertificationStatus("unknown");

    /** Made from a model that the catalog does not know, without a waiver that says why. */
    public static final CertificationStatus UNKNOWN_ANCESTOR =
            new CertificationStatus("unknown-ancestor");

    /** Certified more than once, as different things. */
    public static final CertificationStatus CONFLICTING = new CertificationStatus("conflicting");

    private final String id;

    private CertificationStatus(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static CertificationStatus of(String id) {
        return new CertificationStatus(Ids.check("CertificationStatus", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificationStatus that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
