/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Follows a redirect within one scheme, host and port, and no other: what is sent holds a key and
 * perhaps a prompt, and both are meant for one server. A POST is repeated where the redirect says
 * that it stays one (307, 308).
 */
final class SameOriginRedirects implements Interceptor {

    private static final int MOST = 5;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        for (int i = 0; i < MOST; i++) {
            HttpUrl target = target(request, response);
            if (target == null) {
                return response;
            }
            response.close();
            request = request.newBuilder().url(target).build();
            response = chain.proceed(request);
        }
        return response;
    }

    private static @Nullable HttpUrl target(Request request, Response response) {
        boolean follow =
                switch (response.code()) {
                    case 301, 302, 303 -> request.method().equals("GET");
                    case 307, 308 -> true;
                    default -> false;
                };
        String location = response.header("Location");
        HttpUrl here = request.url();
        HttpUrl target = follow && location != null ? here.resolve(location) : null;
        return target != null
                        && target.scheme().equals(here.scheme())
                        && target.host().equals(here.host())
                        && target.port() == here.port()
                ? target
                : null;
    }
}
