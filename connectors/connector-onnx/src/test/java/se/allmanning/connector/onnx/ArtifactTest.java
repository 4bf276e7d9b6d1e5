/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;

@DisplayName("A model that came as an artifact")
class ArtifactTest {

    @TempDir Path root;

    private Path home() {
        return root.resolve("home");
    }

    private ClassPathModel tiny() throws IOException {
        try (URLClassLoader loader = TinyModel.onClassPath(root.resolve("jar"))) {
            return ClassPathModel.all(loader).get(0);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().collect(Collectors.toList());
        }
    }

    @Test
    @DisplayName("is found beside others")
    void several() throws IOException {
        Path one = root.resolve("one jar");
        Path two = root.resolve("två");
        TinyModel.onClassPath(one).close();
        TinyModel.onClassPath(two).close();
        Path descriptor = two.resolve("META-INF/allmanning/models/tiny/model.json");
        Files.writeString(
                descriptor, Files.readString(descriptor).replace("test/tiny@1", "test/other@1"));
        try (URLClassLoader loader = TinyModel.loader(one, two)) {
            assertThat(ClassPathModel.all(loader))
                    .extracting(model -> model.descriptor().id().toString())
                    .containsExactly("test/tiny@1", "test/other@1");
            for (ClassPathModel model : ClassPathModel.all(loader)) {
                assertThat(model.in(home()).folder().resolve("model.onnx")).exists();
            }
        }
    }

    @Test
    @DisplayName("is unpacked once and opened from there")
    void once() throws IOException {
        ClassPathModel tiny = tiny();
        ModelFolder first = tiny.in(home());
        FileTime written = Files.getLastModifiedTime(first.model());
        Object file = Files.readAttributes(first.model(), "*").get("fileKey");
        ModelFolder second = tiny.in(home());
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.model())).isEqualTo(written);
        assertThat(Files.readAttributes(second.model(), "*").get("fileKey")).isEqualTo(file);
        try (OnnxEmbeddingModel model =
                new OnnxModelBuilder(second).natives(Contexts.SHARED).build()) {
            assertThat(model.embed("a b").content().vector()).containsExactly(2.5f, 1.5f);
            assertThat(model.digest()).isEqualTo(tiny.descriptor().digest());
        }
    }

    @Test
    @DisplayName(
            "is refused when a byte of what was unpacked is flipped, and mended as the error says")
    void flippedAfterwards() throws IOException {
        ClassPathModel tiny = tiny();
        ModelFolder folder = tiny.in(home());
        TinyModel.flipByte(folder.model());
        assertThatThrownBy(() ->
                        new OnnxModelBuilder(tiny.in(home())).natives(Contexts.SHARED).build())
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        folder.model().toString(),
                        "expected SHA-256 " + tiny.descriptor().files().get(0).sha256(),
                        "found " + Sha256.of(Files.readAllBytes(folder.model())),
                        "Delete the folder " + folder.folder(),
                        "[ALM-CON-103]");
        Unpacking.delete(folder.folder());
        tiny.in(home()).verify();
    }

    @Test
    @DisplayName("is refused when a byte of the artifact is flipped, and leaves nothing behind")
    void flippedBefore() throws IOException {
        ClassPathModel tiny = tiny();
        TinyModel.flipByte(root.resolve("jar/META-INF/allmanning/models/tiny/model.onnx"));
        assertThatThrownBy(() -> tiny.in(home()))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        "model.onnx", "artifact", "fetch it again", "[ALM-CON-103]");
        assertThat(entries(home().resolve("models"))).isEmpty();
    }

    @Test
    @DisplayName("may be unpacked by many at once")
    void atOnce() throws Exception {
        ClassPathModel tiny = tiny();
        Callable<ModelFolder> unpack = () -> tiny.in(home());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<ModelFolder> folder :
                    threads.invokeAll(java.util.Collections.nCopies(8, unpack))) {
                folder.get().verify();
            }
        }
        assertThat(entries(home().resolve("models"))).hasSize(1);
    }

    @Test
    @DisplayName("drops what a killed process left, but not what another one is at")
    void abandoned() throws IOException {
        Path old = Files.createDirectories(home().resolve("models/.unpacking-1"));
        Files.writeString(old.resolve("model.onnx"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path fresh = Files.createDirectories(home().resolve("models/.unpacking-2"));
        tiny().in(home());
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    @DisplayName("tells where it could not be unpacked to")
    void cannotUnpack() throws IOException {
        Files.writeString(home(), "a file where a folder should be");
        ClassPathModel tiny = tiny();
        assertThatThrownBy(() -> tiny.in(home()))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(home().toString(), "test/tiny@1", "[ALM-CON-105]");
    }
}
