/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;

@DisplayName("The native libraries")
class NativeLibrariesTest {

    private static final String NOEXEC = "failed to map segment from shared object";

    @TempDir Path folder;

    private static void refuse(Path library) {
        throw new UnsatisfiedLinkError(library + ": " + library + ": " + NOEXEC);
    }

    @Test
    @DisplayName("tell of a home mounted noexec, with folder and remedy")
    void noexec() {
        assertThatThrownBy(() -> NativeLibraries.load(folder, NativeLibrariesTest::refuse))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        folder.resolve("natives").toString(),
                        NOEXEC,
                        "mounted noexec",
                        "connectors.onnx.natives",
                        "[ALM-CON-104]");
    }

    @Test
    @DisplayName("tell the same of a file system that really is")
    void mountedNoexec() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "noexec,size=96m", "tmpfs", folder.toString()))
                .as("only root may mount")
                .isZero();
        try {
            assertThatThrownBy(() ->
                            NativeLibraries.load(folder, path -> System.load(path.toString())))
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContainingAll("is mounted noexec", "[ALM-CON-104]");
        } finally {
            assertThat(run("umount", "-l", folder.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    @DisplayName("tell of another reason without guessing")
    void otherReason() {
        assertThatThrownBy(() ->
                        NativeLibraries.load(
                                folder,
                                path -> {
                                    throw new UnsatisfiedLinkError("GLIBC_2.28 not found");
                                }))
                .hasMessageContainingAll("GLIBC_2.28 not found", "glibc", "[ALM-CON-104]")
                .hasMessageNotContaining("is mounted noexec.");
    }

    @Test
    @DisplayName("tell of a folder that cannot be written")
    void notWritable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> NativeLibraries.load(file, path -> {}))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(file.toString(), "may be written", "[ALM-CON-104]");
    }

    @Test
    @DisplayName("are unpacked under the home, once, and again where one was damaged")
    void unpacked() throws IOException {
        assertThatThrownBy(() -> NativeLibraries.load(folder, NativeLibrariesTest::refuse));
        List<Path> libraries = libraries();
        assertThat(libraries).hasSizeGreaterThanOrEqualTo(3);
        Path damaged = libraries.get(0);
        Path sound = libraries.get(1);
        String content = Sha256.of(Files.readAllBytes(damaged));
        Object soundKey = Files.readAttributes(sound, "*").get("fileKey");
        TinyModel.flipByte(damaged);
        assertThatThrownBy(() -> NativeLibraries.load(folder, NativeLibrariesTest::refuse));
        assertThat(libraries()).isEqualTo(libraries);
        assertThat(Sha256.of(Files.readAllBytes(damaged))).isEqualTo(content);
        assertThat(Files.readAttributes(sound, "*").get("fileKey")).isEqualTo(soundKey);
    }

    private List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    @DisplayName("are refused where they report to their maker, unless that is switched off")
    void telemetry() throws IOException {
        byte[] library = new byte[200_000];
        byte[] name = "ORT_DISABLE_TELEMETRY".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        // Across the border of two chunks.
        System.arraycopy(name, 0, library, 65_530, name.length);
        Path file = Files.write(folder.resolve("libonnxruntime.so"), library);
        for (Map<String, String> variables :
                List.of(Map.<String, String>of(), Map.of("ORT_DISABLE_TELEMETRY", "0"))) {
            assertThatThrownBy(() -> Telemetry.refuse(file, variables))
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContainingAll(
                            file.toString(), "ORT_DISABLE_TELEMETRY=1", "[ALM-CON-110]");
        }
        assertThatCode(() -> Telemetry.refuse(file, Map.of("ORT_DISABLE_TELEMETRY", "1")))
                .doesNotThrowAnyException();
        library[65_531] = 0;
        Files.write(file, library);
        assertThatCode(() -> Telemetry.refuse(file, Map.of())).doesNotThrowAnyException();
    }
}
