/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Ingested.Once.class)
@DisplayName("The command knowledge, with the real model")
class KnowledgeCommandTest {

    private final Ingested ingested;

    KnowledgeCommandTest(Ingested ingested) {
        this.ingested = ingested;
    }

    @Test
    @DisplayName("knowledge status has every key")
    void status() {
        JsonNode status = Run.at(ingested.home(), "knowledge", "status", "--json").exits(0).json();
        assertThat(Run.keys(status))
                .containsExactly(
                        "name", "authority", "documents", "passages", "model", "bytes", "synced");
        assertThat(status.get("name").asText()).isEqualTo("default");
        assertThat(status.get("authority").asText()).isEqualTo("local");
        assertThat(status.get("documents").intValue()).isEqualTo(2);
        assertThat(status.get("passages").intValue()).isPositive();
        assertThat(status.get("model").asText()).contains("multilingual-e5-small");
        assertThat(status.get("bytes").longValue()).isPositive();
        assertThat(Instant.parse(status.get("synced").asText())).isNotNull();
        assertThat(Run.at(ingested.home(), "knowledge", "status").exits(0).out())
                .contains("Dokument      2");
    }

    @Test
    @DisplayName(
            "knowledge status of a base without passages names no model, and null where never synced")
    void statusOfNothing(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("home");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Run.at(own, "ingest", empty.toString()).exits(0);
        JsonNode synced = Run.at(own, "knowledge", "status", "--json").exits(0).json();
        assertThat(synced.get("model").isNull()).isTrue();
        assertThat(synced.get("synced").isNull()).isFalse();
        Files.createDirectories(own.resolve("knowledge/local/begun"));
        Run begun = Run.at(own, "knowledge", "status", "--knowledge", "begun", "--json");
        assertThat(begun.exits(0).json().get("model").isNull()).isTrue();
        assertThat(begun.json().get("synced").isNull()).isTrue();
        Run plain = Run.at(own, "knowledge", "status", "--knowledge", "begun").exits(0);
        assertThat(plain.out()).contains("Modell        ingen än").contains("aldrig");
    }

    @Test
    @DisplayName("knowledge text of an unknown digest exits with 1")
    void unknownDigest() {
        String digest = "0".repeat(64);
        Run plain = Run.at(ingested.home(), "knowledge", "text", digest).exits(1);
        assertThat(plain.outBytes()).isEmpty();
        Run run = Run.at(ingested.home(), "knowledge", "text", digest, "--json").exits(1);
        assertThat(run.json().get("text").isNull()).isTrue();
    }

    @Test
    @DisplayName("a knowledge base that does not exist is named, with those that do")
    void noSuchBase() {
        for (String command : List.of("ask", "search")) {
            Run run = Run.at(ingested.home(), command, "bygglov", "--knowledge", "regler").exits(2);
            assertThat(run.err()).contains("\"regler\"").contains("default");
        }
        Run.at(ingested.home(), "knowledge", "status", "--knowledge", "regler").exits(2);
    }
}
