/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The models of a host. {@link se.allmanning.core.model.EmbeddingModels} asks the connectors what
 * they offer, chooses the one that the configuration names or the only one there is, and binds it
 * on first use, so that a host which only reads its status never loads 76 MB of weights.
 * Thread-safe.
 */
@NullMarked
package se.allmanning.core.model;

import org.jspecify.annotations.NullMarked;
