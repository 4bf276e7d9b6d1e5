/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What a host keeps on disk and how it starts and ends: the {@link se.allmanning.core.home.Home}
 * folder with its format, the {@link se.allmanning.core.home.Configuration} that is checked whole,
 * {@link se.allmanning.core.home.Secrets} that are named and never written, and the {@link
 * se.allmanning.core.home.CallGate} that lets running calls finish when the host closes. Everything
 * else builds on this package; it knows nothing of the others.
 */
@NullMarked
package se.allmanning.core.home;

import org.jspecify.annotations.NullMarked;
