/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** What a certifier can do wrong. No message ever holds a key or a passphrase. */
final class Faults {

    private Faults() {}

    private static AllmanningException usage(
            String code, String message, @Nullable Throwable cause) {
        return new AllmanningException(code, Category.USAGE, message, cause);
    }

    static AllmanningException keyFile(Path file, String fault) {
        return usage(
                "ALM-TRU-101",
                "The key file "
                        + file
                        + " cannot be used: "
                        + fault
                        + ". It must be a PEM file with an Ed25519 key in PKCS#8, encrypted with a"
                        + " passphrase, or plain and readable by its owner alone.",
                null);
    }

    static AllmanningException exists(Path file) {
        return usage(
                "ALM-TRU-102",
                file + " exists already and is not overwritten. Name another, or remove it first.",
                null);
    }

    static AllmanningException passphrase(Path file) {
        return usage(
                "ALM-TRU-103",
                "The key file "
                        + file
                        + " needs a passphrase. Give --passphrase-file or the variable"
                        + " ALLMANNING_KEY_PASSPHRASE, or type it at a terminal.",
                null);
    }

    static AllmanningException noRole(String roles) {
        return usage(
                "ALM-TRU-104",
                "None of the given keys may sign "
                        + roles
                        + ". \"catalog show FOLDER\" lists the ids of those that may.",
                null);
    }

    static AllmanningException entry(Path file, String fault) {
        return usage(
                "ALM-TRU-105",
                "The entry "
                        + file
                        + " cannot be gathered: "
                        + fault
                        + ". Each file holds one JSON object in UTF-8.",
                null);
    }

    static AllmanningException folder(Path folder, String fault) {
        return usage(
                "ALM-TRU-106",
                folder
                        + " is not a certifier's working folder: "
                        + fault
                        + ". \"catalog init FOLDER --name NAME\" makes one.",
                null);
    }

    static AllmanningException unwritable(Path file, Throwable cause) {
        return new AllmanningException(
                "ALM-TRU-107",
                Category.FAULT,
                file
                        + " cannot be read or written ("
                        + cause.getClass().getSimpleName()
                        + "). Check the folder's rights and the space on the disk.",
                cause);
    }

    static AllmanningException change(String fault, String remedy) {
        return usage("ALM-TRU-108", fault + ". " + remedy, null);
    }
}
