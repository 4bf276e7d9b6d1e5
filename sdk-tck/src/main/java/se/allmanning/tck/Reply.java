/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a provider answers, as a {@link WireFormat} writes it: status, headers and the body in
 * frames. The kit decides how the bytes travel: in one piece, one by one, cut off, too slowly.
 * Immutable.
 */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final List<byte[]> frames;

    private Reply(int status, Map<String, String> headers, List<byte[]> frames) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.frames = List.copyOf(frames);
    }

    /** An answer with a whole body. */
    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("content-type", contentType), List.of(body.clone()));
    }

    /** An answer of status 200 with a JSON body. */
    public static Reply json(String body) {
        return of(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A stream of status 200.
     *
     * @param frames in order; the last one is what marks the end of a whole answer and nothing more
     */
    public static Reply stream(String contentType, List<byte[]> frames) {
        return new Reply(200, Map.of("content-type", contentType), frames);
    }

    /** This answer with one header more, or with another value of it. */
    public Reply header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name.toLowerCase(java.util.Locale.ROOT), value);
        return new Reply(status, changed, frames);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The headers, by name in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The frames, in order. */
    public List<byte[]> frames() {
        return frames.stream().map(byte[]::clone).toList();
    }

    /** All frames in a row. */
    public byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
