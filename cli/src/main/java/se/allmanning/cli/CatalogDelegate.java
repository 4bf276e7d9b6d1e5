/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.certify.Entries;
import se.allmanning.core.trust.certify.KeyFiles;
import se.allmanning.core.trust.certify.WorkingFolder;
import se.allmanning.policy.Clearance;

@Command(
        name = "delegate",
        description = {
            "Let somebody else certify models of some sectors, up to a clearance. The delegate may"
                    + " not delegate further. It counts once the catalog is signed."
        })
final class CatalogDelegate implements Action {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The working folder.")
    Path folder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "The delegate's name, 2 to 64 of a-z, 0-9 and -.")
    String name = "";

    @Option(
            names = "--key",
            paramLabel = "FILE.pub.pem",
            required = true,
            description = "A key of the delegate's; it may be given several times.")
    List<Path> keys = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "How many of the keys must sign. Unless given: 1.")
    int threshold = 1;

    @Option(
            names = "--maximum",
            paramLabel = "K2R2T1",
            required = true,
            converter = ClearanceConverter.class,
            description = "Above what nothing of the delegate's is cleared.")
    Clearance maximum = Clearance.NONE;

    @Option(
            names = "--sector",
            paramLabel = "ID",
            required = true,
            description = "A sector that the delegate certifies for, for example social-services.")
    List<String> sectors = new ArrayList<>();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Path file =
                Entries.delegate(
                        WorkingFolder.open(folder),
                        name,
                        keys.stream().map(KeyFiles::readPublic).toList(),
                        threshold,
                        maximum,
                        sectors);
        if (common.json) {
            Json.print(terminal, Json.object("file", file.toString()));
        } else {
            new CatalogText(terminal)
                    .line("Delegerat i " + file + ". Gäller när katalogen har signerats.");
        }
        return ExitCode.DONE;
    }
}
