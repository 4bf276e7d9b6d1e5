/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import java.net.Proxy;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Two things that OkHttp would otherwise do by sending a request twice: authenticate at a proxy for
 * plain HTTP, and follow a 503 with {@code Retry-After: 0}.
 */
final class PlainHttp implements Interceptor {

    private final @Nullable String proxyAuthorization;

    /**
     * @param proxyAuthorization what the proxy wants to see; null for none
     */
    PlainHttp(@Nullable String proxyAuthorization) {
        this.proxyAuthorization = proxyAuthorization;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Connection connection = chain.connection();
        if (proxyAuthorization != null
                && connection != null
                && !request.isHttps()
                && connection.route().proxy().type() == Proxy.Type.HTTP) {
            request =
                    request.newBuilder().header("Proxy-Authorization", proxyAuthorization).build();
        }
        Response response = chain.proceed(request);
        String wait = response.header("Retry-After");
        if (response.code() == 503 && wait != null && wait.strip().matches("\\d+")) {
            // The same number in a form that OkHttp, which fails on a long one, lets be.
            return response.newBuilder().header("Retry-After", wait.strip() + ".0").build();
        }
        return response;
    }
}
