/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.allmanning.core.trust.CatalogChanges;
import se.allmanning.core.trust.CatalogEntry;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.core.trust.certify.Signing;

/** Catalogs for people, in Swedish. */
final class CatalogText {

    /** Of a longer list, so many are printed; {@code --json} gives all. */
    private static final int MOST = 50;

    private static final Map<String, String> KINDS =
            Map.of(
                    "models", "modell",
                    "revoked", "återkallelse",
                    "deployments", "driftställe",
                    "guidance", "vägledning");

    private final Terminal terminal;

    CatalogText(Terminal terminal) {
        this.terminal = terminal;
    }

    void line(String text) {
        terminal.out().println(text);
    }

    void outcomes(List<Signing.Outcome> outcomes) {
        for (Signing.Outcome outcome : outcomes) {
            line(
                    String.format(
                            "%-12s version %d, %d av %d signaturer%s",
                            outcome.name(),
                            outcome.version(),
                            outcome.signers(),
                            outcome.threshold(),
                            outcome.isComplete() ? "" : ": fler måste signera"));
        }
    }

    void catalog(VerifiedCatalog catalog, Instant now) {
        line(
                terminal.bold(catalog.version())
                        + (catalog.starter() ? " (följer med, gäller lokala modeller)" : ""));
        line("Aktuell      " + (catalog.fresh(now) ? "ja, till " + catalog.expires() : "nej"));
        catalog.notFresh(now).ifPresent(reason -> wrapped(reason));
        catalog.maximum().ifPresent(maximum -> line("Högsta klass " + maximum));
        for (VerifiedCatalog.Role role : catalog.roles()) {
            line(
                    String.format(
                            "%-12s version %d, till %s, %d av %d nycklar",
                            role.name(),
                            role.version(),
                            role.expires(),
                            role.threshold(),
                            role.keyIds().size()));
            role.keyIds().forEach(id -> line(terminal.faint("    " + id)));
        }
        line("Rotens kontrollsumma (SHA-256)");
        line("    " + catalog.roles().get(0).sha256());
    }

    private void wrapped(String text) {
        Layout.wrap(text, Terminal.WIDTH, "    ").forEach(this::line);
    }

    /** The entries by their ids alone. */
    void entries(List<CatalogEntry> entries) {
        for (String kind : List.of("models", "revoked", "deployments", "guidance")) {
            List<String> ids = CatalogJson.ids(entries, kind);
            line(String.format("%-12s %d", KINDS.get(kind), ids.size()));
            shortened(ids);
        }
    }

    private void shortened(List<String> lines) {
        lines.stream().limit(MOST).forEach(one -> line("    " + one));
        if (lines.size() > MOST) {
            line("    … och " + (lines.size() - MOST) + " till (--json visar alla)");
        }
    }

    void changes(CatalogChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        line("Ändrat sedan förra katalogen");
        changes("ny", changes.added());
        changes("ändrad", changes.changed());
        changes("borttagen", changes.removed());
    }

    private void changes(String what, List<CatalogEntry> entries) {
        shortened(
                entries.stream()
                        .map(entry -> what + " " + KINDS.get(entry.kind()) + " " + entry.id())
                        .toList());
    }
}
