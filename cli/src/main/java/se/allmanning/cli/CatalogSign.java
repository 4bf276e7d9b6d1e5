/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.WorkingFolder;

@Command(
        name = "sign",
        description = {
            "Gather the entries of a working folder into the catalog and sign what the keys may"
                    + " sign. Where several must sign, the folder is passed on, and the next gives"
                    + " the same command."
        },
        footer = {
            "",
            "Examples:",
            "  allmanning catalog sign association --key anna.pem --key online.pem",
            "  allmanning catalog sign association --only timestamp --key online.pem"
        })
final class CatalogSign implements Action {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The working folder.")
    Path folder = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE.pem",
            required = true,
            description = "A key to sign with; it may be given several times.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "ROLE",
            split = ",",
            converter = RoleConverter.class,
            description =
                    "Sign this alone: root, catalog, snapshot or timestamp, or several with commas"
                            + " between.")
    Set<String> only = new LinkedHashSet<>();

    @Option(
            names = "--expires-days",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "For how long catalog and snapshot are fresh. Unless given: 365.")
    int days = (int) Signing.CATALOG.toDays();

    @Option(
            names = "--timestamp-days",
            paramLabel = "N",
            converter = NumberConverter.class,
            description = "For how long the timestamp is fresh. Unless given: 30.")
    int timestampDays = (int) Signing.TIMESTAMP.toDays();

    @Option(
            names = "--renew",
            description = "A next version also where nothing has changed, for a later expiry.")
    boolean renew;

    @Mixin KeyOptions keys = new KeyOptions();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        WorkingFolder work = WorkingFolder.open(folder);
        List<Signing.Outcome> outcomes =
                Signing.by(keys.read(files, terminal), Clock.systemUTC())
                        .lasting(Duration.ofDays(days), Duration.ofDays(timestampDays))
                        .only(only)
                        .renewing(renew)
                        .checking(CatalogEntries::check)
                        .sign(work);
        if (common.json) {
            Json.print(terminal, Json.object("roles", CatalogJson.outcomes(outcomes)));
        } else {
            new CatalogText(terminal).outcomes(outcomes);
        }
        return ExitCode.DONE;
    }

    static final class RoleConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!RootDocument.ROLES.contains(value)) {
                throw new TypeConversionException(
                        "\"" + value + "\" is none of " + String.join(", ", RootDocument.ROLES));
            }
            return value;
        }
    }
}
