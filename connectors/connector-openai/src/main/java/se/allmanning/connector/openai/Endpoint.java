/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.allmanning.http.okhttp.OkHttpHttpClient;

/**
 * Where a provider is reached, and how. Every fault is a {@link
 * se.allmanning.spi.ModelCallException}. Safe for many threads.
 */
final class Endpoint implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final String provider;
    private final String url;
    private final Map<String, String> headers;
    private final OkHttpHttpClient client;

    Endpoint(String provider, String url, Map<String, String> headers, OkHttpHttpClient client) {
        this.provider = provider;
        this.url = url;
        this.headers = headers;
        this.client = client;
    }

    /** A view whose calls take at most that long each; its close does nothing. */
    Endpoint within(Duration time) {
        return new Endpoint(provider, url, headers, client.within(time));
    }

    CallFaults faults(String path) {
        return new CallFaults(provider, path);
    }

    JsonNode get(String path) {
        return call(path, request(HttpMethod.GET, path));
    }

    JsonNode post(String path, JsonNode body) {
        return call(path, request(HttpMethod.POST, path, body));
    }

    /**
     * @param form adds the parts
     */
    JsonNode postForm(String path, Consumer<HttpRequest.Builder> form) {
        HttpRequest.Builder request = request(HttpMethod.POST, path);
        form.accept(request);
        return call(path, request);
    }

    /** Returns at once; the listener hears of faults as the HTTP client tells them. */
    void stream(String path, JsonNode body, ServerSentEventListener listener) {
        HttpRequest request =
                request(HttpMethod.POST, path, body)
                        .addHeader("Accept", "text/event-stream")
                        .build();
        client.execute(request, new StreamOrWhole(), listener);
    }

    private HttpRequest.Builder request(HttpMethod method, String path, JsonNode body) {
        return request(method, path)
                .addHeader("Content-Type", "application/json")
                .body(body.toString());
    }

    private HttpRequest.Builder request(HttpMethod method, String path) {
        return HttpRequest.builder().method(method).url(url + path).addHeaders(headers);
    }

    private JsonNode call(String path, HttpRequest.Builder request) {
        CallFaults faults = faults(path);
        SuccessfulHttpResponse response;
        try {
            response = client.execute(request.build());
        } catch (RuntimeException e) {
            throw faults.of(e);
        }
        JsonNode answer = parse(response.body());
        if (answer == null || !answer.isContainerNode()) {
            String type = response.contentType();
            throw faults.malformed(
                    "is no JSON" + (type == null ? "" : " but calls itself " + mediaType(type)),
                    null);
        }
        JsonNode error = error(answer);
        if (error != null) {
            throw faults.inside(error);
        }
        return answer;
    }

    /** The text as JSON; null where it is none. The parser's message is dropped: it quotes. */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The error that an answer holds in place of what was asked for; null where it holds none. */
    static @Nullable JsonNode error(JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isObject() && !error.isEmpty()) {
            return error;
        }
        if (error.isTextual() && !error.asText().isBlank()) {
            return answer;
        }
        return answer.path("object").asText("").equals("error") ? answer : null;
    }

    /** The type without parameters, and short: a server may write anything there. */
    static String mediaType(String header) {
        String type = header.split(";", 2)[0].strip();
        return type.matches("[A-Za-z0-9.+/-]{1,60}") ? type : "something else";
    }

    @Override
    public void close() {
        client.close();
    }
}
