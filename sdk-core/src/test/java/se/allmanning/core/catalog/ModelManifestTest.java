/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.home.Sha256;

@DisplayName("A model's manifest")
class ModelManifestTest {

    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    @DisplayName("digests the raw digests of the files, in the order of their paths part by part")
    void digest() throws IOException {
        write("a/b", "one");
        write("a-b", "two");
        write("B", "three");
        write("model.sig", "a signature");
        write(".git/config", "not the model");
        ModelManifest manifest = ModelManifest.of(folder);
        // "a/b" stands before "a-b" by parts, though "-" is less than "/".
        assertThat(manifest.files()).extracting(ModelFile::path).containsExactly("B", "a/b", "a-b");
        MessageDigest expected = Sha256.digest();
        for (String text : List.of("three", "one", "two")) {
            expected.update(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(manifest.digest()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
        assertThat(manifest.files().get(0).size()).isEqualTo(5);
    }

    @Test
    @DisplayName("is refused of a folder that is empty, is not there, or holds a link")
    void refused() throws IOException {
        assertThatThrownBy(() -> ModelManifest.of(folder))
                .hasMessageContaining("it holds no file")
                .hasMessageEndingWith("[ALM-CAT-004]");
        assertThatThrownBy(() -> ModelManifest.of(folder.resolve("nowhere")))
                .hasMessageContaining("it cannot be read");
        write("model.onnx", "weights");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("model.onnx"));
        assertThatThrownBy(() -> ModelManifest.of(folder))
                .hasMessageContaining("is neither a file nor a folder");
    }

    @Test
    @DisplayName("refuses paths that leave the folder")
    void paths() {
        for (String path : List.of("../x", "/x", "a//b", "a/./b", "a\\b", "")) {
            assertThatThrownBy(() -> new ModelFile(path, Sha256.of("x"), 1))
                    .hasMessageContaining("relative to the model's folder");
        }
    }
}
