/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.CatalogChanges;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.VerifiedCatalog;

@Command(
        name = "verify",
        description = {
            "Check a certifier's folder, jar or address as a host would, and print what to compare"
                    + " with the certifier. Nothing is kept."
        })
final class CatalogVerify implements Action {

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "A working folder, a folder with metadata, a jar, or https://...")
    String source = "";

    @Mixin RootOptions root = new RootOptions();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        return Checked.run(
                common,
                terminal,
                () -> {
                    Instant now = Clock.systemUTC().instant();
                    try (Repository repository = Repository.of(source)) {
                        VerifiedCatalog catalog = TrustStore.check(repository, root.pin());
                        if (common.json) {
                            Json.print(
                                    terminal,
                                    CatalogJson.catalog(catalog, CatalogChanges.NONE, now));
                        } else {
                            new CatalogText(terminal).catalog(catalog, now);
                        }
                        return catalog.fresh(now) ? ExitCode.DONE : ExitCode.NOTHING;
                    }
                });
    }
}
