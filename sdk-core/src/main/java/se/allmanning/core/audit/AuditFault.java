/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** What goes wrong with the audit, in words for people. */
final class AuditFault {

    private AuditFault() {}

    static AllmanningException notOpened(Path folder, IOException cause) {
        return new AllmanningException(
                "ALM-AUD-001",
                Category.FAULT,
                "The audit trail in "
                        + folder
                        + " cannot be opened ("
                        + kind(cause)
                        + "). Without it no call is made. Check that the folder may be written and"
                        + " that the disk has room.",
                cause);
    }

    static AllmanningException failed(Path folder, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-002",
                Category.FAULT,
                "A record could not be forced to disk in "
                        + folder
                        + " ("
                        + kind(cause)
                        + "). The trail takes no more records and no call is made until it is opened"
                        + " again. What was acknowledged before stays. Free space or mend the disk, then"
                        + " restart the host.",
                cause);
    }

    static AllmanningException noRoom(Path folder, long found, long needed) {
        return new AllmanningException(
                "ALM-AUD-003",
                Category.FAULT,
                "The disk of the audit trail in "
                        + folder
                        + " has "
                        + found
                        + " bytes left; "
                        + needed
                        + " are needed before a call is made, so that its record has room. Free some"
                        + " space, or dispose of old records by a decision.");
    }

    static AllmanningException closed(Path folder) {
        return new AllmanningException(
                "ALM-AUD-004",
                Category.CANCELLED,
                "The audit trail in " + folder + " is closed. Open the host again first.");
    }

    static AllmanningException key(Path file, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-005",
                Category.FAULT,
                "The key file "
                        + file
                        + " cannot be used: "
                        + found
                        + ". It holds 32 bytes and belongs to the home. Restore it from a copy; with"
                        + " another key the fingerprints of older records cannot be checked.",
                cause);
    }

    static AllmanningException unreadable(Path file, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-006",
                Category.FAULT,
                "The audit file "
                        + file
                        + " cannot be read or written ("
                        + kind(cause)
                        + "). Check that it exists, that you may use it, and the disk.",
                cause);
    }

    static AllmanningException checkpoint(Path file, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-007",
                Category.USAGE,
                "The checkpoint file "
                        + file
                        + " cannot be used: "
                        + found
                        + ". Name a file that \"audit checkpoint\" wrote, unchanged.",
                cause);
    }

    static AllmanningException signingKey(Path file, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-008",
                Category.USAGE,
                "The key "
                        + file
                        + " cannot be used: "
                        + found
                        + ". A checkpoint is signed with an Ed25519 private key (PKCS#8, PEM) and"
                        + " checked with its public key (X.509, PEM).",
                cause);
    }

    static AllmanningException refused(String why) {
        return new AllmanningException("ALM-AUD-009", Category.DENIED, why);
    }

    static AllmanningException damaged(VerificationFault fault) {
        return new AllmanningException(
                "ALM-AUD-010",
                Category.DENIED,
                "Nothing was disposed of, since the trail does not verify: "
                        + fault.message()
                        + ". Find out what happened first; \"audit verify\" tells all of it.");
    }

    static AllmanningException target(Path folder, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-011",
                Category.USAGE,
                "The audit cannot be exported to "
                        + folder
                        + ": "
                        + found
                        + ". Name a folder that is empty or does not exist.",
                cause);
    }

    static AllmanningException content(String id, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-AUD-012",
                Category.FAULT,
                "The kept content of record "
                        + id
                        + " cannot be used: "
                        + found
                        + ". Check that the key is the one that it was kept with, and restore the"
                        + " file from a copy.",
                cause);
    }

    static boolean isFull(@Nullable Throwable cause) {
        String message =
                cause == null ? "" : String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("disk quota");
    }

    private static String kind(@Nullable Throwable cause) {
        if (isFull(cause)) {
            return "no space left on the disk";
        }
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }
}
