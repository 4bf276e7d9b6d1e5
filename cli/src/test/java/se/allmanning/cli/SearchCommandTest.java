/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Ingested.Once.class)
@DisplayName("The command search, with the real model")
class SearchCommandTest {

    private final Ingested ingested;

    SearchCommandTest(Ingested ingested) {
        this.ingested = ingested;
    }

    @Test
    @DisplayName("search prints an array of citations, best first, no more than asked for")
    void searchShape() {
        JsonNode found =
                Run.at(ingested.home(), "search", "lånetid för böcker", "--json").exits(0).json();
        assertThat(found.isArray()).isTrue();
        double last = 1;
        for (JsonNode citation : found) {
            assertThat(Run.keys(citation)).containsExactly(Run.CITATION);
            assertThat(citation.get("score").doubleValue()).isBetween(0.0, last);
            last = citation.get("score").doubleValue();
        }
        JsonNode best = found.get(0);
        assertThat(best.get("document").asText()).isEqualTo("bibliotek.md");
        assertThat(best.get("title").asText()).isEqualTo("Bibliotekets regler");
        assertThat(best.get("section").asText()).endsWith("Lån");
        assertThat(best.get("page").isNull()).isTrue();
        assertThat(best.get("quote").asText()).contains("Lånetiden för böcker är fyra veckor.");
        JsonNode one =
                Run.at(ingested.home(), "search", "bygglov", "--top", "1", "--json")
                        .exits(0)
                        .json();
        assertThat(one).hasSize(1);
    }

    @Test
    @DisplayName("search that finds nothing prints an empty array and exits with 1")
    void searchNothing() {
        Run run =
                Run.at(ingested.home(), "search", "bygglov", "--class", "K0R0T0", "--json")
                        .exits(1);
        assertThat(run.out()).isEqualTo("[]" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title:(bygglov AND altan) OR \"",
                "bygglov~2 [a TO z} ^4 && || ! +altan -bibliotek \\",
                "*:* ?ltan a*"
            })
    @DisplayName("query syntax in a question is words")
    void querySyntax(String words) {
        JsonNode found = Run.at(ingested.home(), "search", words, "--json").exits(0).json();
        assertThat(found).isNotEmpty();
    }

    @Test
    @DisplayName("documents of a group are found by the group alone, in search, ask and status")
    void groups(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("hemlig.txt"), "Lönerna höjs med fyra procent i april.");
        String[] ingest = {
            "ingest", folder.toString(), "--groups", "hr,chefer", "--class", "K2R1T1"
        };
        Run.at(ingested.home(), with(ingest, "--knowledge", "loner")).exits(0);
        String[] search = {"search", "höjs lönerna", "--knowledge", "loner", "--json"};
        Run.at(ingested.home(), search).exits(1);
        Run.at(ingested.home(), with(search, "--groups", "hr")).exits(1);
        Run.at(ingested.home(), with(search, "--class", "K2R1T1")).exits(1);
        Run.at(ingested.home(), with(search, "--groups", "hr", "--class", "K2R1T1")).exits(0);
        String[] status = {"knowledge", "status", "--knowledge", "loner", "--json"};
        assertThat(Run.at(ingested.home(), status).exits(0).json().get("documents").intValue())
                .isZero();
        Run seen = Run.at(ingested.home(), with(status, "--groups", "hr", "--class", "K2R1T1"));
        assertThat(seen.exits(0).json().get("documents").intValue()).isEqualTo(1);
        Run other = Run.at(ingested.home(), with(search, "--authority", "socialnamnden")).exits(2);
        assertThat(other.out()).contains("error");
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
