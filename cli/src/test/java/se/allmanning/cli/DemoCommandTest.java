/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo, with the real model")
class DemoCommandTest {

    @TempDir Path home;

    @Test
    @DisplayName(
            "answers two questions from the right sections, refuses the third, keeps its index")
    void demo() {
        JsonNode answers = Run.at(home, "demo", "--json").exits(0).json().get("answers");
        assertThat(answers).hasSize(3);

        JsonNode appeal = answers.get(0).at("/citations/0");
        assertThat(appeal.get("document").asText()).isEqualTo("sfs-2017-900.md");
        assertThat(appeal.get("section").asText()).endsWith("44 §");
        assertThat(appeal.get("quote").asText()).contains("inom tre veckor");

        JsonNode library = answers.get(1).at("/citations/0");
        assertThat(library.get("document").asText()).isEqualTo("sfs-2013-801.md");
        assertThat(library.get("section").asText()).endsWith("9 §");
        assertThat(library.get("quote").asText()).contains("avgiftsfritt få låna");

        assertThat(answers.get(2).get("question").asText())
                .isEqualTo("Måste jag ha hunden kopplad?");
        assertThat(answers.get(2).get("found").booleanValue()).isFalse();

        Run own = Run.at(home, "demo", "Vem får ta del av allmänna handlingar?").exits(0);
        assertThat(own.out())
                .contains("Källa: Regeringskansliets rättsdatabaser")
                .contains("Läge: 2024-05-05")
                .contains("Licens: ")
                .contains("Första svaret efter ");
        assertThat(own.out().lines().filter(line -> !line.startsWith("Demots hem")))
                .allMatch(line -> line.length() <= 80);
        JsonNode status =
                Run.at(home, "knowledge", "status", "--knowledge", "demo", "--json").json();
        assertThat(status.get("documents").intValue()).isEqualTo(15);
    }
}
