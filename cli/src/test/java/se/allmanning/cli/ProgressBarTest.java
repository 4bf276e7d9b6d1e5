/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.knowledge.evaluate.EvaluationListener.Stage;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;

@DisplayName("The progress bar")
class ProgressBarTest {

    private static final SyncReport.Entry ENTRY =
            new SyncReport.Entry("a", SyncStatus.INDEXED, 1, null);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String ingest(boolean live, int documents) {
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ProgressBar bar =
                new ProgressBar(new Terminal(err, err, Map.of(), false, false, live))) {
            bar.begin("Läser in", 0);
            for (int done = 1; done <= documents; done++) {
                bar.documentDone(done, documents, ENTRY);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("is drawn over on one line where somebody watches")
    void live() {
        String drawn = ingest(true, 3);
        assertThat(drawn)
                .contains("Läser in  ██████████░░░░░░░░░░░░░░░░░░░░  1/3")
                .contains("Läser in  ██████████████████████████████  3/3");
        assertThat(drawn.strip().lines()).hasSize(3);
        assertThat(drawn).endsWith("\n").doesNotContain("\u001b");
        assertThat(drawn.chars().filter(c -> c == '\n')).hasSize(1);
    }

    @Test
    @DisplayName("is a line now and then where nobody does")
    void lines() {
        assertThat(ingest(false, 1000).lines())
                .hasSize(10)
                .startsWith("Läser in 100/1000")
                .endsWith("Läser in 1000/1000");
    }

    @Test
    @DisplayName("begins anew with each stage of an evaluation")
    void stages() {
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ProgressBar bar =
                new ProgressBar(new Terminal(err, err, Map.of(), false, false, false))) {
            bar.progress(Stage.INDEXING, 1, 1);
            bar.progress(Stage.ASKING, 1, 2);
            bar.progress(Stage.ASKING, 2, 2);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Indexerar 1/1", "Frågar 1/2", "Frågar 2/2");
    }
}
