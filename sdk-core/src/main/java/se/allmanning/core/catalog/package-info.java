/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The library of certified models: a {@link se.allmanning.core.catalog.CertifiedCatalog} made from
 * {@linkplain se.allmanning.core.catalog.CatalogDocument documents} whose signatures somebody else
 * has verified, a {@link se.allmanning.core.catalog.ModelEntry} for each model, and for each entry
 * a {@link se.allmanning.core.catalog.CertifiedModel} that says what follows from its lineage, from
 * revocations and from the role that signed it.
 *
 * <pre>{@code
 * CertifiedCatalog catalog =
 *         CertifiedCatalog.of(
 *                 List.of(CatalogDocument.parse("catalog", null, List.of("*"), expires, false, payload)),
 *                 new CatalogInfo("National certifier", "42", timestampExpires));
 * Certification certification = catalog.certification(offer.model(), clock.instant());
 * }</pre>
 *
 * <p>Everything here is a value, immutable and thread-safe. The room knows the contract only: who
 * signs is trust's business, who may use what is policy's. It fails closed: what is unknown,
 * contradictory or unreadable certifies nothing.
 */
@NullMarked
package se.allmanning.core.catalog;

import org.jspecify.annotations.NullMarked;
