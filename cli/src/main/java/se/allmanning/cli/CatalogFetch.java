/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.CatalogChanges;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.RootPin;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.VerifiedCatalog;

@Command(
        name = "fetch",
        description = {
            "Take a certifier's newest catalog into the home, if every check holds. The first time,"
                    + " say which root to trust with --root or --sha256."
        },
        footer = {
            "",
            "Examples:",
            "  allmanning catalog fetch https://catalog.example.se/ --root root.json",
            "  allmanning catalog fetch association.jar"
        })
final class CatalogFetch implements Action {

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "A folder with metadata, a jar, or https://...")
    String source = "";

    @Mixin RootOptions root = new RootOptions();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        return Checked.run(
                common,
                terminal,
                () -> {
                    Clock clock = Clock.systemUTC();
                    TrustStore store =
                            TrustStore.open(
                                    Session.home(common, terminal).resolve("catalog"), clock);
                    Optional<RootPin> pin = root.pin();
                    VerifiedCatalog catalog;
                    try (Repository repository = Repository.of(source)) {
                        catalog =
                                pin.isPresent()
                                        ? store.trust(pin.get(), repository)
                                        : store.update(repository);
                    }
                    CatalogChanges changes = store.changes(catalog.rootName());
                    Instant now = clock.instant();
                    if (common.json) {
                        Json.print(terminal, CatalogJson.catalog(catalog, changes, now));
                    } else {
                        CatalogText text = new CatalogText(terminal);
                        text.catalog(catalog, now);
                        text.changes(changes);
                    }
                    return catalog.fresh(now) ? ExitCode.DONE : ExitCode.NOTHING;
                });
    }
}
