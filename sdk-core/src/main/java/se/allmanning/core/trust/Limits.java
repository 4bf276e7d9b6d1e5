/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

/**
 * How many bytes a payload may have, by role, so that a source without end ends. A file may be as
 * large as its payload in base64 with signatures.
 */
record Limits(long root, long timestamp, long snapshot, long catalog, long total) {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long SIGNATURES = 64 * KIB;

    static final Limits DEFAULT = new Limits(MIB, 64 * KIB, MIB, 64 * MIB, 256 * MIB);

    /** The bytes of a file whose payload has at most so many. */
    static long file(long payload) {
        return (payload + 2) / 3 * 4 + SIGNATURES;
    }
}
