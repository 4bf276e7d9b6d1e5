/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * How a certifier makes signed documents: {@link se.allmanning.core.trust.certify.KeyFiles} keep
 * keys, a {@link se.allmanning.core.trust.certify.WorkingFolder} holds entries and what is signed,
 * and {@link se.allmanning.core.trust.certify.Signing} gathers the one into the other. Several
 * people sign by passing the folder on; no key ever leaves its file.
 *
 * <pre>{@code
 * WorkingFolder folder = WorkingFolder.open(Path.of("association"));
 * SigningKey key = KeyFiles.read(Path.of("anna.pem"), passphrase);
 * Signing.by(List.of(key), Clock.systemUTC()).sign(folder)
 *         .forEach(role -> System.out.println(role.name() + ": " + role.isComplete()));
 * }</pre>
 *
 * <p>Hosts do not need it: they verify, with {@link se.allmanning.core.trust.TrustStore}. Types are
 * immutable; one process works on a folder at a time.
 */
@NullMarked
package se.allmanning.core.trust.certify;

import org.jspecify.annotations.NullMarked;
