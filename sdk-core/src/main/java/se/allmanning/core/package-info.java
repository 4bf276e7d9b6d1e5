/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The runtime. {@link se.allmanning.core.Allmanning} is the front door: it opens a home, finds what
 * extends it, and hands out knowledge bases and services.
 *
 * <pre>{@code
 * try (Allmanning allmanning = Allmanning.open(Path.of("allmanning-home"))) {
 *     KnowledgeBase rules = allmanning.knowledge("rules");
 *     rules.sync(KnowledgeSource.folder(Path.of("documents")));
 *     rules.search("delegation till utskott").forEach(c -> System.out.println(c.label()));
 * }
 * }</pre>
 *
 * <p>The rooms know each other one way only, along the way of one call: {@code home} holds
 * configuration and secrets, {@code trust} verifies signed catalogs, {@code catalog} reads the
 * models in them, {@code policy} decides on them, {@code audit} records, {@code model} calls models
 * through all of these, {@code plugin} lends what a service may reach, {@code knowledge} searches
 * and quotes. The front door wires them, and no room knows it. Thread-safe.
 */
@NullMarked
package se.allmanning.core;

import org.jspecify.annotations.NullMarked;
