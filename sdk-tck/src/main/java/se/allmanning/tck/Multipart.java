/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.charset.StandardCharsets;

/** Finds the file in a body of {@code multipart/form-data} (RFC 7578). */
final class Multipart {

    private Multipart() {}

    /** The bytes of the first part that has a file name; none where there is no such part. */
    static byte[] file(HttpCall call) {
        // One char for each byte, so that positions in the text are positions in the bytes.
        String body = new String(call.body(), StandardCharsets.ISO_8859_1);
        int name = body.indexOf("filename=");
        if (name < 0) {
            return new byte[0];
        }
        int start = body.indexOf("\r\n\r\n", name) + 4;
        String boundary = body.substring(0, body.indexOf("\r\n"));
        int end = body.indexOf("\r\n" + boundary, start);
        return end < 0
                ? new byte[0]
                : body.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
