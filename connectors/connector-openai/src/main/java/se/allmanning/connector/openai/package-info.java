/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Models of every provider and server that speaks the OpenAI protocol: Swedish providers, vLLM,
 * LiteLLM, Ollama, llama.cpp and others. Chat, streams, tools, JSON schema, images, embeddings,
 * reranking and transcription.
 *
 * <p>{@link se.allmanning.connector.openai.OpenAiConnector} offers a host what the configuration
 * names; the host finds it through {@link se.allmanning.connector.openai.OpenAiExtension}. There is
 * nothing to call from a program:
 *
 * <pre>{@code
 * connectors:
 *   openai:
 *     providers:
 *       berget:
 *         url: https://api.example.se/v1
 *         key: ${env:BERGET_KEY}
 *         models:
 *           - id: google/gemma-3-270m@q4
 *             name: gemma3:270m
 *             kind: chat
 *             features: [streaming, tools]
 * }</pre>
 *
 * <p>Readers are tolerant, since no two servers answer alike: fields may be missing, null, or
 * unknown. Two things are never tolerated: a stream that stops without having said that it ends is
 * {@code CUT_OFF} and no answer, and an error stays an error even with status 200. Writers are
 * strict: what a model was not offered for is refused and not left out.
 *
 * <p>A request that names a model of its own is refused, for the model was chosen and permitted
 * before; images and audio go as bytes, for a provider shall not fetch addresses on our behalf.
 *
 * <p>Everything here is safe for many threads.
 */
@NullMarked
package se.allmanning.connector.openai;

import org.jspecify.annotations.NullMarked;
