/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.knowledge.CanonicalText;

@DisplayName("The text archive")
class TextArchiveTest {

    @TempDir Path folder;

    @Test
    @DisplayName("gives back what was written, and nothing for another digest or a path")
    void roundTrip() throws Exception {
        CanonicalText text = CanonicalText.of("Åäö 😀");
        new TextArchive(folder).write(text);
        new TextArchive(folder).write(text);
        assertThat(new TextArchive(folder).read(text.digest())).contains(text);
        assertThat(new TextArchive(folder).read("0".repeat(64))).isEmpty();
        assertThat(new TextArchive(folder).read("../../etc/passwd")).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactly(
                            folder.resolve(text.digest().substring(0, 2))
                                    .resolve(text.digest() + ".txt"));
        }
    }

    @Test
    @DisplayName("refuses a text whose bytes have changed, and names the file")
    void damaged() throws Exception {
        CanonicalText text = CanonicalText.of("Beslutet gäller.");
        new TextArchive(folder).write(text);
        Path file = folder.resolve(text.digest().substring(0, 2)).resolve(text.digest() + ".txt");
        Files.writeString(file, "Beslutet gäller?");
        assertThatThrownBy(() -> new TextArchive(folder).read(text.digest()))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("ALM-KNO-013")
                .message()
                .doesNotContain("Beslutet");
    }
}
