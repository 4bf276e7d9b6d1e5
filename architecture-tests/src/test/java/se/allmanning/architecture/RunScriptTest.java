/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkout in a folder with a space and an å, a Maven and JDKs that only tell how they were
 * called.
 */
@DisplayName("The script run")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell is what it is written for")
class RunScriptTest {

    private static final String TELLS =
            """
            #!/bin/sh
            echo "java $0"
            for word in "$@"; do echo "[$word]"; done
            pwd
            cat
            exit 3
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "mvn $* in $(pwd)" >>"$HOME/maven.log"
            echo "with $JAVA_HOME $MAVEN_OPTS" >>"$HOME/maven.log"
            echo "[INFO] Building Allm\u00e4nning Thing 1.0        [1/2]"
            [ ! -e "$HOME/broken" ] || { echo "[ERROR] it broke"; exit 1; }
            mkdir -p cli/target/app && : >cli/target/app/a.jar && : >cli/target/app/b.jar
            """;

    /**
     * What the script calls; nothing else is on the PATH, so that no JDK of this machine is found
     * there.
     */
    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "readlink",
                    "rm",
                    "sed",
                    "tail",
                    "tee",
                    "touch");

    @TempDir private Path folder;
    private Path home;
    private Path checkout;
    private Path caller;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        checkout = Files.createDirectory(folder.resolve("en k\u00e4lla"));
        caller = Files.createDirectory(folder.resolve("caller"));
        Files.createDirectories(checkout.resolve("cli/src/main/java"));
        Files.copy(Repository.root().resolve("run"), checkout.resolve("run"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        program(folder.resolve("bin/mvn"), MAVEN);
        jdk(home.resolve(".jdks/newest"), "99.0.1");
        for (String tool : TOOLS) {
            Path real = Path.of("/usr/bin", tool);
            program(
                    folder.resolve("bin").resolve(tool),
                    "#!/bin/sh\nexec "
                            + (Files.exists(real) ? "/usr/bin/" : "/bin/")
                            + tool
                            + " \"$@\"\n");
        }
        environment.put("HOME", home.toString());
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("JAVA_HOME", "");
        environment.put("LC_ALL", "C");
    }

    @Test
    @DisplayName(
            "starts the command with the newest JDK of the usual folders, in the caller's folder")
    void starts() throws Exception {
        Outcome outcome =
                run("some input", "allmanning", "ask", "Vem f\u00e5r \"\u00f6verklaga\"?", "*");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out())
                .startsWith("java " + home.resolve(".jdks/newest/bin/java"))
                .contains("[-Xmx1g]")
                .contains(
                        "["
                                + checkout
                                + "/cli/target/app/a.jar:"
                                + checkout
                                + "/cli/target/app/b.jar]")
                .contains(
                        "[se.allmanning.cli.Main]\n[ask]\n[Vem f\u00e5r \"\u00f6verklaga\"?]\n[*]\n")
                .endsWith(caller.toRealPath() + "\nsome input");
    }

    @Test
    @DisplayName(
            "prints nothing of the build on standard output, and one line for each part on standard error")
    void quiet() throws Exception {
        Outcome outcome = run("", "demo");
        assertThat(outcome.out()).doesNotContain("Building");
        assertThat(outcome.err()).contains("[1/2] Allm\u00e4nning Thing");
    }

    @Test
    @DisplayName("builds once, and again only when a source, a resource or a pom is newer")
    void buildsWhenStale() throws Exception {
        run("", "demo");
        run("", "demo");
        assertThat(builds()).isEqualTo(1);

        Path source = checkout.resolve("cli/src/main/java/Main.java");
        newer(Files.writeString(source, "class Main {}"));
        run("", "demo");
        assertThat(builds()).as("after a change of a source").isEqualTo(2);

        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
        newer(checkout.resolve("pom.xml"));
        run("", "demo");
        assertThat(builds()).as("after a change of a pom").isEqualTo(3);
    }

    @Test
    @DisplayName("the demo leaves an archive of its classes behind, and later starts load from it")
    void archive() throws Exception {
        String archive = checkout + "/cli/target/app/classes.jsa";
        assertThat(run("", "allmanning").out()).doesNotContain("classes.jsa");
        assertThat(run("", "demo").out()).contains("[-XX:ArchiveClassesAtExit=" + archive + "]");
        Files.createFile(Path.of(archive));
        assertThat(run("", "allmanning").out()).contains("[-XX:SharedArchiveFile=" + archive + "]");
    }

    @Test
    @DisplayName("gives Maven the JDK that it found")
    void maven() throws Exception {
        run("", "mvn", "verify", "-o");
        assertThat(Files.readString(home.resolve("maven.log")))
                .contains("mvn -B -ntp verify -o in " + checkout)
                .contains("with " + home.resolve(".jdks/newest") + " --sun-misc-unsafe");
    }

    @Test
    @DisplayName(
            "takes JAVA_HOME before the newest when it is new enough, and passes over it when not")
    void javaHome() throws Exception {
        environment.put("JAVA_HOME", jdk(home.resolve("mine"), "21.0.8").toString());
        assertThat(run("", "demo").out())
                .startsWith("java " + home.resolve("mine/bin/java"))
                .as("what JDK 21 does not know is not asked of it")
                .doesNotContain("--sun-misc-unsafe");
        environment.put("JAVA_HOME", jdk(home.resolve("old"), "17.0.15").toString());
        assertThat(run("", "demo").out()).startsWith("java " + home.resolve(".jdks/newest"));
    }

    @Test
    @DisplayName("follows the links of a javac on the PATH to its JDK")
    void path() throws Exception {
        Path jdk = jdk(home.resolve("elsewhere"), "22");
        Files.createSymbolicLink(home.resolve("alternative"), jdk.resolve("bin/javac"));
        Files.createSymbolicLink(folder.resolve("bin/javac"), home.resolve("alternative"));
        assertThat(run("", "demo").out())
                .startsWith("java " + jdk.toRealPath().resolve("bin/java"));
    }

    @Test
    @DisplayName("shows the errors of a build that fails, and says where the rest is; exit code 4")
    void broken() throws Exception {
        Files.createFile(home.resolve("broken"));
        Outcome outcome = run("", "demo");
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("[ERROR] it broke")
                .contains("The build failed; all that Maven said is in " + checkout + "/target/");
        Files.delete(home.resolve("broken"));
        assertThat(run("", "demo").code()).as("the next try builds").isEqualTo(3);
    }

    @Test
    @DisplayName("says what to install where there is no Maven")
    void noMaven() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        Outcome outcome = run("", "demo");
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err())
                .contains("sudo apt-get install maven")
                .contains("brew install maven");
    }

    @Test
    @DisplayName("answers help, and a word that it does not know with exit code 2")
    void words() throws Exception {
        assertThat(run("", "help").out()).contains("./run demo [QUESTION]");
        Outcome outcome = run("", "demoo");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("There is no ./run demoo.").contains("./run test");
    }

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String input, String... arguments) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", checkout.resolve("run").toString()));
        words.addAll(List.of(arguments));
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(caller.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("MAVEN_OPTS");
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        return Files.readString(home.resolve("maven.log"), UTF_8)
                .lines()
                .filter(line -> line.startsWith("mvn "))
                .count();
    }

    private static void newer(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }

    private static Path jdk(Path place, String version) throws IOException {
        program(place.resolve("bin/javac"), "#!/bin/sh\n");
        program(place.resolve("bin/java"), TELLS);
        Files.writeString(place.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return place;
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
