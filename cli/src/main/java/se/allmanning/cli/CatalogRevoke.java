/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.certify.Entries;
import se.allmanning.core.trust.certify.WorkingFolder;

@Command(
        name = "revoke",
        description = "Write that a model is revoked. It counts once the catalog is signed.")
final class CatalogRevoke implements Action {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The working folder.")
    Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "MODEL", description = "The model's id.")
    String model = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for those who used it.")
    String reason = "";

    @Option(
            names = "--digest",
            paramLabel = "HEX",
            converter = RootOptions.DigestConverter.class,
            description = "Revoke the files of this digest alone.")
    @Nullable String digest;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Path file =
                Entries.revoke(
                        WorkingFolder.open(folder),
                        model,
                        Optional.ofNullable(digest),
                        reason,
                        Clock.systemUTC().instant());
        if (common.json) {
            Json.print(terminal, Json.object("file", file.toString()));
        } else {
            new CatalogText(terminal)
                    .line("Återkallad i " + file + ". Gäller när katalogen har signerats.");
        }
        return ExitCode.DONE;
    }
}
