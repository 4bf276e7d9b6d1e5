/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * How a host knows that a catalog is what its certifier signed, that nothing was held back, and
 * that nobody turned the clock. Documents are JSON in envelopes of DSSE, signed with Ed25519, in
 * the roles of <a href="https://theupdateframework.github.io/specification/latest/">The Update
 * Framework</a>: a root names who signs what; the catalog holds the entries and delegates to
 * others; the snapshot says which versions belong together; the timestamp says that they are the
 * newest. All of it is checked without a network.
 *
 * <ul>
 *   <li>{@link se.allmanning.core.trust.TrustStore} is what a home trusts: it verifies, remembers
 *       and updates.
 *   <li>{@link se.allmanning.core.trust.VerifiedCatalog} and {@link
 *       se.allmanning.core.trust.SignedDocument} are what passed. What has expired passes too, and
 *       says so.
 *   <li>{@link se.allmanning.core.trust.Repository} is where documents come from: a folder, a jar,
 *       an address. It is never believed.
 *   <li>{@link se.allmanning.core.trust.TrustException} says which check did not hold.
 * </ul>
 *
 * <pre>{@code
 * TrustStore store = TrustStore.open(home.path().resolve("catalog"), Clock.systemUTC());
 * for (VerifiedCatalog catalog : store.verified()) {
 *     boolean fresh = catalog.fresh(Instant.now());
 *     catalog.documents().forEach(document -> read(document.payload()));
 * }
 * }</pre>
 *
 * <p>What the entries of a catalog mean is not known here. Keys that sign are in {@code certify}.
 * Values are immutable; a store may be used by several threads and processes.
 */
@NullMarked
package se.allmanning.core.trust;

import org.jspecify.annotations.NullMarked;
