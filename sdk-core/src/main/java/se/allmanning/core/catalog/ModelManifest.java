/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import se.allmanning.core.home.Sha256;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The files of a model, each with its SHA-256, and the one digest that identifies them all.
 *
 * <p>{@link #digest()} is the digest of the subject in a signature of <a
 * href="https://github.com/sigstore/model-transparency">OpenSSF model signing</a> 1.0 with the
 * serialization {@code files} and the hash {@code sha256}: SHA-256 over the raw 32-byte SHA-256 of
 * each file, one after another, in the order of the files' paths, part by part. {@code
 * model_signing sign} prints and signs the same number for the same files.
 *
 * <p>{@link #digestWith} is the digest that {@code allmanning-connector-onnx} verifies and offers:
 * it covers in addition what a descriptor says beside the files, since the same files with another
 * pooling give other vectors. An entry lists whichever an offer will name; for a model with a
 * descriptor both, so that a person can check the files with the tools of OpenSSF. Immutable.
 */
public final class ModelManifest {

    /** What a signature or a version control keeps in a model's folder and is not the model. */
    private static final Set<String> NOT_THE_MODEL =
            Set.of("model.sig", ".git", ".gitattributes", ".github", ".gitignore");

    private static final Comparator<ModelFile> BY_PARTS =
            (a, b) -> {
                String[] x = a.path().split("/", -1);
                String[] y = b.path().split("/", -1);
                for (int i = 0; i < Math.min(x.length, y.length); i++) {
                    int order = byCodePoints(x[i], y[i]);
                    if (order != 0) {
                        return order;
                    }
                }
                return Integer.compare(x.length, y.length);
            };

    private final List<ModelFile> files;

    private ModelManifest(List<ModelFile> files) {
        this.files = files;
    }

    /**
     * The manifest of files whose digests are known.
     *
     * @throws IllegalArgumentException if there is none, or a path stands there twice
     */
    public static ModelManifest of(Collection<ModelFile> files) {
        List<ModelFile> sorted = files.stream().sorted(BY_PARTS).toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("A model has at least one file.");
        }
        if (sorted.stream().map(ModelFile::path).distinct().count() < sorted.size()) {
            throw new IllegalArgumentException("A file of a model stands in its manifest twice.");
        }
        return new ModelManifest(sorted);
    }

    /**
     * Reads every file below a folder. What a signature or a version control keeps at its root
     * ({@code model.sig}, {@code .git}, {@code .gitattributes}, {@code .github}, {@code
     * .gitignore}) is left out.
     *
     * @throws AllmanningException {@code ALM-CAT-004} if the folder holds no file, a symbolic link
     *     or something else that is no file, or cannot be read
     */
    public static ModelManifest of(Path folder) {
        List<ModelFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path relative = folder.relativize(path);
                if (NOT_THE_MODEL.contains(relative.getName(0).toString())
                        || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw fault(folder, path + " is neither a file nor a folder", null);
                }
                files.add(file(path, relative.toString().replace('\\', '/')));
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw fault(folder, "it cannot be read", e);
        }
        if (files.isEmpty()) {
            throw fault(folder, "it holds no file", null);
        }
        return of(files);
    }

    private static AllmanningException fault(
            Path folder, String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new AllmanningException(
                "ALM-CAT-004",
                Category.USAGE,
                "No manifest of the model in "
                        + folder
                        + ": "
                        + what
                        + ". Name a folder that holds the files of one model, without symbolic"
                        + " links.",
                cause);
    }

    private static ModelFile file(Path path, String relative) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
        }
        return new ModelFile(relative, HexFormat.of().formatHex(digest.digest()), size);
    }

    /** The files, in the order in which they are digested. */
    public List<ModelFile> files() {
        return files;
    }

    /** OpenSSF model signing's digest of the whole, 64 lower-case hexadecimal digits. */
    public String digest() {
        MessageDigest digest = Sha256.digest();
        for (ModelFile file : files) {
            digest.update(HexFormat.of().parseHex(file.sha256()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The digest of the files together with settings, as {@code allmanning-connector-onnx} computes
     * it of a descriptor: SHA-256 in UTF-8 of one line for each file, sorted by path, {@code
     * sha256:DIGEST SP SP PATH LF}, and a last one whose path is the label and whose digest is over
     * the settings, one {@code NAME=VALUE LF} each.
     *
     * @param label for an embedding model {@code #embedding}
     * @param settings for an embedding model {@code dimension}, {@code document-prefix}, {@code
     *     max-tokens}, {@code normalize}, {@code output}, {@code pooling}, {@code query-prefix}
     */
    public String digestWith(String label, SortedMap<String, String> settings) {
        StringBuilder values = new StringBuilder();
        settings.forEach(
                (name, value) -> values.append(name).append('=').append(value).append('\n'));
        StringBuilder manifest = new StringBuilder();
        files.stream()
                .sorted(Comparator.comparing(ModelFile::path))
                .forEach(file -> line(manifest, file.sha256(), file.path()));
        line(manifest, Sha256.of(values.toString().getBytes(StandardCharsets.UTF_8)), label);
        return Sha256.of(manifest.toString());
    }

    private static void line(StringBuilder out, String sha256, String path) {
        out.append("sha256:").append(sha256).append("  ").append(path).append('\n');
    }

    private static int byCodePoints(String a, String b) {
        int[] x = a.codePoints().toArray();
        int[] y = b.codePoints().toArray();
        return java.util.Arrays.compare(x, y);
    }

    @Override
    public String toString() {
        return "ModelManifest[" + files.size() + " files]";
    }
}
