/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 and its written form, 64 hexadecimal digits in lower case. */
final class Hashes {

    /** What the first link of a chain names as its previous one. */
    static final String NONE = "0".repeat(64);

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Hashes() {}

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the hash unchanged. */
    static String check(String what, String hash) {
        if (!isHash(hash)) {
            throw new IllegalArgumentException(
                    what + " is not 64 hexadecimal digits in lower case.");
        }
        return hash;
    }
}
