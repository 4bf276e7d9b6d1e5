/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/**
 * A check of signed documents did not hold, and nothing of them was taken. The message names the
 * check. A host that meets one keeps what it verified before; it never takes half an update.
 */
public final class TrustException extends AllmanningException {

    private static final long serialVersionUID = 1L;

    private TrustException(
            String code, Category category, String message, @Nullable Throwable cause) {
        super(code, category, message, cause);
    }

    private static TrustException of(String code, String message) {
        return new TrustException(code, Category.FAULT, message, null);
    }

    static TrustException malformed(String what, String fault, @Nullable Throwable cause) {
        return new TrustException(
                "ALM-TRU-001",
                Category.FAULT,
                what
                        + " is not well-formed: "
                        + fault
                        + ". It was not used. Fetch it again from its certifier.",
                cause);
    }

    static TrustException signatures(String what, String found) {
        return of(
                "ALM-TRU-002",
                what
                        + " is not signed as it must be: "
                        + found
                        + ". It was not used. Fetch it from its certifier, or have those sign who"
                        + " have not.");
    }

    static TrustException key(String what, String fault) {
        return of(
                "ALM-TRU-003",
                what
                        + " holds or names a key that cannot be trusted: "
                        + fault
                        + ". A key is 32 bytes of Ed25519, and its id is the SHA-256 of these.");
    }

    static TrustException rollback(String what, String fault) {
        return of(
                "ALM-TRU-004",
                what
                        + " would go back in time: "
                        + fault
                        + ". What was verified before stays. Take the newest from the certifier; if"
                        + " this is its newest, ask it.");
    }

    static TrustException kind(String what, String fault) {
        return of(
                "ALM-TRU-005",
                what + " is another document than was asked for: " + fault + ". It was not used.");
    }

    static TrustException format(String what, long found, long known) {
        return of(
                "ALM-TRU-006",
                what
                        + " has format "
                        + found
                        + ", and this version reads up to "
                        + known
                        + ". Update Allmänning; until then the catalog that was verified before"
                        + " stays in use.");
    }

    static TrustException tooLarge(String what, long limit) {
        return of(
                "ALM-TRU-007",
                what
                        + " is larger than the "
                        + limit
                        + " bytes that it may have. No more of it was read.");
    }

    static TrustException mixed(String what, String fault) {
        return of(
                "ALM-TRU-008",
                what
                        + " does not belong with the others: "
                        + fault
                        + ". Documents of different times or makers may have been mixed. Fetch all"
                        + " of them again.");
    }

    static TrustException missing(String what, String where) {
        return of(
                "ALM-TRU-009",
                what
                        + " is missing in "
                        + where
                        + ". Name the folder, jar or address that holds the certifier's metadata,"
                        + " complete.");
    }

    static TrustException unreadable(String where, String fault, @Nullable Throwable cause) {
        return new TrustException(
                "ALM-TRU-010",
                Category.USAGE,
                where + " cannot be read (" + fault + "). Check that it exists and may be read.",
                cause);
    }

    static TrustException network(String where, String fault, @Nullable Throwable cause) {
        return new TrustException(
                "ALM-TRU-011",
                Category.TEMPORARY,
                where
                        + " could not be fetched: "
                        + fault
                        + ". What was verified before stays. Try again later, or take the catalog"
                        + " as a file.",
                cause);
    }

    static TrustException address(String where, String fault) {
        return new TrustException(
                "ALM-TRU-012",
                Category.USAGE,
                "The address "
                        + where
                        + " is not fetched from: "
                        + fault
                        + ". Use https, or http to this machine; redirects stay at the same host.",
                null);
    }

    static TrustException frozen(String root, String fault) {
        return of(
                "ALM-TRU-013",
                "What is offered for "
                        + root
                        + " has expired, and what the home holds has not: "
                        + fault
                        + ". The source may be frozen. Take the newest from the certifier.");
    }

    static TrustException untrusted(String where, String name, String known) {
        return new TrustException(
                "ALM-TRU-014",
                Category.USAGE,
                where
                        + " belongs to the root \""
                        + name
                        + "\", which this home does not trust. Trusted: "
                        + known
                        + ". Get the root's file or its SHA-256 from the certifier by another way,"
                        + " and give it with --root or --sha256.",
                null);
    }

    static TrustException pin(String what, String found, String expected) {
        return of(
                "ALM-TRU-015",
                what
                        + " has SHA-256 "
                        + found
                        + " and not "
                        + expected
                        + ". It is not the root that was named. Compare with the certifier.");
    }

    static TrustException otherRoot(String name, String held, String offered) {
        return new TrustException(
                "ALM-TRU-016",
                Category.USAGE,
                "The home already trusts a root named \""
                        + name
                        + "\" ("
                        + held
                        + "), and the given one ("
                        + offered
                        + ") is another. If the former is no longer to be trusted, remove the"
                        + " folder catalog/"
                        + name
                        + " in the home first.",
                null);
    }

    static TrustException delegation(String what, String fault) {
        return of(
                "ALM-TRU-017",
                what
                        + " goes beyond what was delegated: "
                        + fault
                        + ". Nothing of the catalog was used.");
    }

    static TrustException state(String where, String fault, @Nullable Throwable cause) {
        return new TrustException(
                "ALM-TRU-018",
                Category.FAULT,
                where
                        + " cannot be used: "
                        + fault
                        + ". Restore it from a backup, or remove the root's folder and fetch with"
                        + " --root again.",
                cause);
    }

    static TrustException chain(String what, String fault) {
        return of(
                "ALM-TRU-019",
                what
                        + " does not follow the root before it: "
                        + fault
                        + ". The root trusted so far stays.");
    }

    static TrustException busy(String where) {
        return new TrustException(
                "ALM-TRU-020",
                Category.TEMPORARY,
                "Another process updates the catalogs in "
                        + where
                        + ". Wait until it is done and try again.",
                null);
    }
}
