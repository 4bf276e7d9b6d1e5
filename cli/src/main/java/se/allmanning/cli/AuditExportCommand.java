/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.core.audit.AuditExport;

@Command(
        name = "export",
        description = {
            "Write the whole trail to a folder for an archive or an auditor: the chains as they are,"
                    + " a table, a checkpoint, and digests of all files."
        })
final class AuditExportCommand implements Action {

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "A folder that is empty or does not exist.")
    Path folder = Path.of("");

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        AuditExport.Result result =
                AuditExport.write(AuditCommand.folder(common, terminal), folder, Clock.systemUTC());
        boolean intact = result.verification().intact();
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "folder", folder.toString(),
                            "records", result.records(),
                            "files", result.files(),
                            "intact", intact));
        } else {
            terminal.out().println("Skrev " + result.records() + " poster till " + folder + ".");
            if (!intact) {
                new AuditOutput(terminal).verification(result.verification(), true);
            }
        }
        return intact && result.records() > 0 ? ExitCode.DONE : ExitCode.NOTHING;
    }
}
