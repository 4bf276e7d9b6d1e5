/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import dev.langchain4j.model.embedding.EmbeddingModel;

/**
 * What an embedding model that runs inside the process can tell a host beyond what LangChain4j's
 * interface carries. Optional: a host asks with {@code instanceof} and does without where a model
 * is not one. Its responses carry {@link EmbeddingWindows} as metadata. Safe for many threads.
 */
public interface LocalEmbeddingModel extends EmbeddingModel, AutoCloseable {

    /**
     * The most tokens that the model reads at once, prefix and special tokens included. A longer
     * text is embedded window by window; {@link EmbeddingWindows} says so.
     */
    int maxTokens();

    /** How many texts it runs at the same time, at least 1. */
    int workers();

    /**
     * Nanoseconds spent in the model itself since it was opened, summed over all threads; without
     * tokenising and waiting. Divided by {@link #workers()} times the wall time of a piece of work,
     * the difference tells how much of that work was inference.
     */
    long inferenceNanos();

    /** Waits for the calls that run, then frees what lies outside the heap. Later calls fail. */
    @Override
    void close();
}
