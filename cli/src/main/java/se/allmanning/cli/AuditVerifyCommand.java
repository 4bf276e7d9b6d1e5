/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.allmanning.core.audit.AuditVerifier;
import se.allmanning.core.audit.Checkpoint;
import se.allmanning.core.audit.CheckpointFile;
import se.allmanning.core.audit.Verification;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@Command(
        name = "verify",
        description = {
            "Check that no record was changed, removed, moved, repeated or cut off, and tell where"
                    + " it first was."
        })
final class AuditVerifyCommand implements Action {

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A file that \"audit checkpoint\" wrote and that was kept elsewhere. Without one,"
                            + " a chain that was rewritten whole or cut off is not seen.")
    @Nullable Path checkpoint;

    @Option(
            names = "--public-key",
            paramLabel = "PEM",
            description = "The Ed25519 public key that the checkpoint must be signed for.")
    @Nullable Path publicKey;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Verification found =
                AuditVerifier.verify(AuditCommand.folder(common, terminal), checkpoints());
        if (common.json) {
            Json.print(terminal, AuditOutput.verification(found));
        } else {
            new AuditOutput(terminal).verification(found, checkpoint != null);
        }
        return found.intact() && !found.chains().isEmpty() ? ExitCode.DONE : ExitCode.NOTHING;
    }

    private List<Checkpoint> checkpoints() {
        if (checkpoint == null) {
            return List.of();
        }
        CheckpointFile file = CheckpointFile.read(checkpoint);
        if (publicKey != null && !file.check(publicKey)) {
            throw new AllmanningException(
                    "ALM-CLI-008",
                    Category.DENIED,
                    "The checkpoint file "
                            + checkpoint
                            + (file.signed()
                                    ? " was not signed with the key that belongs to "
                                    : " is not signed, and should be for ")
                            + publicKey
                            + ". Nothing was verified against it. Find a copy that is.");
        }
        return file.checkpoints();
    }
}
