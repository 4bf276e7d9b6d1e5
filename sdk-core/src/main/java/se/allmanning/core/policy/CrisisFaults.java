/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** What can be wrong with crisis orders, their keys and their folder. No message holds a key. */
final class CrisisFaults {

    private CrisisFaults() {}

    private static AllmanningException denied(String code, String message) {
        return new AllmanningException(code, Category.DENIED, message);
    }

    private static AllmanningException usage(String code, String message) {
        return new AllmanningException(code, Category.USAGE, message);
    }

    static AllmanningException keys(String fault) {
        return usage(
                "ALM-CRI-001",
                "The operator keys of crisis mode cannot be used: "
                        + fault
                        + ". \"crisis: keys\" in allmanning.yaml names one PEM file with an Ed25519"
                        + " public key for each person, \"needed\" how many of them must sign (2"
                        + " unless given), \"longest-hours\" 1 to 72.");
    }

    static AllmanningException order(String fault) {
        return usage(
                "ALM-CRI-002",
                "This is no crisis order: "
                        + fault
                        + ". \"allmanning crisis start --hours N --reason TEXT --key FILE --output"
                        + " FILE\" makes one.");
    }

    static AllmanningException privateKey(Path file, String fault) {
        return usage(
                "ALM-CRI-003",
                "The key file "
                        + file
                        + " cannot be used: "
                        + fault
                        + ". It must be a PEM file with an Ed25519 private key in PKCS#8 that its"
                        + " owner alone may read.");
    }

    static AllmanningException signatures(int found, int needed, Collection<String> strangers) {
        return denied(
                "ALM-CRI-004",
                "The crisis order is signed by "
                        + found
                        + " of the operators, and "
                        + needed
                        + " different ones must sign it."
                        + (strangers.isEmpty()
                                ? ""
                                : " Not keys of operators: " + String.join(", ", strangers) + ".")
                        + " Let the others add theirs with \"allmanning crisis sign FILE --key"
                        + " FILE\"; \"crisis: keys\" in allmanning.yaml names whose count.");
    }

    static AllmanningException tampered(String keyId) {
        return denied(
                "ALM-CRI-005",
                "The signature of key "
                        + keyId
                        + " does not fit the crisis order: it was changed after it was signed, or"
                        + " damaged on its way. Do not use it; make and sign a new one.");
    }

    static AllmanningException time(String fault) {
        return denied(
                "ALM-CRI-006",
                "The crisis order's times are not acceptable: "
                        + fault
                        + ". Make and sign a new order; renewal is a new order too.");
    }

    static AllmanningException used(String id) {
        return denied(
                "ALM-CRI-007",
                "The crisis order "
                        + id
                        + " has been used in this home before; an order is used once. Make and"
                        + " sign a new one.");
    }

    static AllmanningException clock(Instant now, Instant seen, Path file) {
        return denied(
                "ALM-CRI-008",
                "The clock says "
                        + now
                        + ", but "
                        + seen
                        + " was seen before: it has been set back, and an old order could pass for"
                        + " a new one. Set the clock right. If it was wrong then and is right now,"
                        + " remove "
                        + file
                        + ", which ends any crisis, and start again.");
    }

    static AllmanningException stop(String fault) {
        return denied(
                "ALM-CRI-009",
                "The crisis is not stopped: "
                        + fault
                        + ". \"allmanning crisis status\" tells which order is on.");
    }

    static AllmanningException io(Path path, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-CRI-010",
                Category.FAULT,
                path
                        + " cannot be read or written"
                        + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")")
                        + ". No crisis is on as long as that is so. Check the folder's rights and"
                        + " the space on the disk.",
                cause);
    }

    static AllmanningException state(Path file, String fault) {
        return new AllmanningException(
                "ALM-CRI-011",
                Category.FAULT,
                file
                        + " cannot be trusted: "
                        + fault
                        + ". No crisis is on. Find out who changed the folder, then remove that"
                        + " file and start with a new order.");
    }

    static AllmanningException exists(Path file) {
        return usage(
                "ALM-CRI-012",
                file + " exists already and is not overwritten. Name another, or remove it first.");
    }

    static AllmanningException unwritable(Path file, Throwable cause) {
        return new AllmanningException(
                "ALM-CRI-013",
                Category.FAULT,
                file
                        + " cannot be written ("
                        + cause.getClass().getSimpleName()
                        + "). Check the folder's rights and the space on the disk.",
                cause);
    }
}
