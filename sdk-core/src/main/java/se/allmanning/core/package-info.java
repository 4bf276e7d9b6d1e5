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
 * <p>The rooms know each other one way only: {@code home} knows none, {@code plugin} knows {@code
 * home}, {@code model} knows both, {@code knowledge} knows all three, and the front door wires
 * them. Thread-safe.
 */
@NullMarked
package se.allmanning.core;

import org.jspecify.annotations.NullMarked;
