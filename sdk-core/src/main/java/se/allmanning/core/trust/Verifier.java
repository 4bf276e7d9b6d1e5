/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The client workflow of The Update Framework, specification 1.0, section 5, from the root on: each
 * document's size is bounded before it is read, its signatures hold before its content is looked
 * at, and the documents name one another by version, length and digest. It remembers nothing and
 * writes nothing. Thread-safe.
 */
final class Verifier {

    /** How many rotations of the root are followed in one update. */
    static final int MAX_ROTATIONS = 128;

    private final Limits limits;

    Verifier(Limits limits) {
        this.limits = limits;
    }

    /** A root that follows another, verified by it. */
    record Rotated(RootDocument root, Envelope envelope) {}

    /** The roots that follow the given one in a repository, oldest first. */
    List<Rotated> rotations(RootDocument from, Repository source) {
        List<Rotated> newer = new ArrayList<>();
        RootDocument root = from;
        while (true) {
            String file = (root.version() + 1) + ".root.json";
            Optional<byte[]> bytes = source.read(file, Limits.file(limits.root()));
            if (bytes.isEmpty()) {
                return newer;
            }
            String what = what(file, source);
            if (newer.size() == MAX_ROTATIONS) {
                throw TrustException.chain(
                        what, "more than " + MAX_ROTATIONS + " roots follow one another");
            }
            Envelope envelope = Envelope.parse(bytes.get(), what);
            root = root.next(envelope, what);
            newer.add(new Rotated(root, envelope));
        }
    }

    /** A root by its file name, not verified. */
    Optional<Envelope> root(String file, Repository source) {
        return source.read(file, Limits.file(limits.root()))
                .map(bytes -> Envelope.parse(bytes, what(file, source)));
    }

    /** Verifies what a repository holds under the given root. */
    Verified verify(RootDocument root, Repository source, Seen seen) {
        return new Pass(root, source, seen).run();
    }

    private static String what(String file, Repository source) {
        return file + " in " + source.name();
    }

    /** One verification; it is used once. */
    private final class Pass {

        private final RootDocument root;
        private final Repository source;
        private final Seen seen;
        private final List<Verified.Part> parts = new ArrayList<>();
        private final Map<String, Seen.Version> versions = new HashMap<>();
        private long bytes;

        private Pass(RootDocument root, Repository source, Seen seen) {
            this.root = root;
            this.source = source;
            this.seen = seen;
        }

        private Verified run() {
            MetaFile snapshot = timestamp();
            Map<String, MetaFile> files = snapshot(snapshot);
            CatalogHeader catalog =
                    catalog(
                            RootDocument.CATALOG,
                            root.role(RootDocument.CATALOG),
                            files,
                            Optional.empty());
            Set<String> unasked = new TreeSet<>(files.keySet());
            unasked.remove(RootDocument.CATALOG);
            for (Delegation delegation : catalog.delegations()) {
                if (unasked.remove(delegation.name())) {
                    catalog(delegation.name(), delegation.role(), files, Optional.of(delegation));
                } else if (seen.has(delegation.name())) {
                    throw TrustException.rollback(
                            what(RootDocument.SNAPSHOT + ".json", source),
                            "the catalog of " + delegation.name() + " was seen and is left out");
                }
            }
            if (!unasked.isEmpty()) {
                throw TrustException.delegation(
                        what(RootDocument.SNAPSHOT + ".json", source),
                        "it names documents of nobody to whom the catalog delegates ("
                                + unasked.size()
                                + ")");
            }
            return new Verified(root, parts, seen.with(versions));
        }

        private MetaFile timestamp() {
            String role = RootDocument.TIMESTAMP;
            String what = what(role + ".json", source);
            Envelope envelope = envelope(role, limits.timestamp());
            Fields fields = verified(role, envelope, what);
            Map<String, MetaFile> meta = MetaFile.all(fields, what);
            MetaFile snapshot = meta.get(RootDocument.SNAPSHOT);
            if (snapshot == null || meta.size() != 1) {
                throw TrustException.malformed(what, "it names not the snapshot alone", null);
            }
            add(role, root.role(role), fields.integer("version"), fields, envelope);
            return snapshot;
        }

        private Map<String, MetaFile> snapshot(MetaFile expected) {
            String role = RootDocument.SNAPSHOT;
            String what = what(role + ".json", source);
            Envelope envelope = envelope(role, bounded(expected, limits.snapshot(), what));
            expected.check(envelope, what, "the timestamp");
            Fields fields = verified(role, envelope, what);
            long version = fields.integer("version");
            expected.checkVersion(version, what, "the timestamp");
            Map<String, MetaFile> files = MetaFile.all(fields, what);
            files.forEach((name, file) ->
                    seen.check(name, file.version(), file.sha256(), what(name + ".json", source)));
            add(role, root.role(role), version, fields, envelope);
            return files;
        }

        private CatalogHeader catalog(
                String role,
                RoleKeys keys,
                Map<String, MetaFile> files,
                Optional<Delegation> delegation) {
            String what = what(role + ".json", source);
            MetaFile expected = files.get(role);
            if (expected == null) {
                throw TrustException.mixed(what, "the snapshot does not name it");
            }
            bytes += bounded(expected, limits.catalog(), what);
            if (bytes > limits.total()) {
                throw TrustException.tooLarge(what + " together with the others", limits.total());
            }
            Envelope envelope = envelope(role, expected.length());
            expected.check(envelope, what, "the snapshot");
            keys.verify(envelope, what);
            CatalogHeader header = CatalogHeader.parse(envelope, role, what);
            expected.checkVersion(header.version(), what, "the snapshot");
            add(
                    new Verified.Part(
                            role, keys, header.version(), header.expires(), envelope, delegation));
            return header;
        }

        private long bounded(MetaFile file, long limit, String what) {
            if (file.length() > limit) {
                throw TrustException.tooLarge(what, limit);
            }
            return file.length();
        }

        private Envelope envelope(String role, long limit) {
            String file = role + ".json";
            byte[] read =
                    source.read(file, Limits.file(limit))
                            .orElseThrow(() -> TrustException.missing(file, source.name()));
            Envelope envelope = Envelope.parse(read, what(file, source));
            if (envelope.payload().length > limit) {
                throw TrustException.tooLarge(what(file, source), limit);
            }
            return envelope;
        }

        private Fields verified(String role, Envelope envelope, String what) {
            root.role(role).verify(envelope, what);
            if (!envelope.payloadType().equals(Envelope.payloadType(role))) {
                throw TrustException.kind(what, "its payloadType is not that of a " + role);
            }
            ObjectNode object = StrictJson.object(envelope.payload(), what);
            return Fields.document(object, what, role);
        }

        private void add(
                String role, RoleKeys keys, long version, Fields fields, Envelope envelope) {
            Instant expires = fields.instant("expires");
            seen.check(role, version, envelope.sha256(), what(role + ".json", source));
            add(new Verified.Part(role, keys, version, expires, envelope, Optional.empty()));
        }

        private void add(Verified.Part part) {
            parts.add(part);
            versions.put(part.role(), new Seen.Version(part.version(), part.envelope().sha256()));
        }
    }
}
