/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An answer that a model writes, from an own catalog to the audit trail")
class WrittenAnswerTest {

    private static final String QUESTION = "När stänger biblioteket på lördagar?";
    private static final String WRITTEN = "Biblioteket stänger klockan 15 på lördagar.";
    private static final String MODEL = "acme/writer@1";

    @TempDir private static Path folder;
    private static Path home;
    private static ModelServer first;
    private static ModelServer second;

    @BeforeAll
    static void certifiedAndConfigured() throws IOException {
        home = folder.resolve("home");
        first = new ModelServer(WrittenAnswerTest::write);
        second = new ModelServer(WrittenAnswerTest::write);
        catalog("K1R1T1");
        Files.writeString(
                home.resolve("allmanning.yaml"),
                "connectors:\n  openai:\n    providers:\n"
                        + provider("one", first)
                        + provider("two", second)
                        + "deployments:\n"
                        + deployment("one")
                        + deployment("two")
                        + "models:\n  prefer: [one, two]\n  tries: 1\n");
        Run.at(home, "ingest", Run.resource("documents").toString()).exits(0);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    private static void catalog(String clearance) throws IOException {
        Path working = folder.resolve("association");
        Run.of("catalog", "init", working.toString(), "--name", "association", "--plain").exits(0);
        Files.writeString(
                working.resolve("models/writer.json"),
                """
                {"id": "%s", "kind": "chat", "publisher": "Acme", "version": "1", "digests": [],
                 "licence": "NOASSERTION", "languages": ["sv"], "features": ["streaming"], "lineage": [],
                 "openness": {"weights": "open", "data": "closed", "code": "closed"},
                 "reviews": [], "clearance": "%s", "sectors": "*", "purposes": "*", "riskClasses": "*"}
                """
                        .formatted(MODEL, clearance));
        Path keys = folder.resolve("association-keys");
        Run.of(
                        "catalog",
                        "sign",
                        working.toString(),
                        "--key",
                        keys.resolve("association-1.pem").toString(),
                        "--key",
                        keys.resolve("association-online.pem").toString())
                .exits(0);
        Run.at(
                        home,
                        "catalog",
                        "fetch",
                        working.toString(),
                        "--root",
                        working.resolve("metadata/root.json").toString())
                .exits(0);
    }

    private static String provider(String id, ModelServer server) {
        return """
              %s:
                url: %s
                models:
                  - id: %s
                    name: writer
                    kind: chat
                    features: [streaming]
                    languages: [sv]
                    context-length: 8192
        """
                .formatted(id, server.url(), MODEL);
    }

    private static String deployment(String id) {
        return """
          %s:
            kind: on-premises
            operator: Exempelköpings kommun
            jurisdiction: SE
            country: SE
        """
                .formatted(id);
    }

    /** One sentence that rests on a quote and one that rests on none. */
    private static String write(String request) {
        List<String> sources =
                Pattern.compile("KÄLLA (\\d+):")
                        .matcher(request)
                        .results()
                        .map(m -> m.group(1))
                        .toList();
        int at = request.indexOf("stänger biblioteket klockan 15");
        long before =
                Pattern.compile("KÄLLA (\\d+):")
                        .matcher(request)
                        .results()
                        .map(MatchResult::start)
                        .filter(start -> start < at)
                        .count();
        return WRITTEN
                + " ["
                + sources.get((int) before - 1)
                + ": \"stänger biblioteket klockan 15\"]\nDet kostar 500 kronor. [1: \"finns inte"
                + " någonstans alls\"]\n";
    }

    private static JsonNode use(JsonNode answer) {
        for (JsonNode model : answer.at("/provenance/models")) {
            if (model.get("model").asText().equals(MODEL)) {
                return model;
            }
        }
        throw new AssertionError("The writer is not among the models.");
    }

    @Test
    @DisplayName("is sentences with marks, the sources they rest on, and how they came about")
    void plain() {
        Run run = Run.at(home, "ask", QUESTION).exits(0);
        assertThat(run.out())
                .startsWith(WRITTEN + " [1]\n\nKällor\n[1]\n  ”")
                .contains("klockan 15")
                .contains("En mening som modellen skrev är borttagen")
                .doesNotContain("500 kronor")
                .contains("\nModell   " + MODEL + " på one\n")
                .contains("\nKatalog  association-1")
                .contains("\nLogg     ");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        Run verbose = Run.at(home, "ask", QUESTION, "--verbose").exits(0);
        assertThat(verbose.out()).contains("\nBorttaget\n  Det kostar 500 kronor.\n    – ");
    }

    @Test
    @DisplayName("is the same in JSON, and its record is in the audit trail")
    void json() {
        JsonNode answer = Run.at(home, "ask", QUESTION, "--json").exits(0).json();
        assertThat(Run.keys(answer)).containsExactly(Run.ANSWER);
        assertThat(answer.get("answer").asText()).isEqualTo(WRITTEN + " [1]");
        assertThat(answer.at("/statements/0/text").asText()).isEqualTo(WRITTEN);
        assertThat(answer.at("/statements/0/citations/0").intValue()).isZero();
        assertThat(answer.at("/removed/0/text").asText()).isEqualTo("Det kostar 500 kronor.");
        assertThat(answer.at("/removed/0/reason").asText()).isNotBlank();
        assertThat(Run.keys(answer.get("disclosure")))
                .containsExactly("language", "text", "mark", "review", "legal");
        assertThat(answer.at("/provenance/generated").booleanValue()).isTrue();
        assertThat(answer.at("/provenance/catalog").asText()).contains("association-1");
        assertThat(use(answer).get("deployment").asText()).isEqualTo("one");
        Run.at(home, "audit", "record", answer.at("/provenance/record").asText()).exits(0);
        Run.at(home, "audit", "verify").exits(0);
    }

    @Test
    @DisplayName(
            "comes from the next deployment when the first is gone, and is quotes when all are")
    void failover() {
        try {
            first.down(true);
            JsonNode next = Run.at(home, "ask", QUESTION, "--json").exits(0).json();
            assertThat(use(next).get("deployment").asText()).isEqualTo("two");
            assertThat(Run.at(home, "audit", "show").exits(0).out())
                    .contains("modell " + MODEL + " på one  connection")
                    .contains("modell " + MODEL + " på two  answered");
            second.down(true);
            JsonNode quotes = Run.at(home, "ask", QUESTION, "--json").exits(0).json();
            assertThat(quotes.get("statements")).isEmpty();
            assertThat(quotes.get("citations")).isNotEmpty();
            assertThat(quotes.get("notice").asText()).contains("Ingen språkmodell gick att nå");
        } finally {
            first.down(false);
            second.down(false);
        }
    }

    @Test
    @DisplayName("is not asked for with --quotes-only")
    void quotesOnly() {
        int before = first.calls();
        JsonNode answer = Run.at(home, "ask", QUESTION, "--quotes-only", "--json").exits(0).json();
        assertThat(answer.get("statements")).isEmpty();
        assertThat(answer.get("disclosure").isNull()).isTrue();
        assertThat(first.calls()).isEqualTo(before);
    }

    @Test
    @DisplayName("is shown once where somebody watches it being written")
    void watched() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, Map.of(), false, true, false);
        int code = Main.run(List.of("--home", home.toString(), "ask", QUESTION), terminal);
        assertThat(code).isZero();
        // But for the id of the call, as when nobody watches.
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("Logg .*", ""))
                .isEqualTo(Run.at(home, "ask", QUESTION).out().replaceAll("Logg .*", ""))
                .containsOnlyOnce(WRITTEN);
    }

    @Test
    @DisplayName("breaks its lines as the whole would")
    void lines() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        StreamedText text =
                new StreamedText(new Terminal(stream, stream, Map.of(), false, true, false));
        String sentence = "Ett överklagande ska ha kommit in inom tre veckor. [1]";
        text.accept(sentence);
        text.accept(" " + sentence);
        text.accept(" " + sentence);
        assertThat(text.end()).isTrue();
        assertThat(text.end()).isFalse();
        String whole = String.join(" ", sentence, sentence, sentence);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(String.join("\n", Layout.wrap(whole, Terminal.WIDTH, "")) + "\n");
    }
}
