/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.VerifyingKey;
import se.allmanning.core.trust.certify.KeyFiles;
import se.allmanning.core.trust.certify.Rotation;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.core.trust.certify.WorkingFolder;
import se.allmanning.policy.Clearance;

@Command(
        name = "init",
        description = {
            "Make a certifier's working folder, with a root of its own and keys beside it."
        },
        footer = {
            "",
            "Examples:",
            "  allmanning catalog init association --name association --cap K2R2T1",
            "  allmanning catalog init association --name association \\",
            "      --key anna.pub.pem --key bo.pub.pem --threshold 2 \\",
            "      --online online.pub.pem"
        })
final class CatalogInit implements Action {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The working folder to make.")
    Path folder = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "The root's short name, 2 to 64 of a-z, 0-9 and -.")
    String name = "";

    @Option(
            names = "--certifier",
            paramLabel = "TEXT",
            description = "The certifier's name for people. Unless given: the short name.")
    @Nullable String certifier;

    @Option(
            names = "--cap",
            paramLabel = "K2R2T1",
            converter = ClearanceConverter.class,
            description = "Above what nothing under this root is cleared. Unless given: no limit.")
    @Nullable Clearance cap;

    @Option(
            names = "--threshold",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "How many must sign root and catalog. Unless given: 1.")
    int threshold = 1;

    @Option(
            names = "--keys",
            paramLabel = "N",
            converter = NumberConverter.class,
            description =
                    "How many keys to make for root and catalog; one more is made for snapshot and"
                            + " timestamp. Unless given: as many as must sign.")
    @Nullable Integer count;

    @Option(
            names = "--keys-folder",
            paramLabel = "FOLDER",
            description = "Where the keys are put. Unless given: FOLDER-keys.")
    @Nullable Path keysFolder;

    @Option(
            names = "--key",
            paramLabel = "FILE.pub.pem",
            description = "Make no keys; these sign root and catalog.")
    List<Path> given = new ArrayList<>();

    @Option(
            names = "--online",
            paramLabel = "FILE.pub.pem",
            description = "With --key: these sign snapshot and timestamp. Unless given: the same.")
    List<Path> online = new ArrayList<>();

    @Option(
            names = "--delegate",
            description = "For a delegate: no root, since another's root names it.")
    boolean delegate;

    @Option(
            names = "--expires-days",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "For how long the root is fresh. Unless given: 1095.")
    int days = (int) Rotation.ROOT.toDays();

    @Option(names = "--plain", description = "Write the keys without a passphrase.")
    boolean plain;

    @Mixin KeyOptions keys = new KeyOptions();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        String title = certifier == null ? name : certifier;
        WorkingFolder made = WorkingFolder.create(folder, name, title, delegate);
        List<Path> files = new ArrayList<>();
        if (given.isEmpty()) {
            generate(made, files, terminal);
        } else if (!delegate) {
            List<VerifyingKey> people = given.stream().map(KeyFiles::readPublic).toList();
            List<VerifyingKey> machine =
                    online.isEmpty() ? people : online.stream().map(KeyFiles::readPublic).toList();
            first(made, people, machine);
        }
        report(common, terminal, made, files);
        return ExitCode.DONE;
    }

    private void generate(WorkingFolder made, List<Path> files, Terminal terminal) {
        Path beside = folder.toAbsolutePath().normalize();
        Path keysIn =
                keysFolder == null
                        ? beside.resolveSibling(beside.getFileName() + "-keys")
                        : keysFolder;
        List<SigningKey> people = new ArrayList<>();
        int number = count == null ? threshold : count;
        for (int i = 1; i <= number; i++) {
            people.add(write(keysIn.resolve(name + "-" + i + ".pem"), files, terminal));
        }
        if (delegate) {
            return;
        }
        SigningKey machine = write(keysIn.resolve(name + "-online.pem"), files, terminal);
        first(
                made,
                people.stream().map(SigningKey::verifyingKey).toList(),
                List.of(machine.verifyingKey()));
        Signing.by(people, Clock.systemUTC()).only(Set.of(RootDocument.ROOT)).sign(made);
    }

    private SigningKey write(Path file, List<Path> files, Terminal terminal) {
        SigningKey key = SigningKey.generate();
        NewKeys.write(file, key, plain, keys, terminal);
        files.add(file);
        return key;
    }

    private void first(WorkingFolder made, List<VerifyingKey> people, List<VerifyingKey> machine) {
        Instant expires = Clock.systemUTC().instant().plus(Duration.ofDays(days));
        Rotation.first(made, people, threshold, machine, Optional.ofNullable(cap), expires);
    }

    private void report(
            CommonOptions common, Terminal terminal, WorkingFolder made, List<Path> files) {
        CatalogText text = new CatalogText(terminal);
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "folder", folder.toString(),
                            "name", made.name(),
                            "keys", files.stream().map(Path::toString).toList(),
                            "roles", CatalogJson.outcomes(Signing.status(made))));
            return;
        }
        text.line("Arbetsmapp   " + folder);
        files.forEach(file -> text.line("Nyckel       " + file));
        text.outcomes(Signing.status(made));
    }
}
