/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An ingest that is told to end")
class InterruptTest {

    @TempDir Path home;

    @Test
    @DisplayName("keeps the documents that were done, and the base is open to the next command")
    void keepsWhatWasDone() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "ingest",
                        Run.resource("statutes/documents").toString(),
                        "--home",
                        home.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try (BufferedReader progress = process.errorReader(StandardCharsets.UTF_8)) {
            String line = progress.readLine();
            while (line != null && !line.startsWith("Läser in ")) {
                line = progress.readLine();
            }
            assertThat(line).as("progress").isNotNull();
            // Through the handle: Process.destroy() would close the pipe as well.
            process.toHandle().destroy();
            while (progress.readLine() != null) {
                // The pipe is emptied so that the process can end.
            }
        }
        assertThat(process.waitFor()).isNotZero();
        int kept =
                Run.at(home, "knowledge", "status", "--json")
                        .exits(0)
                        .json()
                        .get("documents")
                        .intValue();
        assertThat(kept).isBetween(1, 14);
    }
}
