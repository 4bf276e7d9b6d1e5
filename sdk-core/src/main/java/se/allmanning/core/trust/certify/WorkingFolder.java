/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.allmanning.core.home.AtomicFiles;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.TrustException;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Ids;

/**
 * A certifier's folder: the entries in {@code models}, {@code revoked}, {@code deployments} and
 * {@code guidance}, one JSON object in each file; delegations in {@code delegations}; and in {@code
 * metadata} what is signed, which is what gets published. It holds no keys, so that it may be
 * passed on to whoever signs next. Immutable; the files are not.
 */
public final class WorkingFolder {

    /** The folders of entries, in the order in which a catalog has them. */
    public static final List<String> ENTRIES =
            List.of("models", "revoked", "deployments", "guidance");

    static final String DELEGATIONS = "delegations";
    private static final String SETTINGS = "certifier.json";
    private static final long MAX_BYTES = 96L * 1024 * 1024;

    private final Path folder;
    private final String name;
    private final String authority;
    private final boolean delegate;

    private WorkingFolder(Path folder, String name, String authority, boolean delegate) {
        this.folder = folder;
        this.name = name;
        this.authority = authority;
        this.delegate = delegate;
    }

    /**
     * Makes a folder without entries.
     *
     * @param name the root's short name, or the name under which a root delegates
     * @param authority the certifier's name, for people
     * @param delegate whether it is for a delegate, who has no root of its own
     * @throws AllmanningException if there is one already, or the name is no id
     */
    public static WorkingFolder create(
            Path folder, String name, String authority, boolean delegate) {
        if (!Ids.isValid(name) || RootDocument.ROLES.contains(name) || name.equals("starter")) {
            throw Faults.change(
                    "The name \"" + name + "\" cannot be used",
                    "Use 2 to 64 of a-z, 0-9 and -, starting with a letter, and none of root,"
                            + " catalog, snapshot, timestamp, starter.");
        }
        return make(folder, name, authority, delegate);
    }

    static WorkingFolder make(Path folder, String name, String authority, boolean delegate) {
        Path settings = folder.resolve(SETTINGS);
        if (Files.exists(settings)) {
            throw Faults.exists(settings);
        }
        WorkingFolder made = new WorkingFolder(folder, name, authority, delegate);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", 1).put("name", name).put("authority", authority);
        json.put("delegate", delegate);
        try {
            for (String entries : ENTRIES) {
                Files.createDirectories(folder.resolve(entries));
            }
            Files.createDirectories(folder.resolve("metadata"));
        } catch (IOException e) {
            throw Faults.unwritable(folder, e);
        }
        made.write(settings, Documents.pretty(json));
        return made;
    }

    /**
     * Opens a folder that {@link #create} made.
     *
     * @throws AllmanningException if it is none
     */
    public static WorkingFolder open(Path folder) {
        Path settings = folder.resolve(SETTINGS);
        if (!Files.isRegularFile(settings)) {
            throw Faults.folder(folder, "it has no " + SETTINGS);
        }
        ObjectNode json = object(settings);
        String name = json.path("name").asText("");
        String authority = json.path("authority").asText("");
        if (json.path("format").asInt() != 1 || !Ids.isValid(name) || authority.isBlank()) {
            throw Faults.folder(
                    folder, SETTINGS + " needs format 1, a name that is an id, and an authority");
        }
        return new WorkingFolder(folder, name, authority, json.path("delegate").asBoolean());
    }

    /** Whether {@link #open} would take the folder. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(SETTINGS));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** The root's short name, or the delegate's. */
    public String name() {
        return name;
    }

    /** The certifier's name, for people. */
    public String authority() {
        return authority;
    }

    /** Whether it is a delegate's. */
    public boolean isDelegate() {
        return delegate;
    }

    /** Where the signed document of a role lies, whether or not it does. */
    public Path file(String role) {
        return folder.resolve("metadata").resolve(role + ".json");
    }

    /** The document of a role, not verified; empty if there is none. */
    public Optional<Envelope> document(String role) {
        Path file = file(role);
        return Files.exists(file)
                ? Optional.of(Envelope.parse(bytes(file), file.toString()))
                : Optional.empty();
    }

    /**
     * The newest root, signed enough or not.
     *
     * @throws AllmanningException if there is none
     */
    public RootDocument root() {
        return RootDocument.parse(rootEnvelope(), file(RootDocument.ROOT).toString());
    }

    Envelope rootEnvelope() {
        return document(RootDocument.ROOT)
                .orElseThrow(() -> Faults.folder(folder, "it has no metadata/root.json"));
    }

    void write(String role, Envelope envelope) {
        write(file(role), envelope.toBytes());
    }

    void write(Path file, byte[] bytes) {
        try {
            AtomicFiles.write(file, bytes);
        } catch (IOException e) {
            throw Faults.unwritable(file, e);
        }
    }

    /** The objects in a folder, sorted by file name. */
    ArrayNode gather(String kind) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        files(kind).forEach(file -> entries.add(object(file)));
        return entries;
    }

    /** The files of entries of a kind, sorted by name. */
    public List<Path> files(String kind) {
        Path entries = folder.resolve(kind);
        if (!Files.isDirectory(entries)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(entries)) {
            return all.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted((a, b) -> fileName(a).compareTo(fileName(b)))
                    .toList();
        } catch (IOException e) {
            throw Faults.unwritable(entries, e);
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static ObjectNode object(Path file) {
        try {
            return Documents.strict(bytes(file), file.toString());
        } catch (TrustException e) {
            throw Faults.entry(file, Documents.bare(e));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Faults.entry(file, "it is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Faults.unwritable(file, e);
        }
    }

    @Override
    public String toString() {
        return "WorkingFolder[" + folder + "]";
    }
}
