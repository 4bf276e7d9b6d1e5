/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.util.Optional;
import se.allmanning.core.trust.certify.KeyFiles;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Writes keys that a command has made. */
final class NewKeys {

    private NewKeys() {}

    /** Writes a key, encrypted unless it is to be plain, and gives the file of its public part. */
    static Path write(
            Path file, SigningKey key, boolean plain, KeyOptions options, Terminal terminal) {
        if (plain) {
            return KeyFiles.write(file, key, Optional.empty());
        }
        char[] passphrase =
                options.passphrase(file, terminal)
                        .filter(given -> given.length > 0)
                        .orElseThrow(() ->
                                new AllmanningException(
                                        "ALM-CLI-006",
                                        Category.USAGE,
                                        "The new key "
                                                + file
                                                + " needs a passphrase. Give"
                                                + " --passphrase-file or the variable"
                                                + " ALLMANNING_KEY_PASSPHRASE, type one at"
                                                + " a terminal, or say --plain to do"
                                                + " without."));
        return KeyFiles.write(file, key, Optional.of(passphrase));
    }
}
