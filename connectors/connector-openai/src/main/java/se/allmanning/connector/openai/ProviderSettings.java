/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.util.List;
import java.util.Map;
import se.allmanning.http.okhttp.OkHttpHttpClientBuilder;

/**
 * A provider, as configured.
 *
 * @param url the address before {@code /chat/completions} and the like, without a slash at its end
 * @param headers all that go with a call, the key included
 * @param http makes clients with the provider's times, proxy and certificates
 */
record ProviderSettings(
        String id,
        String url,
        Map<String, String> headers,
        OkHttpHttpClientBuilder http,
        List<ModelSettings> models) {

    Endpoint open() {
        return new Endpoint(id, url, headers, http.build());
    }

    /** Without headers, which hold the key. */
    @Override
    public String toString() {
        return "ProviderSettings[" + id + "]";
    }
}
