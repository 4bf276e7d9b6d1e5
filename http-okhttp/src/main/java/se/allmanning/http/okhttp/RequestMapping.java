/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.FormDataFile;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** LangChain4j's request as OkHttp's. */
final class RequestMapping {

    private static final MediaType ANY = MediaType.get("application/octet-stream");

    private RequestMapping() {}

    /**
     * @throws IllegalArgumentException naming the part that cannot be sent, never its value
     */
    static Request map(HttpRequest request, CallProgress progress) {
        HttpUrl url = HttpUrl.parse(request.url());
        if (url == null) {
            throw new IllegalArgumentException(
                    "The address of the request is no http or https URL. Write, for example,"
                            + " https://api.example.se/v1/models.");
        }
        Request.Builder builder = new Request.Builder().url(url).tag(CallProgress.class, progress);
        RequestBody body = body(request);
        builder.method(request.method().name(), body == null ? null : new OnceOnly(body));
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            for (String value : header.getValue()) {
                add(builder, header.getKey(), value);
            }
        }
        return builder.build();
    }

    private static void add(Request.Builder builder, String name, String value) {
        try {
            builder.addHeader(name, value);
        } catch (IllegalArgumentException e) {
            // Not as the cause: OkHttp's message quotes the value, which may be a key.
            throw new IllegalArgumentException(
                    "The header \""
                            + name
                            + "\" has a character that HTTP does not allow in its name or value."
                            + " Use visible ASCII; a key must have no line break at its end.");
        }
    }

    private static @Nullable RequestBody body(HttpRequest request) {
        if (!request.formDataFields().isEmpty() || !request.formDataFiles().isEmpty()) {
            return form(request);
        }
        if (request.body() != null) {
            // Without a media type: the request's own Content-Type stands as it is.
            return RequestBody.create(request.body().getBytes(StandardCharsets.UTF_8), null);
        }
        return request.method() == HttpMethod.POST ? RequestBody.create(new byte[0], null) : null;
    }

    private static RequestBody form(HttpRequest request) {
        MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
        request.formDataFields().forEach(form::addFormDataPart);
        for (Map.Entry<String, FormDataFile> part : request.formDataFiles().entrySet()) {
            FormDataFile file = part.getValue();
            MediaType type = file.contentType() == null ? ANY : MediaType.parse(file.contentType());
            form.addFormDataPart(
                    part.getKey(),
                    file.fileName(),
                    RequestBody.create(file.content(), type == null ? ANY : type));
        }
        return form.build();
    }

    /**
     * Sent once and never again: OkHttp repeats a request on another connection otherwise, and
     * whether a call may be repeated is for the caller to decide.
     */
    private static final class OnceOnly extends RequestBody {

        private final RequestBody body;

        OnceOnly(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
