/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.allmanning.service.Ids;

/**
 * What a home trusts: for each root that it was told to trust the chain of its rotations, the
 * newest documents that were verified, and the versions that were seen, below which nothing is
 * taken again. It works offline. Each reading verifies the stored bytes again; each update is taken
 * whole or not at all. The catalog that comes with the SDK is always there, last.
 *
 * <p>Thread-safe, also between processes: one of them updates at a time.
 */
public final class TrustStore {

    /** How often a reading writes down the time. */
    private static final Duration REMEMBER = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    private final Limits limits;
    private final Verifier verifier;

    private TrustStore(Path folder, Clock clock, Limits limits) {
        this.folder = folder;
        this.clock = clock;
        this.limits = limits;
        this.verifier = new Verifier(limits);
    }

    /**
     * The trust of a home.
     *
     * @param folder the home's folder {@code catalog}, whether or not it exists
     */
    public static TrustStore open(Path folder, Clock clock) {
        return open(folder, clock, Limits.DEFAULT);
    }

    static TrustStore open(Path folder, Clock clock, Limits limits) {
        return new TrustStore(folder, clock, limits);
    }

    /** The names of the roots that the home trusts, in order, without the starter. */
    public List<String> roots() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(Ids::isValid)
                    .filter(name -> store(name).exists())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw TrustException.unreadable(folder.toString(), e.getClass().getSimpleName(), e);
        }
    }

    /**
     * The catalogs of all trusted roots by name, then the one that comes with the SDK. Catalogs
     * that have expired are among them.
     *
     * @throws TrustException if one does not pass the checks
     */
    public List<VerifiedCatalog> verified() {
        List<VerifiedCatalog> catalogs = new ArrayList<>();
        for (String name : roots()) {
            catalogs.add(verified(name));
        }
        catalogs.add(Starter.verified());
        return List.copyOf(catalogs);
    }

    /**
     * The catalog of one root, verified again from what the home keeps.
     *
     * @throws TrustException if it does not pass the checks, or the home does not trust the root
     */
    public VerifiedCatalog verified(String root) {
        if (root.equals(Starter.NAME)) {
            return Starter.verified();
        }
        RootStore store = known(root);
        RootStore.State state = store.state();
        VerifiedCatalog catalog = stored(store, state);
        Instant now = clock.instant();
        if (now.isAfter(store.lastSeen().plus(REMEMBER))) {
            store.writeLastSeen(now);
        }
        return catalog;
    }

    private VerifiedCatalog stored(RootStore store, RootStore.State state) {
        RootStore.Chain chain = store.chain(state);
        if (state.generation() == 0) {
            throw TrustException.state(
                    folder.resolve(chain.newest().name()).toString(),
                    "the root has changed its keys, and no catalog signed by the new ones was"
                            + " fetched yet",
                    null);
        }
        Verified verified;
        try (Repository documents = store.documents(state)) {
            verified = verifier.verify(chain.newest(), documents, state.seen());
        }
        return new VerifiedCatalog(verified, chain.newestEnvelope(), store.lastSeen(), false);
    }

    /** What changed with the last update that changed entries of the root's catalog. */
    public CatalogChanges changes(String root) {
        RootStore store = known(root);
        RootStore.State state = store.state();
        return CatalogChanges.between(store.previous(state), CatalogEntry.of(stored(store, state)));
    }

    /**
     * Takes what a repository holds for a root that the home trusts already.
     *
     * @return the catalog, which may be found not to be fresh
     * @throws TrustException if a check does not hold; the home keeps what it had
     */
    public VerifiedCatalog update(Repository source) {
        Envelope offered =
                verifier.root("root.json", source)
                        .orElseThrow(() -> TrustException.missing("root.json", source.name()));
        String name = RootDocument.parse(offered, "root.json in " + source.name()).name();
        if (!store(name).exists()) {
            List<String> trusted = roots();
            throw TrustException.untrusted(
                    source.name(), name, trusted.isEmpty() ? "none" : String.join(", ", trusted));
        }
        return locked(() -> update(store(name), source));
    }

    /**
     * Takes what a folder, jar or zip file holds for a root that the home trusts already.
     *
     * @see #update(Repository)
     */
    public VerifiedCatalog update(Path source) {
        try (Repository repository = Repository.of(source)) {
            return update(repository);
        }
    }

    /**
     * Trusts a root from now on and takes what a repository holds for it. If anything of it does
     * not pass, the root is not trusted either. A root that the home trusts already is updated.
     *
     * @throws TrustException if a check does not hold, or the home trusts another root of that name
     */
    public VerifiedCatalog trust(RootPin pin, Repository source) {
        Envelope envelope = pin.resolve(verifier, source);
        String what = "The root for " + source.name();
        RootDocument root = RootDocument.selfSigned(envelope, what);
        if (root.name().equals(Starter.NAME)) {
            throw TrustException.otherRoot(Starter.NAME, "that of the SDK", envelope.sha256());
        }
        RootStore store = store(root.name());
        return locked(() -> {
            if (!store.exists()) {
                return first(store, root, envelope, source);
            }
            RootStore.State state = store.state();
            if (store.chain(state).envelopes().stream()
                    .noneMatch(e -> e.sha256().equals(envelope.sha256()))) {
                throw TrustException.otherRoot(
                        root.name(), state.anchorSha256(), envelope.sha256());
            }
            return update(store, source);
        });
    }

    /**
     * Verifies a repository as a home would that trusts its root and has seen nothing. It writes
     * nothing, and says nothing of whether the root deserves trust: compare its digest.
     *
     * @param pin the root to begin with; empty: the repository's own {@code root.json}
     * @throws TrustException if a check does not hold
     */
    public static VerifiedCatalog check(Repository source, Optional<RootPin> pin) {
        Verifier verifier = new Verifier(Limits.DEFAULT);
        Envelope envelope =
                pin.map(p -> p.resolve(verifier, source))
                        .or(() -> verifier.root("1.root.json", source))
                        .or(() -> verifier.root("root.json", source))
                        .orElseThrow(() -> TrustException.missing("root.json", source.name()));
        RootDocument root = RootDocument.selfSigned(envelope, "The root in " + source.name());
        for (Verifier.Rotated next : verifier.rotations(root, source)) {
            root = next.root();
            envelope = next.envelope();
        }
        Verified verified = verifier.verify(root, source, Seen.NOTHING);
        return new VerifiedCatalog(verified, envelope, Instant.EPOCH, false);
    }

    private VerifiedCatalog first(
            RootStore store, RootDocument root, Envelope envelope, Repository source) {
        List<Verifier.Rotated> newer = verifier.rotations(root, source);
        RootDocument newest = newer.isEmpty() ? root : newer.get(newer.size() - 1).root();
        Verified verified = verifier.verify(newest, source, Seen.NOTHING);
        store.writeRoot(root, envelope);
        newer.forEach(next -> store.writeRoot(next.root(), next.envelope()));
        RootStore.State state =
                new RootStore.State(
                        root.version(), envelope.sha256(), newest.version(), 0, Seen.NOTHING);
        return take(
                store,
                state,
                verified,
                newer.isEmpty() ? envelope : newer.get(newer.size() - 1).envelope(),
                List.of());
    }

    private VerifiedCatalog update(RootStore store, Repository source) {
        RootStore.State state = store.state();
        RootStore.Chain chain = store.chain(state);
        Optional<VerifiedCatalog> before = held(store, state);
        RootStore.State current = rotate(store, state, chain, source);
        RootStore.Chain rotated = current.root() == state.root() ? chain : store.chain(current);
        Verified verified = verifier.verify(rotated.newest(), source, current.seen());
        refuseIfFrozen(store, current, verified);
        VerifiedCatalog after =
                new VerifiedCatalog(verified, rotated.newestEnvelope(), Instant.EPOCH, false);
        List<CatalogEntry> previous =
                before.isEmpty() || sameEntries(before.get(), after)
                        ? store.previous(state)
                        : CatalogEntry.of(before.get());
        return take(store, current, verified, rotated.newestEnvelope(), previous);
    }

    private void refuseIfFrozen(RootStore store, RootStore.State current, Verified offered) {
        Instant now = clock.instant();
        if (now.isBefore(offered.expires())) {
            return;
        }
        Optional<VerifiedCatalog> held = held(store, current).filter(h -> h.fresh(now));
        if (held.isPresent()) {
            throw TrustException.frozen(
                    offered.root().name(),
                    "offered until " + offered.expires() + ", held until " + held.get().expires());
        }
    }

    private static boolean sameEntries(VerifiedCatalog one, VerifiedCatalog other) {
        return entryDigests(one).equals(entryDigests(other));
    }

    private static List<String> entryDigests(VerifiedCatalog catalog) {
        return catalog.roles().stream()
                .filter(role ->
                        catalog.documents().stream()
                                .anyMatch(document -> document.role().equals(role.name())))
                .map(VerifiedCatalog.Role::sha256)
                .toList();
    }

    /**
     * Takes newer roots, which count at once: keys that they no longer name are not trusted an
     * update longer. New keys for timestamp or snapshot let go of the versions that were seen, so
     * that a thief of the old ones, who ran far ahead, does not block the certifier for ever.
     */
    private RootStore.State rotate(
            RootStore store, RootStore.State state, RootStore.Chain chain, Repository source) {
        List<Verifier.Rotated> newer = verifier.rotations(chain.newest(), source);
        if (newer.isEmpty()) {
            return state;
        }
        boolean reset = false;
        RootDocument root = chain.newest();
        for (Verifier.Rotated next : newer) {
            store.writeRoot(next.root(), next.envelope());
            reset |= rotates(root, next.root(), RootDocument.TIMESTAMP);
            reset |= rotates(root, next.root(), RootDocument.SNAPSHOT);
            root = next.root();
        }
        RootStore.State rotated =
                new RootStore.State(
                        state.anchor(),
                        state.anchorSha256(),
                        root.version(),
                        reset ? 0 : state.generation(),
                        reset ? Seen.NOTHING : state.seen());
        store.writeState(rotated);
        return rotated;
    }

    private static boolean rotates(RootDocument before, RootDocument after, String role) {
        return !before.role(role).keys().keySet().equals(after.role(role).keys().keySet());
    }

    /** What the home has now, if that passes under the newest root. */
    private Optional<VerifiedCatalog> held(RootStore store, RootStore.State state) {
        try {
            return state.generation() == 0 ? Optional.empty() : Optional.of(stored(store, state));
        } catch (TrustException e) {
            // Signed by keys that have been taken away, or damaged: an update mends both.
            return Optional.empty();
        }
    }

    private VerifiedCatalog take(
            RootStore store,
            RootStore.State state,
            Verified verified,
            Envelope root,
            List<CatalogEntry> previous) {
        long generation = store.nextGeneration();
        store.writeDocuments(generation, verified, previous);
        store.writeState(
                new RootStore.State(
                        state.anchor(),
                        state.anchorSha256(),
                        verified.root().version(),
                        generation,
                        verified.seen()));
        store.removeOlder(generation);
        Instant now = clock.instant();
        Instant lastSeen = store.lastSeen();
        if (now.isAfter(lastSeen)) {
            store.writeLastSeen(now);
            lastSeen = now;
        }
        return new VerifiedCatalog(verified, root, lastSeen, false);
    }

    private RootStore store(String name) {
        return new RootStore(folder.resolve(name), limits);
    }

    private RootStore known(String name) {
        RootStore store = store(name);
        if (!Ids.isValid(name) || !store.exists()) {
            throw TrustException.untrusted(folder.toString(), name, String.join(", ", roots()));
        }
        return store;
    }

    @FunctionalInterface
    private interface Update {
        VerifiedCatalog run();
    }

    private VerifiedCatalog locked(Update update) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve(".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw TrustException.busy(folder.toString());
                }
                return update.run();
            }
        } catch (OverlappingFileLockException e) {
            throw TrustException.busy(folder.toString());
        } catch (IOException e) {
            throw TrustException.state(
                    folder.toString(),
                    "it cannot be written (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    @Override
    public String toString() {
        return "TrustStore[" + folder + "]";
    }
}
