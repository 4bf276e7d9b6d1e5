/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

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
}
