/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.RoleKeys;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.VerifyingKey;
import se.allmanning.policy.Clearance;
import se.allmanning.service.AllmanningException;

/**
 * Makes roots: the first of a folder, and each that follows. What is made is a draft that {@link
 * Signing} signs, by the keys of the root before it and by its own.
 */
public final class Rotation {

    /** For how long a root is fresh unless said otherwise. */
    public static final Duration ROOT = Duration.ofDays(3 * 365);

    private Rotation() {}

    /**
     * Makes the first root.
     *
     * @param offline sign the root and the catalog
     * @param threshold how many of them must
     * @param online sign snapshot and timestamp, one of them at a time
     * @param maximum the root's own limit; empty: none
     * @throws AllmanningException if there is a root, or the threshold cannot be reached
     */
    public static void first(
            WorkingFolder folder,
            List<VerifyingKey> offline,
            int threshold,
            List<VerifyingKey> online,
            Optional<Clearance> maximum,
            Instant expires) {
        if (Files.exists(folder.file(RootDocument.ROOT))) {
            throw Faults.exists(folder.file(RootDocument.ROOT));
        }
        RoleKeys people = role(byId(offline), threshold);
        RoleKeys machine = role(byId(online), 1);
        Map<String, RoleKeys> roles =
                Map.of(
                        RootDocument.ROOT, people,
                        RootDocument.CATALOG, people,
                        RootDocument.SNAPSHOT, machine,
                        RootDocument.TIMESTAMP, machine);
        write(folder, 1, Documents.root(folder.name(), 1, expires, maximum, roles));
    }

    /**
     * What the next root has otherwise than this one.
     *
     * @param roles the roles whose keys change; none: no keys change
     * @param add keys that these roles get
     * @param remove the ids, or their first eight digits or more, of keys that these roles lose
     * @param threshold the roles' new threshold; empty: as before
     * @param maximum the root's new limit; empty: as before
     */
    public record Change(
            Set<String> roles,
            List<VerifyingKey> add,
            Set<String> remove,
            Optional<Integer> threshold,
            Optional<Clearance> maximum) {

        /** Copies the collections. */
        public Change {
            roles = Set.copyOf(roles);
            add = List.copyOf(add);
            remove = Set.copyOf(remove);
        }
    }

    /**
     * Makes the root after the newest.
     *
     * @return its version
     * @throws AllmanningException if the newest is not signed by enough yet, or the change cannot
     *     be
     */
    public static long next(WorkingFolder folder, Change change, Instant expires) {
        RootDocument root = folder.root();
        if (!root.role(RootDocument.ROOT).isSigned(folder.rootEnvelope())) {
            throw Faults.change(
                    "Root " + root.version() + " is not signed by enough yet",
                    "Have it signed with \"catalog sign FOLDER --only root --key FILE\" first.");
        }
        Map<String, RoleKeys> roles = new HashMap<>(root.roles());
        for (String role : change.roles()) {
            RoleKeys old = root.role(role);
            Map<String, VerifyingKey> keys = new TreeMap<>(old.keys());
            for (String id : change.remove()) {
                if (id.length() >= 8 && keys.keySet().removeIf(key -> key.startsWith(id))) {
                    continue;
                }
                throw Faults.change(
                        "The role " + role + " has no key " + id,
                        "\"catalog show FOLDER\" lists the keys of each role.");
            }
            change.add().forEach(key -> keys.put(key.id(), key));
            roles.put(role, role(keys, change.threshold().orElse(old.threshold())));
        }
        long version = root.version() + 1;
        write(
                folder,
                version,
                Documents.root(
                        root.name(), version, expires, change.maximum().or(root::maximum), roles));
        return version;
    }

    private static RoleKeys role(Map<String, VerifyingKey> keys, int threshold) {
        if (threshold < 1 || threshold > keys.size()) {
            throw Faults.change(
                    "A threshold of "
                            + threshold
                            + " cannot be reached with "
                            + keys.size()
                            + " keys",
                    "Give a threshold from 1 to the number of different keys.");
        }
        return new RoleKeys(keys, threshold);
    }

    private static Map<String, VerifyingKey> byId(List<VerifyingKey> keys) {
        Map<String, VerifyingKey> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return byId;
    }

    static void write(WorkingFolder folder, long version, Envelope root) {
        folder.write(version + "." + RootDocument.ROOT, root);
        folder.write(RootDocument.ROOT, root);
    }
}
