/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

/** How the digest of an offer stands to the digests of the catalog's entry. */
public enum DigestCheck {
    /** The connector checks the bytes, and the entry has that digest. */
    VERIFIED,
    /** The provider claims a digest, and the entry has it. */
    CLAIMED,
    /** The provider of a remote model claims none. */
    UNCLAIMED,
    /** The digest is not one of the entry's. */
    MISMATCH,
    /** A model inside the process whose bytes nobody checks. */
    UNVERIFIED_LOCAL,
    /** The catalog does not know the model. */
    UNKNOWN_MODEL;

    /** Whether the model may be used, as far as its digest goes. */
    public boolean passes() {
        return this == VERIFIED || this == CLAIMED || this == UNCLAIMED;
    }
}
