/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.time.Duration;

/**
 * A model that can bound how long one call takes in all. Optional: a host asks with {@code
 * instanceof}, and where a model is not one it still gives up waiting at the deadline, but cannot
 * end the work on the other side.
 *
 * @param <M> LangChain4j's type of the model
 */
public interface BoundedModel<M> {

    /**
     * A view of this model whose calls take at most the given time in all, connecting, waiting and
     * reading included, and fail with {@link ModelCallException.Reason#TIMEOUT} after it. Cheap; it
     * shares everything with this model. Called before each call, on any thread.
     *
     * @param left more than zero
     */
    M within(Duration left);
}
