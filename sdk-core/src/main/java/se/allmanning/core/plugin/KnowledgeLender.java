/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import se.allmanning.core.model.CallScope;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.service.ServiceDescriptor;

/** Lends knowledge bases to services. Thread-safe. */
public interface KnowledgeLender {

    /**
     * The base that the configuration or the descriptor names, else the authority's only one.
     *
     * @throws se.allmanning.service.AllmanningException if there is none, or several and none is
     *     named
     */
    Knowledge lend(ServiceDescriptor descriptor, CallScope scope);

    /**
     * A base of the scope's authority by name.
     *
     * @throws se.allmanning.service.AllmanningException if the authority has none with that name,
     *     or the descriptor does not ask for knowledge
     */
    Knowledge lend(ServiceDescriptor descriptor, CallScope scope, String name);

    /** The answerer that quotes. */
    ExtractiveAnswerer answerer();
}
