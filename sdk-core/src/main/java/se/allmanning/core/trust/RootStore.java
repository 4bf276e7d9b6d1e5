/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.allmanning.core.home.AtomicFiles;

/**
 * What a home keeps of one root: {@code roots/N.root.json}, the verified documents of the newest
 * update in a folder of their own, and {@code state.json}, which names that folder and is replaced
 * in one step, so that a killed process leaves the last update whole. Nothing is believed because
 * it lies here: what is read is verified again.
 */
final class RootStore {

    /**
     * @param anchor the version of the first root, which the home was told to trust
     * @param anchorSha256 of its payload
     * @param root the version of the newest root
     * @param generation the number of the folder with the newest documents; 0: none
     */
    record State(long anchor, String anchorSha256, long root, long generation, Seen seen) {}

    /** The trusted roots, oldest first, the last one read. */
    record Chain(List<Envelope> envelopes, RootDocument newest) {
        Envelope newestEnvelope() {
            return envelopes.get(envelopes.size() - 1);
        }
    }

    private static final String STATE = "state.json";
    private static final String LAST_SEEN = "last-seen";
    private static final String PREVIOUS = "previous.json";

    private final Path folder;
    private final Limits limits;

    RootStore(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    boolean exists() {
        return Files.exists(folder.resolve(STATE));
    }

    State state() {
        Path file = folder.resolve(STATE);
        String what = file.toString();
        byte[] bytes =
                Bounded.read(file, limits.root())
                        .orElseThrow(() -> TrustException.state(what, "it is missing", null));
        try {
            Fields fields = Fields.document(StrictJson.object(bytes, what), what, "trust-state");
            Map<String, Seen.Version> versions = new HashMap<>();
            Fields seen = fields.object("seen");
            for (String role : seen.names()) {
                Fields one = seen.object(role);
                versions.put(role, new Seen.Version(one.integer("version"), one.sha256("sha256")));
            }
            return new State(
                    fields.integer("anchor"),
                    fields.sha256("anchorSha256"),
                    fields.integer("root"),
                    fields.has("generation") ? fields.integer("generation") : 0,
                    new Seen(versions));
        } catch (TrustException e) {
            if (e.code().equals("ALM-TRU-006")) {
                throw e;
            }
            throw TrustException.state(what, "it is damaged", e);
        }
    }

    /** The roots, each verified by the one before it, the first by its digest. */
    Chain chain(State state) {
        List<Envelope> envelopes = new ArrayList<>();
        RootDocument root = null;
        for (long version = state.anchor(); version <= state.root(); version++) {
            Path file = rootFile(version);
            byte[] bytes =
                    Bounded.read(file, Limits.file(limits.root()))
                            .orElseThrow(() ->
                                    TrustException.state(file.toString(), "it is missing", null));
            Envelope envelope = Envelope.parse(bytes, file.toString());
            if (root == null) {
                if (!envelope.sha256().equals(state.anchorSha256())) {
                    throw TrustException.state(
                            file.toString(), "it is not the root that was trusted", null);
                }
                root = RootDocument.selfSigned(envelope, file.toString());
            } else {
                root = root.next(envelope, file.toString());
            }
            envelopes.add(envelope);
        }
        if (root == null) {
            throw TrustException.state(folder.toString(), "it holds no root", null);
        }
        return new Chain(envelopes, root);
    }

    /** The verified documents of an update. */
    Repository documents(State state) {
        return new FolderRepository(generation(state.generation()));
    }

    private Path rootFile(long version) {
        return folder.resolve("roots").resolve(version + ".root.json");
    }

    /** A number that no folder has, not even one that was left behind half written. */
    long nextGeneration() {
        return generations().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    }

    private List<Long> generations() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("verified-[0-9]{1,15}"))
                    .map(name -> Long.parseLong(name.substring("verified-".length())))
                    .toList();
        } catch (IOException e) {
            throw TrustException.unreadable(folder.toString(), e.getClass().getSimpleName(), e);
        }
    }

    private Path generation(long number) {
        return folder.resolve("verified-" + number);
    }

    /** Keeps roots; they count once a state that names them is written. */
    void writeRoot(RootDocument root, Envelope envelope) {
        try {
            AtomicFiles.write(rootFile(root.version()), envelope.toBytes());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Keeps documents in a new folder; they count once a state that names it is written. */
    void writeDocuments(long number, Verified verified, List<CatalogEntry> previous) {
        Path target = generation(number);
        try {
            for (Verified.Part part : verified.parts()) {
                AtomicFiles.write(target.resolve(part.role() + ".json"), part.envelope().toBytes());
            }
            AtomicFiles.write(target.resolve(PREVIOUS), previous(previous));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Makes all that was written before count, in one step. */
    void writeState(State state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", "trust-state").put("format", Fields.FORMAT);
        json.put("anchor", state.anchor()).put("anchorSha256", state.anchorSha256());
        json.put("root", state.root());
        if (state.generation() > 0) {
            json.put("generation", state.generation());
        }
        ObjectNode seen = json.putObject("seen");
        state.seen()
                .versions()
                .forEach((role, version) ->
                        seen.putObject(role)
                                .put("version", version.number())
                                .put("sha256", version.sha256()));
        try {
            AtomicFiles.write(folder.resolve(STATE), StrictJson.write(json));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes what no state names any more, but the one before, which a reader may have open. */
    void removeOlder(long generation) {
        long before =
                generations().stream()
                        .filter(number -> number < generation)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(generation);
        try {
            for (long number : generations()) {
                if (number < before || number > generation) {
                    removeFolder(generation(number));
                }
            }
        } catch (IOException e) {
            // What is left behind costs space alone; the next update tries again.
            return;
        }
    }

    private static void removeFolder(Path old) throws IOException {
        try (Stream<Path> files = Files.list(old)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(old);
    }

    /** The latest time at which something was verified; 1970 if never. */
    Instant lastSeen() {
        Path file = folder.resolve(LAST_SEEN);
        return Bounded.read(file, 64)
                .map(bytes -> {
                    try {
                        return Instant.parse(new String(bytes, StandardCharsets.UTF_8).strip());
                    } catch (DateTimeException e) {
                        throw TrustException.state(file.toString(), "it holds no time", e);
                    }
                })
                .orElse(Instant.EPOCH);
    }

    /** Remembers the time. A home that cannot be written keeps the former. */
    void writeLastSeen(Instant now) {
        try {
            AtomicFiles.write(
                    folder.resolve(LAST_SEEN), (now + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A host may run from a read-only home; versions still protect it from going back.
            return;
        }
    }

    /** The entries of the catalog before the one that the state names. */
    List<CatalogEntry> previous(State state) {
        Path file = generation(state.generation()).resolve(PREVIOUS);
        byte[] bytes =
                Bounded.read(file, limits.total()).orElse("{}".getBytes(StandardCharsets.UTF_8));
        Fields fields = new Fields(StrictJson.object(bytes, file.toString()), file.toString());
        List<CatalogEntry> entries = new ArrayList<>();
        if (fields.has("entries")) {
            for (Fields one : fields.objects("entries")) {
                entries.add(
                        new CatalogEntry(
                                one.text("document"),
                                one.text("kind"),
                                one.text("id"),
                                one.sha256("sha256")));
            }
        }
        return entries;
    }

    private static byte[] previous(List<CatalogEntry> entries) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("entries");
        for (CatalogEntry entry : entries) {
            list.addObject()
                    .put("document", entry.document())
                    .put("kind", entry.kind())
                    .put("id", entry.id())
                    .put("sha256", entry.sha256());
        }
        return StrictJson.write(json);
    }

    private TrustException unwritable(IOException e) {
        return TrustException.state(
                folder.toString(),
                "it cannot be written (" + e.getClass().getSimpleName() + ")",
                e);
    }
}
