/* SPDX-License-Identifier: EUPL-1.2 */
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Holds a folder of staged artifacts to what Maven Central asks of each: a pom that stands alone with name, description,
 * url, licence, developers and scm, and no snapshot; sources and javadoc; checksums that are right; a good signature. And
 * to what we ask: the same bytes from another build, a module name and the licence in each jar, a bill of materials.
 *
 * <p>Arguments: staged folder, folder of the other build, version, {@code signed} or {@code unsigned}.
 */
final class StagingCheck {

    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1");

    private final List<String> faults = new ArrayList<>();
    private final Path repository;
    private final Path other;
    private final String version;
    private final boolean signed;
    private int files;

    private StagingCheck(Path repository, Path other, String version, boolean signed) {
        this.repository = repository;
        this.other = other;
        this.version = version;
        this.signed = signed;
    }

    public static void main(String[] args) throws Exception {
        StagingCheck check =
                new StagingCheck(
                        Path.of(args[0]), Path.of(args[1]), args[2], args[3].equals("signed"));
        Set<String> artifacts = check.artifacts();
        for (String artifact : artifacts) {
            check.artifact(artifact);
        }
        Set<String> expected = check.expected();
        check.ask(artifacts.equals(expected), "staged " + artifacts + ", but the bill of materials names " + expected);
        check.faults.forEach(fault -> System.out.println("== Staging: FAULT: " + fault));
        System.out.printf(
                "== Staging: %d artifacts, %d files, %s, %d faults%n",
                artifacts.size(), check.files, check.signed ? "signed" : "NOT SIGNED", check.faults.size());
        System.exit(check.faults.isEmpty() && !artifacts.isEmpty() ? 0 : 1);
    }

    private Set<String> artifacts() throws IOException {
        try (Stream<Path> folders = Files.list(repository.resolve("se/allmanning"))) {
            return new TreeSet<>(folders.map(folder -> folder.getFileName().toString()).toList());
        }
    }

    private Set<String> expected() throws Exception {
        Path bom = file("allmanning-sdk-bom", ".pom");
        Set<String> names = new TreeSet<>(Set.of("allmanning-sdk-bom"));
        var ids = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bom.toFile())
                .getElementsByTagName("artifactId");
        for (int i = 0; i < ids.getLength(); i++) {
            names.add(ids.item(i).getTextContent());
        }
        return names;
    }

    private Path file(String artifact, String ending) {
        return repository.resolve("se/allmanning/" + artifact + "/" + version + "/" + artifact + "-" + version + ending);
    }

    private void artifact(String artifact) throws Exception {
        pom(artifact);
        if (!artifact.equals("allmanning-sdk-bom")) {
            for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
                ask(Files.isRegularFile(file(artifact, ending)), artifact + " has no " + ending);
            }
            if (Files.isRegularFile(file(artifact, ".jar"))) {
                manifest(artifact);
                reproducible(artifact, ".jar");
                reproducible(artifact, "-sources.jar");
            }
        }
        try (Stream<Path> all = Files.list(file(artifact, ".pom").getParent())) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (!name.matches(".*\\.(md5|sha1|sha256|sha512|asc)")) {
                    files++;
                    checksums(file);
                    signature(file);
                }
            }
        }
    }

    private void pom(String artifact) throws Exception {
        Path file = file(artifact, ".pom");
        Element pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        for (String path : List.of("groupId", "artifactId", "version", "name", "description", "url",
                "licenses/license/name", "licenses/license/url", "developers/developer/name",
                "scm/connection", "scm/developerConnection", "scm/url")) {
            ask(!text(pom, path).isBlank(), artifact + ": its pom has no " + path);
        }
        ask(child(pom, "parent") == null, artifact + ": its pom leans on a parent");
        ask(child(pom, "build") == null && child(pom, "profiles") == null, artifact + ": its pom carries our build");
        String all = Files.readString(file, UTF_8);
        ask(!all.contains("SNAPSHOT"), artifact + ": its pom names a snapshot");
        ask(!all.contains("<scope>test"), artifact + ": its pom carries test dependencies");
    }

    private static String text(Element from, String path) {
        Element at = from;
        for (String step : path.split("/")) {
            at = child(at, step);
            if (at == null) {
                return "";
            }
        }
        return at.getTextContent();
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private void manifest(String artifact) throws IOException {
        try (JarFile jar = new JarFile(file(artifact, ".jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            ask(manifest.getValue("Automatic-Module-Name") != null, artifact + " has no module name");
            ask(version.equals(manifest.getValue("Implementation-Version")), artifact + " does not say its version");
            ask(jar.stream().anyMatch(entry -> entry.getName().matches("META-INF/(.*/)?LICENSE")), artifact + " does not carry the licence");
        }
    }

    private void reproducible(String artifact, String ending) throws IOException {
        String name = artifact + "-" + version + ending;
        try (Stream<Path> built = Files.find(other, 5, (path, about) ->
                path.getFileName().toString().equals(name) && path.getParent().endsWith("target"))) {
            Path twin = built.findFirst().orElse(null);
            ask(twin != null && Files.mismatch(twin, file(artifact, ending)) < 0,
                    name + " has other bytes when it is built elsewhere");
        }
    }

    private void checksums(Path file) throws Exception {
        for (Map.Entry<String, String> kind : CHECKSUMS.entrySet()) {
            Path beside = file.resolveSibling(file.getFileName() + "." + kind.getKey());
            ask(Files.isRegularFile(beside) && Files.readString(beside).strip().equals(digest(file, kind.getValue())),
                    file.getFileName() + ": no right " + kind.getKey() + " beside it");
        }
    }

    private static String digest(Path file, String algorithm) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void signature(Path file) throws Exception {
        if (!signed) {
            return;
        }
        Path beside = file.resolveSibling(file.getFileName() + ".asc");
        boolean good = Files.isRegularFile(beside)
                && new ProcessBuilder("gpg", "--batch", "--quiet", "--verify", beside.toString(), file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor() == 0;
        ask(good, file.getFileName() + ": no good signature beside it");
    }

    private void ask(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
