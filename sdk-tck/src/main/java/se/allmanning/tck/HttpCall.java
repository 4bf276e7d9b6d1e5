/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A request as it stood on the wire. Immutable; {@link #toString()} holds neither key nor body. */
public final class HttpCall {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;

    HttpCall(String method, String target, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** The method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path with its query, as it was sent. */
    public String target() {
        return target;
    }

    /**
     * The value of a header, several values joined by a comma; an empty text where it is absent.
     */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** A copy of the body; empty where there was none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HttpCall[" + method + ", " + body.length + " bytes]";
    }
}
