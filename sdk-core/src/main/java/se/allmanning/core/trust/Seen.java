/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest version that was seen of each document, by role. A lower one is refused, and so is
 * another document under the same version. Immutable.
 */
record Seen(Map<String, Seen.Version> versions) {

    static final Seen NOTHING = new Seen(Map.of());

    /** A version and the SHA-256 of its payload. */
    record Version(long number, String sha256) {}

    Seen {
        versions = Map.copyOf(versions);
    }

    boolean has(String role) {
        return versions.containsKey(role);
    }

    void check(String role, long number, String sha256, String what) {
        Version last = versions.get(role);
        check(last, number, sha256, what);
    }

    private static void check(@Nullable Version last, long number, String sha256, String what) {
        if (last == null) {
            return;
        }
        if (number < last.number()) {
            throw TrustException.rollback(
                    what, "version " + number + " is offered, and " + last.number() + " was seen");
        }
        if (number == last.number() && !sha256.equals(last.sha256())) {
            throw TrustException.rollback(
                    what, "version " + number + " was seen before with other content");
        }
    }

    Seen with(Map<String, Version> newer) {
        Map<String, Version> all = new TreeMap<>(versions);
        all.putAll(newer);
        return new Seen(all);
    }
}
