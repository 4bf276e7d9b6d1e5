/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A home")
class HomeTest {

    @TempDir Path folder;

    @Test
    @DisplayName("is made when it is opened first, with its format written in it")
    void made() throws Exception {
        Path path = folder.resolve("a/b");
        assertThat(Home.open(path).path()).isEqualTo(path.toAbsolutePath());
        assertThat(path.resolve("home.version")).hasContent("1\n");
        assertThat(Home.open(path).knowledge("local", "rules"))
                .isEqualTo(path.resolve("knowledge/local/rules"));
        try (var files = Files.list(path)) {
            assertThat(files).containsExactly(path.resolve("home.version"));
        }
    }

    @Test
    @DisplayName("of a newer format is refused with what to do")
    void newer() throws Exception {
        Files.writeString(folder.resolve("home.version"), "2\n");
        assertThatThrownBy(() -> Home.open(folder))
                .hasMessageContaining("format 2")
                .hasMessageContaining("reads up to 1")
                .hasMessageContaining("Update Allmänning");
    }

    @Test
    @DisplayName("that is a file, or whose format cannot be read, is refused")
    void unusable() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "x");
        assertThatThrownBy(() -> Home.open(file)).hasMessageContaining("ALM-HOM-001");
        assertThatThrownBy(() -> Home.open(file.resolve("x"))).hasMessageContaining("ALM-HOM-002");
        Files.writeString(folder.resolve("home.version"), "ett");
        assertThatThrownBy(() -> Home.open(folder)).hasMessageContaining("ALM-HOM-003");
    }
}
