/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import se.allmanning.core.trust.CatalogHeader;
import se.allmanning.core.trust.Delegation;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.RoleKeys;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.StrictJson;
import se.allmanning.service.AllmanningException;

/**
 * Signs a working folder with the keys of whoever holds it. Each key signs the documents of the
 * roles that the root gives it. A document whose content is unchanged and that still lacks
 * signatures gets one more; one whose content has changed begins anew with the next version. So the
 * second of two people gives the same command as the first.
 *
 * <p>Immutable: each setting gives a new one.
 */
public final class Signing {

    /** For how long a catalog is fresh unless said otherwise. */
    public static final Duration CATALOG = Duration.ofDays(365);

    /** For how long a timestamp is fresh unless said otherwise. */
    public static final Duration TIMESTAMP = Duration.ofDays(30);

    private final List<SigningKey> keys;
    private final Clock clock;
    private final Duration catalogLife;
    private final Duration timestampLife;
    private final Set<String> only;
    private final boolean renew;
    private final Consumer<JsonNode> check;

    private Signing(
            List<SigningKey> keys,
            Clock clock,
            Duration catalogLife,
            Duration timestampLife,
            Set<String> only,
            boolean renew,
            Consumer<JsonNode> check) {
        this.keys = keys;
        this.clock = clock;
        this.catalogLife = catalogLife;
        this.timestampLife = timestampLife;
        this.only = only;
        this.renew = renew;
        this.check = check;
    }

    /** With these keys, all roles that they have. */
    public static Signing by(List<SigningKey> keys, Clock clock) {
        return new Signing(
                List.copyOf(keys), clock, CATALOG, TIMESTAMP, Set.of(), false, payload -> {});
    }

    /** For how long catalog and snapshot are fresh, and the timestamp. */
    public Signing lasting(Duration catalog, Duration timestamp) {
        return new Signing(keys, clock, catalog, timestamp, only, renew, check);
    }

    /** These roles alone; none: all. */
    public Signing only(Set<String> roles) {
        return new Signing(
                keys, clock, catalogLife, timestampLife, Set.copyOf(roles), renew, check);
    }

    /** A next version of the catalog also where nothing has changed, for a later expiry. */
    public Signing renewing(boolean anew) {
        return new Signing(keys, clock, catalogLife, timestampLife, only, anew, check);
    }

    /** What the payload of a catalog must pass before it is signed; it throws if not. */
    public Signing checking(Consumer<JsonNode> payload) {
        return new Signing(keys, clock, catalogLife, timestampLife, only, renew, payload);
    }

    /**
     * What became of a role's document.
     *
     * @param name the role, or the delegate's name
     * @param version of the document
     * @param signers how many of the keys that may have signed it
     * @param threshold how many must
     * @param begun whether this is a version that was not there before
     * @param signed whether one of the given keys has signed it now
     */
    public record Outcome(
            String name, long version, int signers, int threshold, boolean begun, boolean signed) {

        /** Whether enough have signed. */
        public boolean isComplete() {
            return signers >= threshold;
        }
    }

    /**
     * Signs.
     *
     * @return the documents that there are now, in the order root, catalog, snapshot, timestamp
     * @throws AllmanningException if none of the keys may sign what there is to sign, or an entry
     *     is not one
     */
    public List<Outcome> sign(WorkingFolder folder) {
        if (folder.isDelegate()) {
            return List.of(delegate(folder));
        }
        return new Run(folder).all();
    }

    /**
     * What there is in a folder, and how many have signed it; nothing is signed or written. Empty
     * for a delegate, whose keys only the delegation names.
     */
    public static List<Outcome> status(WorkingFolder folder) {
        return folder.isDelegate()
                ? List.of()
                : by(List.of(), Clock.systemUTC()).new Run(folder).status();
    }

    private boolean wants(String role) {
        return only.isEmpty() || only.contains(role);
    }

    /** A delegate does not know its role's keys; all that are given sign. */
    private Outcome delegate(WorkingFolder folder) {
        String role = folder.name();
        Optional<Envelope> old = folder.document(role);
        ObjectNode content = content(folder).put("name", role);
        boolean same = old.isPresent() && !renew && sameContent(old.get(), content, folder, role);
        Envelope next = same ? old.orElseThrow() : dated(content, old, folder, role, catalogLife);
        for (SigningKey key : keys) {
            next = key.sign(next);
        }
        folder.write(role, next);
        return new Outcome(role, version(next, role), next.signatures().size(), 1, !same, true);
    }

    /** The catalog without its version and expiry. */
    private ObjectNode content(WorkingFolder folder) {
        ObjectNode content = Documents.begin(RootDocument.CATALOG);
        content.put("authority", folder.authority());
        content.set("delegations", folder.gather(WorkingFolder.DELEGATIONS));
        for (String kind : WorkingFolder.ENTRIES) {
            content.set(kind, folder.gather(kind));
        }
        return content;
    }

    private static boolean sameContent(
            Envelope old, ObjectNode content, WorkingFolder folder, String role) {
        ObjectNode before = Documents.payload(old, folder.file(role).toString());
        before.remove(List.of("version", "expires"));
        // Read back, so that a number is the same whatever it was put in as.
        return before.equals(Documents.strict(StrictJson.write(content), role));
    }

    private Envelope dated(
            ObjectNode content,
            Optional<Envelope> old,
            WorkingFolder folder,
            String role,
            Duration life) {
        long version = old.map(o -> version(o, folder.file(role).toString())).orElse(0L) + 1;
        ObjectNode dated = JsonNodeFactory.instance.objectNode();
        dated.set("_type", content.get("_type"));
        dated.set("format", content.get("format"));
        dated.put("version", version);
        dated.put("expires", Documents.time(clock.instant().plus(life)));
        dated.setAll(content);
        boolean ours = content.path("_type").asText().equals(RootDocument.CATALOG);
        if (ours) {
            check.accept(dated);
        }
        return Envelope.unsigned(content.path("_type").asText(), StrictJson.write(dated));
    }

    private static long version(Envelope envelope, String what) {
        return Documents.payload(envelope, what).path("version").asLong();
    }

    /** One run over a folder with a root. */
    private final class Run {

        private final WorkingFolder folder;
        private final RootDocument root;
        private final List<Outcome> outcomes = new ArrayList<>();
        private boolean did;

        private Run(WorkingFolder folder) {
            this.folder = folder;
            this.root = folder.root();
        }

        private List<Outcome> all() {
            refuseStrangers();
            root();
            document(RootDocument.CATALOG, content(folder), catalogLife, renew);
            Optional<ObjectNode> snapshot = snapshot();
            snapshot.ifPresent(s -> document(RootDocument.SNAPSHOT, s, catalogLife, renew));
            Optional<Envelope> signed = folder.document(RootDocument.SNAPSHOT);
            if (signed.isPresent()) {
                ObjectNode timestamp = Documents.begin(RootDocument.TIMESTAMP);
                timestamp
                        .putObject("meta")
                        .set(
                                "snapshot.json",
                                Documents.meta(
                                        signed.get(),
                                        version(signed.get(), RootDocument.SNAPSHOT)));
                boolean fresh = !did || only.contains(RootDocument.TIMESTAMP);
                document(RootDocument.TIMESTAMP, timestamp, timestampLife, renew || fresh);
            }
            return List.copyOf(outcomes);
        }

        private List<Outcome> status() {
            root();
            for (String role : RootDocument.ROLES) {
                if (!role.equals(RootDocument.ROOT)) {
                    folder.document(role)
                            .ifPresent(d -> outcome(role, d, root.role(role), false, false));
                }
            }
            return List.copyOf(outcomes);
        }

        private void refuseStrangers() {
            Set<String> roles = new TreeSet<>();
            for (String role : RootDocument.ROLES) {
                if (wants(role)) {
                    roles.add(role);
                }
            }
            boolean any =
                    roles.stream().anyMatch(role -> !mine(root.role(role)).isEmpty())
                            || (wants(RootDocument.ROOT) && !mine(before()).isEmpty());
            if (!any) {
                throw Faults.noRole(String.join(", ", roles));
            }
        }

        private List<SigningKey> mine(RoleKeys role) {
            return keys.stream()
                    .filter(key -> role.keys().containsKey(key.verifyingKey().id()))
                    .toList();
        }

        /** The keys of the root before this one, who sign this one too. */
        private RoleKeys before() {
            Optional<Envelope> old = folder.document((root.version() - 1) + ".root");
            return old.map(o -> RootDocument.parse(o, "the root before").role(RootDocument.ROOT))
                    .orElse(root.role(RootDocument.ROOT));
        }

        private void root() {
            RoleKeys own = root.role(RootDocument.ROOT);
            RoleKeys old = before();
            Envelope envelope = folder.rootEnvelope();
            boolean signed = false;
            if (wants(RootDocument.ROOT) && !(own.isSigned(envelope) && old.isSigned(envelope))) {
                Set<String> done = new TreeSet<>(own.signers(envelope));
                done.addAll(old.signers(envelope));
                for (SigningKey key : keys) {
                    String id = key.verifyingKey().id();
                    boolean may = own.keys().containsKey(id) || old.keys().containsKey(id);
                    if (may && !done.contains(id)) {
                        envelope = key.sign(envelope);
                        signed = true;
                    }
                }
                if (signed) {
                    Rotation.write(folder, root.version(), envelope);
                    did = true;
                }
            }
            boolean enough = own.isSigned(envelope) && old.isSigned(envelope);
            int signers = own.signers(envelope).size();
            outcomes.add(
                    new Outcome(
                            RootDocument.ROOT,
                            root.version(),
                            enough ? signers : Math.min(signers, own.threshold() - 1),
                            own.threshold(),
                            false,
                            signed));
        }

        private Optional<ObjectNode> snapshot() {
            Optional<Envelope> catalog = folder.document(RootDocument.CATALOG);
            if (catalog.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode snapshot = Documents.begin(RootDocument.SNAPSHOT);
            ObjectNode meta = snapshot.putObject("meta");
            String what = folder.file(RootDocument.CATALOG).toString();
            CatalogHeader header = CatalogHeader.parse(catalog.get(), RootDocument.CATALOG, what);
            meta.set("catalog.json", Documents.meta(catalog.get(), header.version()));
            for (Delegation delegation : header.delegations()) {
                Optional<Envelope> document = folder.document(delegation.name());
                if (document.isPresent()) {
                    String file = folder.file(delegation.name()).toString();
                    delegation.role().verify(document.get(), file);
                    CatalogHeader own =
                            CatalogHeader.parse(document.get(), delegation.name(), file);
                    meta.set(
                            delegation.name() + ".json",
                            Documents.meta(document.get(), own.version()));
                }
            }
            return Optional.of(snapshot);
        }

        private void document(String role, ObjectNode content, Duration life, boolean wanted) {
            RoleKeys allowed = root.role(role);
            List<SigningKey> mine = wants(role) ? mine(allowed) : List.of();
            Optional<Envelope> old = folder.document(role);
            boolean same = old.isPresent() && sameContent(old.get(), content, folder, role);
            boolean lacks = old.isPresent() && !allowed.isSigned(old.get());
            boolean anew = wanted || (old.isPresent() && endsTooSoon(role, old.get()));
            if (mine.isEmpty()) {
                if (!same && wants(role) && role.equals(RootDocument.CATALOG)) {
                    throw Faults.noRole("the catalog, whose entries have changed");
                }
                old.ifPresent(o -> outcome(role, o, allowed, false, false));
                return;
            }
            Envelope next =
                    same && (lacks || !anew)
                            ? old.orElseThrow()
                            : dated(content, old, folder, role, life);
            boolean begun = !same || (!lacks && anew);
            boolean signed = false;
            Set<String> done = allowed.signers(next);
            for (SigningKey key : mine) {
                if (done.size() < allowed.threshold() && done.add(key.verifyingKey().id())) {
                    next = key.sign(next);
                    signed = true;
                }
            }
            if (signed) {
                folder.write(role, next);
                did = true;
            }
            outcome(role, next, allowed, begun, signed);
        }

        /** Whether it would cease to be fresh before a timestamp that is signed now. */
        private boolean endsTooSoon(String role, Envelope document) {
            String expires = Documents.payload(document, role).path("expires").asText();
            return !role.equals(RootDocument.TIMESTAMP)
                    && Instant.parse(expires).isBefore(clock.instant().plus(timestampLife));
        }

        private void outcome(
                String role, Envelope envelope, RoleKeys allowed, boolean begun, boolean signed) {
            outcomes.add(
                    new Outcome(
                            role,
                            version(envelope, role),
                            allowed.signers(envelope).size(),
                            allowed.threshold(),
                            begun,
                            signed));
        }
    }
}
