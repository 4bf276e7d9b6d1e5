/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

/**
 * A portable AI service: what it is, and how it turns one input into one output. Input and output
 * are records; their components, with LangChain4j's {@code @Description}, say what a caller fills
 * in.
 *
 * <p>A service is written against this API alone. Everything that it reaches (knowledge, models,
 * answerers) comes through the {@link ServiceContext} of the call, so that the same jar runs in any
 * municipality.
 *
 * <p>Implementations have a public constructor without parameters, keep no state between calls and
 * are called from many threads at once.
 *
 * @param <I> the input, a record
 * @param <O> the output, a record or a value of this API
 */
public interface AiService<I, O> {

    /**
     * What the service is and needs. Called once when the host opens; the same value every time.
     */
    ServiceDescriptor descriptor();

    /**
     * Serves one call. May block; the host calls it on the caller's thread. A fault is thrown as it
     * is; the host adds nothing of the input to messages or logs.
     *
     * @param input what the caller gave
     * @param context what the host lends for this call; not valid after the method returns
     * @return the result, never {@code null}
     */
    O invoke(I input, ServiceContext context);
}
