/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What extends a host. {@link se.allmanning.core.plugin.Extensions} collects connectors, stores,
 * parsers and services from the service loader and refuses two with one id; {@link
 * se.allmanning.core.plugin.Services} binds a service to the host and lends it, for each call, what
 * that call may reach: knowledge, guarded models, the disclosure of what a model wrote. What a
 * service did not declare is refused with what to add. Its result leaves when the records of what
 * led to it are on the disk. Thread-safe.
 */
@NullMarked
package se.allmanning.core.plugin;

import org.jspecify.annotations.NullMarked;
