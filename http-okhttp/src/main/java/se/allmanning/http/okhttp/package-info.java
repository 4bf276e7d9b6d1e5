/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * LangChain4j's HTTP client on OkHttp, of use with every LangChain4j model and without the rest of
 * this SDK: pooled connections, HTTP/2, proxies, certificates of one's own, one deadline for a
 * whole call, a cancel that closes the connection, and server-sent events as the standard has them.
 *
 * <p>{@link se.allmanning.http.okhttp.OkHttpHttpClient} is the client, {@link
 * se.allmanning.http.okhttp.OkHttpHttpClientBuilder} makes it, and {@link
 * se.allmanning.http.okhttp.OkHttpHttpClientBuilderFactory} lets LangChain4j find it:
 *
 * <pre>{@code
 * OkHttpHttpClientBuilder http = OkHttpHttpClient.builder()
 *         .proxy(URI.create("http://proxy.kommun.se:3128"))
 *         .certificateAuthorities(Path.of("kommun-ca.pem"))
 *         .callTimeout(Duration.ofSeconds(90));
 * ChatModel model = OpenAiChatModel.builder().httpClientBuilder(http).baseUrl(url).build();
 * }</pre>
 *
 * <p>With the jar on the class path and no other HTTP client of LangChain4j's there, LangChain4j
 * uses it unasked; exclude {@code langchain4j-http-client-jdk}, or name the factory in the system
 * property {@code langchain4j.http.clientBuilderFactory}.
 *
 * <p>Differences to LangChain4j's own clients: a stream has exactly one end, and a connection that
 * breaks is an error and never the quiet end of an answer; the message of a fault never holds what
 * the server wrote, since servers repeat prompts; redirects are followed within one scheme, host
 * and port only.
 *
 * <p>Clients are safe for many threads, builders are not.
 */
@NullMarked
package se.allmanning.http.okhttp;

import org.jspecify.annotations.NullMarked;
