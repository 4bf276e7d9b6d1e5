/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one document says of another: version, and length and SHA-256 of its payload. The payload,
 * not the file: a signature that somebody adds later does not make another document of it.
 */
record MetaFile(long version, long length, String sha256) {

    /** The member {@code meta} of a snapshot or timestamp, by role. */
    static Map<String, MetaFile> all(Fields document, String what) {
        Fields meta = document.object("meta");
        Map<String, MetaFile> files = new TreeMap<>();
        for (String file : meta.names()) {
            if (!file.endsWith(".json")) {
                throw TrustException.malformed(what, "\"meta\" names a file not in .json", null);
            }
            Fields one = meta.object(file);
            files.put(
                    file.substring(0, file.length() - ".json".length()),
                    new MetaFile(
                            one.integer("version"),
                            one.integer("length"),
                            one.object("hashes").sha256("sha256")));
        }
        return files;
    }

    void check(Envelope envelope, String what, String by) {
        if (envelope.payload().length != length) {
            throw TrustException.mixed(
                    what,
                    "it has "
                            + envelope.payload().length
                            + " bytes, and "
                            + by
                            + " says "
                            + length);
        }
        if (!envelope.sha256().equals(sha256)) {
            throw TrustException.mixed(what, "its SHA-256 is not the one that " + by + " says");
        }
    }

    void checkVersion(long found, String what, String by) {
        if (found != version) {
            throw TrustException.mixed(
                    what, "its version is " + found + ", and " + by + " says " + version);
        }
    }
}
