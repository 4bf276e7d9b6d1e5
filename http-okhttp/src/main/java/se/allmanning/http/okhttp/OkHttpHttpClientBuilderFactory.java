/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpClientBuilderFactory;

/** Brings {@link OkHttpHttpClient} to LangChain4j. Found by the service loader. */
public final class OkHttpHttpClientBuilderFactory implements HttpClientBuilderFactory {

    /** Called by the service loader. */
    public OkHttpHttpClientBuilderFactory() {}

    @Override
    public HttpClientBuilder create() {
        return OkHttpHttpClient.builder();
    }
}
