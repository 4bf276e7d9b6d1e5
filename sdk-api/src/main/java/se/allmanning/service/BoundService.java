/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.util.function.Consumer;

/**
 * A service bound to a host: what a caller holds. Thread-safe; valid until the host closes.
 *
 * @param <I> the input
 * @param <O> the output
 */
public interface BoundService<I, O> {

    /** What the service is and needs. */
    ServiceDescriptor descriptor();

    /** Calls the service with the host's default invocation. */
    O invoke(I input);

    /**
     * Calls the service.
     *
     * @throws AllmanningException if the host is closed or the call is denied; what the service
     *     throws passes through
     */
    O invoke(I input, Invocation invocation);

    /**
     * Calls the service and is handed, on the thread of the call or of a model, the pieces of the
     * result that may be shown before the whole is there, each already verified. Services that make
     * no pieces hand over none.
     *
     * @throws AllmanningException if the host is closed or the call is denied; what the service
     *     throws passes through
     */
    O invoke(I input, Invocation invocation, Consumer<String> pieces);
}
