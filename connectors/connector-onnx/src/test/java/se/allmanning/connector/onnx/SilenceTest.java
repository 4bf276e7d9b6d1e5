/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that embeds")
class SilenceTest {

    @TempDir Path root;

    @BeforeEach
    void folders() throws IOException {
        for (String name : List.of("home", "tmp", "work")) {
            Files.createDirectory(root.resolve(name));
        }
    }

    /** Runs {@link QuietChild}, and gives its output. */
    private String child(List<String> before, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(before);
        String traps = Path.of("target", "test-classes", "traps").toAbsolutePath().toString();
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + root.resolve("home"),
                        "-Djava.io.tmpdir=" + root.resolve("tmp"),
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + traps,
                        QuietChild.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(root.resolve("work").toFile())
                        .redirectErrorStream(true);
        builder.environment().put("HOME", root.resolve("home").toString());
        builder.environment().put("XDG_CACHE_HOME", root.resolve("home").toString());
        // ONNX Runtime's uploader keeps quiet where it sees one of these.
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("ORT_")
                                || name.startsWith("JAVA_TOOL")
                                || name.endsWith("CI")
                                || name.startsWith("GITHUB_"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
            return walk.filter(path -> !path.equals(root.resolve(folder))).toList();
        }
    }

    @Test
    @DisplayName(
            "asks for no name, opens no address, and leaves the user's home and the rest as they are")
    void quiet() throws Exception {
        String output = child(List.of(), Contexts.SHARED.toString());
        assertThat(output).contains("EMBEDDED 384").doesNotContain("TRAP");
        assertThat(files("home")).isEmpty();
        assertThat(files("tmp")).isEmpty();
        assertThat(files("work")).isEmpty();
    }

    @Test
    @DisplayName("makes no network call to the system, native code included")
    void quietInNativeCode() throws Exception {
        Path log = root.resolve("calls");
        List<String> strace =
                List.of(
                        "strace",
                        "-f",
                        "-qq",
                        "-e",
                        "trace=connect,sendto,bind",
                        "-o",
                        log.toString());
        assumeThat(works("strace", "-qq", "-o", "/dev/null", "true")).isTrue();
        String output = child(strace, Contexts.SHARED.toString());
        assertThat(output).contains("EMBEDDED 384");
        assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("AF_INET"));
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @DisplayName("would be caught if it did")
    void trapsWork() throws Exception {
        assertThat(child(List.of()))
                .contains("TRAP name trap.invalid", "TRAP url http://169.254.169.254/latest");
    }

    @Test
    @DisplayName("has none of the classes by which DJL reaches for the network and the user's home")
    void noDjl() {
        for (String name : List.of("ai.djl.util.Ec2Utils", "com.sun.jna.Native")) {
            assertThatThrownBy(() -> Class.forName(name))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }
}
