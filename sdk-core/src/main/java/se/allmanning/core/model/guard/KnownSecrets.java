/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exact values that must not come out of a model: the host's keys and passwords, or a canary. They
 * are found as they are, with up to three blanks, line breaks or marks between their characters,
 * and in base64, hexadecimal, rot13 and backwards. The values are held in memory, since a
 * fingerprint could not be found in another form. Immutable and thread-safe.
 */
public final class KnownSecrets {

    /** The least number of characters of a secret: a shorter one would be found everywhere. */
    public static final int SHORTEST = 8;

    /** The greatest number of characters of a secret. */
    public static final int LONGEST = 256;

    private static final KnownSecrets NONE = new KnownSecrets(List.of(), GuardKind.SECRET);
    private static final int MOST_BETWEEN = 3;
    private static final String BETWEEN = " \n-_.,*|";

    private final Map<Character, List<char[]>> byFirst = new HashMap<>();
    private final GuardKind kind;
    private final int size;
    private final boolean[] first = new boolean[128];

    private KnownSecrets(Collection<char[]> secrets, GuardKind kind) {
        this.kind = kind;
        size = secrets.size();
        for (char[] secret : secrets) {
            if (secret.length < SHORTEST || secret.length > LONGEST) {
                throw new IllegalArgumentException(
                        "A secret of "
                                + secret.length
                                + " characters cannot be guarded. Allowed: "
                                + SHORTEST
                                + " to "
                                + LONGEST
                                + ".");
            }
            String value = new String(secret);
            forms(value).forEach(this::add);
            if (kind == GuardKind.CANARY) {
                forms(value.toUpperCase(Locale.ROOT)).forEach(this::add);
            }
        }
    }

    /** No secrets. */
    public static KnownSecrets none() {
        return NONE;
    }

    /**
     * Some secrets, which are copied.
     *
     * @throws IllegalArgumentException if one is shorter than {@link #SHORTEST} or longer than
     *     {@link #LONGEST}
     */
    public static KnownSecrets of(Collection<char[]> secrets) {
        return new KnownSecrets(secrets, GuardKind.SECRET);
    }

    static KnownSecrets canary(String canary) {
        return new KnownSecrets(List.of(canary.toCharArray()), GuardKind.CANARY);
    }

    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>();
        forms.add(secret);
        forms.add(new StringBuilder(secret).reverse().toString());
        StringBuilder rotated = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            char base = Character.isUpperCase(c) ? 'A' : 'a';
            rotated.append(Folded.isAsciiLetter(c) ? (char) ((c - base + 13) % 26 + base) : c);
        }
        forms.add(rotated.toString());
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        // Of base64, what does not depend on what stands before and after the secret.
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String coded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String core = coded.substring(from, to);
            if (core.length() >= SHORTEST) {
                forms.add(core);
                forms.add(core.replace('+', '-').replace('/', '_'));
            }
        }
        return forms.stream().distinct().toList();
    }

    private void add(String form) {
        // A form is compared with folded text, so it is folded too.
        Folded folded = Folded.of(form);
        if (folded.length() >= SHORTEST) {
            char c = folded.at(0);
            first[c < 128 ? c : 0] = true;
            byFirst.computeIfAbsent(c, key -> new ArrayList<>())
                    .add(folded.text(0, folded.length()).toCharArray());
        }
    }

    /** The secret that begins here, or null. */
    @Nullable Hit match(Folded text, int index) {
        char c = text.at(index);
        if (size == 0 || !first[c < 128 ? c : 0]) {
            return null;
        }
        int longest = 0;
        for (char[] form : byFirst.getOrDefault(c, List.of())) {
            longest = Math.max(longest, length(text, index, form));
        }
        return longest == 0 ? null : new Hit(kind, longest);
    }

    private static int length(Folded text, int index, char[] form) {
        int at = index + 1;
        for (int i = 1; i < form.length; i++) {
            int between = 0;
            while (text.at(at) != form[i]) {
                if (between++ == MOST_BETWEEN || BETWEEN.indexOf(text.at(at)) < 0) {
                    return 0;
                }
                at++;
            }
            at++;
        }
        return at - index;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "KnownSecrets[" + size + "]";
    }
}
