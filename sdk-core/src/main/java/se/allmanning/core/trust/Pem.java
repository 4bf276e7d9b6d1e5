/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of keys, RFC 7468. */
public final class Pem {

    private Pem() {}

    /** One block of the given type. */
    public static String encode(byte[] der, String type) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN "
                + type
                + "-----\n"
                + lines.encodeToString(der)
                + "\n-----END "
                + type
                + "-----\n";
    }

    /** What the only block of the text holds; empty if it is of another type or none. */
    public static Optional<byte[]> decode(String pem, String type) {
        Matcher block =
                Pattern.compile(
                                "\\s*-----BEGIN "
                                        + type
                                        + "-----\\s([A-Za-z0-9+/=\\s]*)-----END "
                                        + type
                                        + "-----\\s*")
                        .matcher(pem);
        if (!block.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(block.group(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
