/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Ingested.Once.class)
@DisplayName("The command ingest, with the real model")
class IngestCommandTest {

    private final Ingested ingested;

    IngestCommandTest(Ingested ingested) {
        this.ingested = ingested;
    }

    @Test
    @DisplayName("ingest prints one entry for every file, its path relative to the folder")
    void ingestShape() {
        assertThat(Run.column(ingested.report(), "path"))
                .containsExactly("bibliotek.md", "regler/altan.txt");
        assertThat(Run.column(ingested.report(), "status")).containsOnly("indexed");
        for (JsonNode entry : ingested.report()) {
            assertThat(Run.keys(entry)).containsExactly("path", "status", "passages", "reason");
            assertThat(entry.get("passages").isInt()).isTrue();
            assertThat(entry.get("passages").intValue()).isPositive();
            assertThat(entry.get("reason").isNull()).isTrue();
        }
    }

    @Test
    @DisplayName("ingest of the same again finds everything unchanged, before or after the options")
    void unchanged() {
        Run run =
                Run.of(
                                "ingest",
                                ingested.documents().toString(),
                                "--home=" + ingested.home(),
                                "--json")
                        .exits(0);
        assertThat(Run.column(run.json(), "status")).containsOnly("unchanged");
        assertThat(run.err()).contains("Läser in 2/2");
    }

    @Test
    @DisplayName("ingest of several folders and a file puts all into one base")
    void severalFolders(@TempDir Path other) throws IOException {
        Path own = other.resolve("home");
        Path a = Files.createDirectories(other.resolve("a"));
        Path b = Files.createDirectories(other.resolve("b"));
        Files.writeString(a.resolve("x.txt"), "Sopor hämtas varannan vecka.");
        Files.writeString(b.resolve("x.txt"), "Snö skottas på vardagar.");
        Path c = Files.writeString(other.resolve("c.txt"), "Parkering kostar tio kronor.");
        String[] command = {"ingest", a.toString(), b.toString(), c.toString(), "--json"};
        JsonNode report = Run.at(own, command).exits(0).json();
        assertThat(Run.column(report, "path")).containsExactly("x.txt", "x.txt", "c.txt");
        JsonNode status = Run.at(own, "knowledge", "status", "--json").exits(0).json();
        assertThat(status.get("documents").intValue()).isEqualTo(3);
        Files.delete(b.resolve("x.txt"));
        assertThat(Run.column(Run.at(own, command).exits(0).json(), "status"))
                .containsExactly("unchanged", "removed", "unchanged");
    }

    @Test
    @DisplayName("ingest exits with 1 when a file failed, says why, and goes on")
    void failedFile(@TempDir Path other) throws IOException {
        Path folder = Files.createDirectories(other.resolve("docs"));
        Files.writeString(folder.resolve("a.pdf"), "%PDF-1.7 but not really");
        Files.writeString(folder.resolve("b.txt"), "Sopor hämtas varannan vecka.");
        Run run = Run.at(other.resolve("home"), "ingest", folder.toString(), "--json").exits(1);
        assertThat(Run.column(run.json(), "status")).containsExactly("failed", "indexed");
        assertThat(run.json().get(0).get("reason").asText()).isNotBlank();
        Run plain = Run.at(other.resolve("home"), "ingest", folder.toString()).exits(1);
        assertThat(plain.out()).contains("1 misslyckade").contains("a.pdf (misslyckad)");
    }
}
