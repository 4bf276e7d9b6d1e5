/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What embedding costs, against LangChain4j's own ONNX model and against a bare loop of tokenizer
 * and ONNX session, on the same model file and the same texts.
 *
 * <p>{@link se.allmanning.benchmarks.embedding.EmbeddingBenchmark} is the program. Every contestant
 * is a JVM of its own; they take turns, so that a busy machine is busy for all of them, and their
 * processor time is compared.
 */
@NullMarked
package se.allmanning.benchmarks.embedding;

import org.jspecify.annotations.NullMarked;
