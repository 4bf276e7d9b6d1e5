/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.CatalogChanges;
import se.allmanning.core.trust.CatalogEntry;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.WorkingFolder;

@Command(
        name = "show",
        description = {
            "Tell what the home trusts, and what the last update changed. With FOLDER: what is in a"
                    + " working folder and who has signed it, before adding a signature."
        })
final class CatalogShow implements Action {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "A certifier's working folder. Unless given: the home.")
    @Nullable Path folder;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        return Checked.run(
                common,
                terminal,
                () -> folder == null ? home(common, terminal) : folder(folder, common, terminal));
    }

    private static int home(CommonOptions common, Terminal terminal) {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        TrustStore store =
                TrustStore.open(Session.home(common, terminal).resolve("catalog"), clock);
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        CatalogText text = new CatalogText(terminal);
        for (VerifiedCatalog catalog : store.verified()) {
            CatalogChanges changes =
                    catalog.starter() ? CatalogChanges.NONE : store.changes(catalog.rootName());
            if (common.json) {
                json.add(CatalogJson.catalog(catalog, changes, now));
            } else {
                text.catalog(catalog, now);
                CatalogEntries.print(catalog, now, terminal);
                text.changes(changes);
                text.line("");
            }
        }
        if (common.json) {
            Json.print(terminal, json);
        }
        return ExitCode.DONE;
    }

    private static int folder(Path path, CommonOptions common, Terminal terminal) {
        WorkingFolder work = WorkingFolder.open(path);
        String role = work.isDelegate() ? work.name() : RootDocument.CATALOG;
        List<CatalogEntry> entries =
                work.document(role)
                        .map(document -> CatalogEntry.of(role, document.payload()))
                        .orElse(List.of());
        List<Signing.Outcome> outcomes = Signing.status(work);
        String root = work.document(RootDocument.ROOT).map(Envelope::sha256).orElse(null);
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "name", work.name(),
                            "certifier", work.authority(),
                            "root", root,
                            "roles", CatalogJson.outcomes(outcomes),
                            "models", CatalogJson.ids(entries, "models"),
                            "revoked", CatalogJson.ids(entries, "revoked"),
                            "deployments", CatalogJson.ids(entries, "deployments"),
                            "guidance", CatalogJson.ids(entries, "guidance")));
            return ExitCode.DONE;
        }
        CatalogText text = new CatalogText(terminal);
        text.line(work.name() + ": " + work.authority());
        text.outcomes(outcomes);
        if (root != null) {
            keys(work, text);
            text.line("Rotens kontrollsumma (SHA-256)");
            text.line("    " + root);
        }
        CatalogEntries.print(entries, terminal);
        return ExitCode.DONE;
    }

    private static void keys(WorkingFolder work, CatalogText text) {
        RootDocument root = work.root();
        for (String role : RootDocument.ROLES) {
            text.line("Nycklar för " + role);
            root.role(role).keys().keySet().stream().sorted().forEach(id -> text.line("    " + id));
        }
    }
}
