/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.audit.AuditVerifier;
import se.allmanning.core.audit.CheckpointFile;
import se.allmanning.core.audit.Verification;

@Command(
        name = "checkpoint",
        description = {
            "Verify the trail and write where each chain stands now, to be kept elsewhere. With it,"
                    + " \"audit verify --checkpoint\" also sees what was rewritten or cut off."
        })
final class AuditCheckpointCommand implements Action {

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
    Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "PEM",
            description = "Sign it with this Ed25519 private key (PKCS#8).")
    @Nullable Path key;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Verification found = AuditVerifier.verify(AuditCommand.folder(common, terminal));
        boolean written = found.intact() && !found.chains().isEmpty();
        if (written) {
            CheckpointFile taken = CheckpointFile.of(found, Clock.systemUTC().instant());
            (key == null ? taken : taken.signed(key)).write(file);
        }
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "file",
                            written ? file.toString() : null,
                            "signed",
                            written && key != null,
                            "verification",
                            AuditOutput.verification(found)));
        } else {
            new AuditOutput(terminal).verification(found, true);
            terminal.out()
                    .println(
                            written
                                    ? "Skrev " + file + ". Förvara den på annat håll."
                                    : "Ingen kontrollpunkt skrevs.");
        }
        return written ? ExitCode.DONE : ExitCode.NOTHING;
    }
}
