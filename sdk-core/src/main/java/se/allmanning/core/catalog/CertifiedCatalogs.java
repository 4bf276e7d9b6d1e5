/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.SignedDocument;
import se.allmanning.core.trust.VerifiedCatalog;

/** Reads the models out of catalogs whose signatures were verified. Stateless. */
public final class CertifiedCatalogs {

    private CertifiedCatalogs() {}

    /**
     * What verified catalogs say together.
     *
     * @param catalogs the home's, the starter among them
     * @param now at which a catalog may have ceased to be fresh for another reason than its expiry
     */
    public static CertifiedCatalog of(List<VerifiedCatalog> catalogs, Instant now) {
        List<CatalogDocument> documents = new ArrayList<>();
        for (VerifiedCatalog catalog : catalogs) {
            Instant fresh = freshUntil(catalog, now);
            for (SignedDocument document : catalog.documents()) {
                Instant own = document.expires();
                documents.add(
                        CatalogDocument.parse(
                                document.role(),
                                document.maximum(),
                                sectors(document),
                                own.isBefore(fresh) ? own : fresh,
                                catalog.starter(),
                                document.payload()));
            }
        }
        return CertifiedCatalog.of(
                documents,
                new CatalogInfo(
                        joined(catalogs, VerifiedCatalog::rootName),
                        joined(catalogs, VerifiedCatalog::version),
                        null));
    }

    /** The catalog itself has no bounds; a delegate has those that its delegation names. */
    private static List<String> sectors(SignedDocument document) {
        return document.role().equals(RootDocument.CATALOG) ? List.of("*") : document.sectors();
    }

    /** A catalog that is not to be relied on although it has not expired has never been fresh. */
    private static Instant freshUntil(VerifiedCatalog catalog, Instant now) {
        return catalog.expires().isAfter(now) && !catalog.fresh(now)
                ? Instant.EPOCH
                : catalog.expires();
    }

    private static String joined(
            List<VerifiedCatalog> catalogs, Function<VerifiedCatalog, String> part) {
        return catalogs.stream().map(part).collect(Collectors.joining("+"));
    }
}
