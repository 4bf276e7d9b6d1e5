/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.trust.CatalogChanges;
import se.allmanning.core.trust.CatalogEntry;
import se.allmanning.core.trust.SignedDocument;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.core.trust.certify.Signing;

/** Catalogs for programs. */
final class CatalogJson {

    private CatalogJson() {}

    static List<Map<String, @Nullable Object>> outcomes(List<Signing.Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome ->
                        Json.object(
                                "role", outcome.name(),
                                "version", outcome.version(),
                                "signers", outcome.signers(),
                                "threshold", outcome.threshold(),
                                "complete", outcome.isComplete(),
                                "signed", outcome.signed()))
                .toList();
    }

    static Map<String, @Nullable Object> catalog(
            VerifiedCatalog catalog, CatalogChanges changes, Instant now) {
        return Json.object(
                "root", catalog.rootName(),
                "version", catalog.version(),
                "starter", catalog.starter(),
                "fresh", catalog.fresh(now),
                "reason", catalog.notFresh(now).orElse(null),
                "expires", catalog.expires().toString(),
                "maximum", catalog.maximum().map(Object::toString).orElse(null),
                "digest", catalog.digest(),
                "roles", catalog.roles().stream().map(CatalogJson::role).toList(),
                "documents", catalog.documents().stream().map(CatalogJson::document).toList(),
                "models", CatalogEntries.json(catalog, now),
                "changes", changes(changes));
    }

    private static Map<String, @Nullable Object> role(VerifiedCatalog.Role role) {
        return Json.object(
                "role", role.name(),
                "version", role.version(),
                "expires", role.expires().toString(),
                "sha256", role.sha256(),
                "threshold", role.threshold(),
                "keys", role.keyIds());
    }

    private static Map<String, @Nullable Object> document(SignedDocument document) {
        List<CatalogEntry> entries = CatalogEntry.of(document.role(), document.payload());
        return Json.object(
                "role", document.role(),
                "maximum", document.maximum() == null ? null : document.maximum().toString(),
                "sectors", document.sectors(),
                "models", ids(entries, "models"),
                "revoked", ids(entries, "revoked"),
                "deployments", ids(entries, "deployments"),
                "guidance", ids(entries, "guidance"));
    }

    static List<String> ids(List<CatalogEntry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(CatalogEntry::id)
                .toList();
    }

    private static Map<String, @Nullable Object> changes(CatalogChanges changes) {
        return Json.object(
                "added", entries(changes.added()),
                "changed", entries(changes.changed()),
                "removed", entries(changes.removed()),
                "revoked", entries(changes.revoked()));
    }

    private static List<Map<String, @Nullable Object>> entries(List<CatalogEntry> entries) {
        return entries.stream()
                .map(entry ->
                        Json.object(
                                "document",
                                entry.document(),
                                "kind",
                                entry.kind(),
                                "id",
                                entry.id()))
                .toList();
    }
}
