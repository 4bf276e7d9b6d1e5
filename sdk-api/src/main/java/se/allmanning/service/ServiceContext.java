/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;

/**
 * What the host lends a service for one call. Everything that a service reaches goes through here,
 * with the authority, access groups and information class of the call already in it. Valid during
 * the call, on any thread of it.
 *
 * <p>Implemented by the host, not by services; new methods may be added.
 */
public interface ServiceContext {

    /** The call that is being served. */
    Invocation invocation();

    /**
     * The knowledge base that the service's configuration names, else the only one that the
     * authority has.
     *
     * @throws AllmanningException if there is none, or several and none is named; the message lists
     *     them
     */
    Knowledge knowledge();

    /**
     * A knowledge base of the authority by its name.
     *
     * @throws AllmanningException if the authority has none with that name; the message lists those
     *     it has
     */
    Knowledge knowledge(String name);

    /** The host's extractive answerer: quotes from the sources, no generative model. */
    ExtractiveAnswerer extractiveAnswerer();
}
