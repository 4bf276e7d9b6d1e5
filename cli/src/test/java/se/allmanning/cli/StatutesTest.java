/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.knowledge.SourceDocument;

@DisplayName("The demo's statutes")
class StatutesTest {

    private final Statutes statutes = Statutes.load();

    @Test
    @DisplayName("are fifteen, about 400 kB together, and all that lie in the folder")
    void allOfTheFolder() throws IOException {
        assertThat(statutes.documents()).hasSize(15);
        assertThat(statutes.bytes()).isBetween(350_000L, 450_000L);
        Path folder = Run.resource("statutes/documents");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
            assertThat(statutes.documents())
                    .extracting(SourceDocument::id)
                    .containsExactlyElementsOf(names);
        }
    }

    @Test
    @DisplayName("carry source, licence and snapshot, and each the same snapshot")
    void source() throws IOException {
        assertThat(statutes.source()).isEqualTo("Regeringskansliets rättsdatabaser");
        assertThat(statutes.licence()).contains("1960:729, 9 §");
        for (SourceDocument document : statutes.documents()) {
            assertThat(text(document)).contains("\nsnapshot: " + statutes.snapshot() + "\n");
        }
    }

    @Test
    @DisplayName("say nothing of dogs, so that the third question has no answer")
    void noDogs() throws IOException {
        for (SourceDocument document : statutes.documents()) {
            assertThat(text(document)).doesNotContainPattern("(?iu)\\bhund(en|ar|arna|ägare)?\\b");
        }
    }

    private static String text(SourceDocument document) throws IOException {
        try (InputStream in = document.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
