/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.CatalogDocument;
import se.allmanning.core.catalog.CatalogInfo;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.CertifiedCatalogs;
import se.allmanning.core.catalog.CertifiedModel;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.Permission;
import se.allmanning.core.catalog.Review;
import se.allmanning.core.trust.CatalogEntry;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.policy.Deployment;

/** What the commands tell of a catalog's entries. */
final class CatalogEntries {

    private CatalogEntries() {}

    /**
     * Prints a verified catalog: each model, for what it is certified, by whom it was reviewed,
     * until when; and the deployments that the catalog attests.
     */
    static void print(VerifiedCatalog catalog, Instant now, Terminal terminal) {
        print(CatalogEntry.of(catalog), terminal);
        CertifiedCatalog certified = CertifiedCatalogs.of(List.of(catalog), now);
        CatalogText text = new CatalogText(terminal);
        for (CertifiedModel model : certified.models()) {
            text.line("");
            model(model, now, text);
        }
        for (Deployment deployment : certified.attested()) {
            text.line("");
            text.line("Driftställe " + deployment.id() + " (" + deployment.kind() + ")");
            deployment.operator().ifPresent(o -> text.line("    drivs av      " + o));
            deployment.jurisdiction().ifPresent(j -> text.line("    rättsordning  " + j));
            deployment.country().ifPresent(c -> text.line("    står i        " + c));
        }
    }

    private static void model(CertifiedModel model, Instant now, CatalogText text) {
        ModelEntry entry = model.entry();
        text.line(entry.id() + " (" + entry.kind() + "), " + entry.publisher());
        text.line("    status        " + model.status(now));
        text.line("    klass         " + model.effective() + ", licens " + entry.licence());
        text.line("    områden       " + permitted(entry.sectors()));
        text.line("    ändamål       " + permitted(entry.purposes()));
        text.line("    riskklasser   " + permitted(entry.riskClasses()));
        entry.validUntil().ifPresent(until -> text.line("    gäller till   " + until));
        for (Review review : entry.reviews()) {
            text.line(
                    "    granskad      "
                            + review.kind()
                            + ", "
                            + review.date()
                            + ", "
                            + review.reviewer());
            text.line("                  " + review.outcome());
        }
        entry.conditions().forEach(c -> text.line("    villkor       " + c.sv()));
    }

    private static String permitted(Permission permission) {
        return permission.all()
                ? "alla"
                : permission.ids().isEmpty()
                        ? "inga"
                        : permission.ids().stream().sorted().collect(Collectors.joining(", "));
    }

    /** The models of a verified catalog for programs. */
    static List<Map<String, @Nullable Object>> json(VerifiedCatalog catalog, Instant now) {
        List<Map<String, @Nullable Object>> models = new ArrayList<>();
        for (CertifiedModel model : CertifiedCatalogs.of(List.of(catalog), now).models()) {
            ModelEntry entry = model.entry();
            models.add(
                    Json.object(
                            "model", entry.id().toString(),
                            "kind", entry.kind().id(),
                            "publisher", entry.publisher(),
                            "status", model.status(now).toString(),
                            "clearance", model.effective().toString(),
                            "licence", entry.licence(),
                            "sectors", ids(entry.sectors()),
                            "purposes", ids(entry.purposes()),
                            "risk_classes", ids(entry.riskClasses()),
                            "valid_until", entry.validUntil().map(Instant::toString).orElse(null)));
        }
        return models;
    }

    private static List<String> ids(Permission permission) {
        return permission.all() ? List.of("*") : permission.ids().stream().sorted().toList();
    }

    /** Refuses a payload whose entries have faults; all of them are told. */
    static void check(com.fasterxml.jackson.databind.JsonNode payload) {
        CertifiedCatalog.of(
                List.of(
                        new CatalogDocument(
                                "catalog", null, List.of("*"), Instant.MAX, false, payload)),
                new CatalogInfo("draft", "draft", null));
    }

    /** Prints entries that may not have been verified. */
    static void print(List<CatalogEntry> entries, Terminal terminal) {
        new CatalogText(terminal).entries(entries);
    }
}
