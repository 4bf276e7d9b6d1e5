/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** The commands of the audit trail. They read the home's files and open no host. */
@Command(
        name = "audit",
        description = "Look into the audit trail, verify it, hand it out.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuditShowCommand.class,
            AuditVerifyCommand.class,
            AuditRecordCommand.class,
            AuditExportCommand.class,
            AuditCheckpointCommand.class,
            AuditDisposeCommand.class
        })
final class AuditCommand {

    /** The folder of the audit in the home that the options name. */
    static Path folder(CommonOptions common, Terminal terminal) {
        return Session.home(common, terminal).resolve("audit");
    }
}
