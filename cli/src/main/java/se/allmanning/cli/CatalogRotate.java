/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.certify.KeyFiles;
import se.allmanning.core.trust.certify.Rotation;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.core.trust.certify.WorkingFolder;
import se.allmanning.policy.Clearance;

@Command(
        name = "rotate",
        description = {
            "Make the next root: other keys, thresholds, cap or expiry. As many of the former"
                    + " root's keys as of the new one's must sign it; then the catalog is signed"
                    + " anew."
        },
        footer = {
            "",
            "Example, Anna's key is lost and Cia takes over:",
            "  allmanning catalog rotate association --role root,catalog \\",
            "      --remove 3f9a1c22 --add cia.pub.pem --key bo.pem"
        })
final class CatalogRotate implements Action {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The working folder.")
    Path folder = Path.of("");

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            converter = CatalogSign.RoleConverter.class,
            description =
                    "Whose keys change: root, catalog, snapshot or timestamp, or several with"
                            + " commas between. Unless given: none; the root is only renewed.")
    Set<String> roles = new LinkedHashSet<>();

    @Option(names = "--add", paramLabel = "FILE.pub.pem", description = "A key that the roles get.")
    List<Path> add = new ArrayList<>();

    @Option(
            names = "--remove",
            paramLabel = "ID",
            description = "The id, or its first eight digits, of a key that the roles lose.")
    Set<String> remove = new LinkedHashSet<>();

    @Option(
            names = "--threshold",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "How many must sign in these roles. Unless given: as before.")
    @Nullable Integer threshold;

    @Option(
            names = "--cap",
            paramLabel = "K2R2T1",
            converter = ClearanceConverter.class,
            description = "Above what nothing is cleared. Unless given: as before.")
    @Nullable Clearance cap;

    @Option(
            names = "--expires-days",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "For how long the root is fresh. Unless given: 1095.")
    int days = (int) Rotation.ROOT.toDays();

    @Option(
            names = "--key",
            paramLabel = "FILE.pem",
            description = "A key to sign the new root with; it may be given several times.")
    List<Path> files = new ArrayList<>();

    @Mixin KeyOptions keys = new KeyOptions();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        WorkingFolder work = WorkingFolder.open(folder);
        List<SigningKey> signers = keys.read(files, terminal);
        Rotation.next(
                work,
                new Rotation.Change(
                        roles,
                        add.stream().map(KeyFiles::readPublic).toList(),
                        remove,
                        Optional.ofNullable(threshold),
                        Optional.ofNullable(cap)),
                Clock.systemUTC().instant().plus(Duration.ofDays(days)));
        if (!signers.isEmpty()) {
            Signing.by(signers, Clock.systemUTC()).only(Set.of(RootDocument.ROOT)).sign(work);
        }
        List<Signing.Outcome> outcomes = Signing.status(work);
        if (common.json) {
            Json.print(terminal, Json.object("roles", CatalogJson.outcomes(outcomes)));
        } else {
            new CatalogText(terminal).outcomes(outcomes);
        }
        return ExitCode.DONE;
    }
}
