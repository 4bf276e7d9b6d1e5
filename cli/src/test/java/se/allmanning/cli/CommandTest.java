/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command, with the real model")
class CommandTest {

    private static final String[] CITATION = {
        "document", "digest", "title", "section", "page", "start", "end", "quote", "score"
    };

    @TempDir static Path home;
    @TempDir static Path documents;
    private static JsonNode firstReport;

    @BeforeAll
    static void ingestOnce() throws IOException {
        Path originals = Run.resource("documents");
        try (Stream<Path> files = Files.walk(originals)) {
            for (Path file : files.toList()) {
                Path copy = documents.resolve(originals.relativize(file).toString());
                if (!Files.isDirectory(file)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        firstReport = Run.at(home, "ingest", documents.toString(), "--json").exits(0).json();
    }

    private static List<String> column(JsonNode array, String key) {
        List<String> values = new ArrayList<>();
        array.forEach(entry -> values.add(entry.get(key).asText()));
        return values;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("ingest prints one entry for every file, its path relative to the folder")
    void ingestShape() {
        assertThat(column(firstReport, "path")).containsExactly("bibliotek.md", "regler/altan.txt");
        assertThat(column(firstReport, "status")).containsOnly("indexed");
        for (JsonNode entry : firstReport) {
            assertThat(Run.keys(entry)).containsExactly("path", "status", "passages", "reason");
            assertThat(entry.get("passages").isInt()).isTrue();
            assertThat(entry.get("passages").intValue()).isPositive();
            assertThat(entry.get("reason").isNull()).isTrue();
        }
    }

    @Test
    @DisplayName("ingest of the same again finds everything unchanged, before or after the options")
    void unchanged() {
        Run run = Run.of("ingest", documents.toString(), "--home=" + home, "--json").exits(0);
        assertThat(column(run.json(), "status")).containsOnly("unchanged");
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
        assertThat(column(report, "path")).containsExactly("x.txt", "x.txt", "c.txt");
        JsonNode status = Run.at(own, "knowledge", "status", "--json").exits(0).json();
        assertThat(status.get("documents").intValue()).isEqualTo(3);
        Files.delete(b.resolve("x.txt"));
        assertThat(column(Run.at(own, command).exits(0).json(), "status"))
                .containsExactly("unchanged", "removed", "unchanged");
    }

    @Test
    @DisplayName("ingest exits with 1 when a file failed, says why, and goes on")
    void failedFile(@TempDir Path other) throws IOException {
        Path folder = Files.createDirectories(other.resolve("docs"));
        Files.writeString(folder.resolve("a.pdf"), "%PDF-1.7 but not really");
        Files.writeString(folder.resolve("b.txt"), "Sopor hämtas varannan vecka.");
        Run run = Run.at(other.resolve("home"), "ingest", folder.toString(), "--json").exits(1);
        assertThat(column(run.json(), "status")).containsExactly("failed", "indexed");
        assertThat(run.json().get(0).get("reason").asText()).isNotBlank();
        Run plain = Run.at(other.resolve("home"), "ingest", folder.toString()).exits(1);
        assertThat(plain.out()).contains("1 misslyckade").contains("a.pdf (misslyckad)");
    }

    @Test
    @DisplayName("search prints an array of citations, best first, no more than asked for")
    void searchShape() {
        JsonNode found = Run.at(home, "search", "lånetid för böcker", "--json").exits(0).json();
        assertThat(found.isArray()).isTrue();
        double last = 1;
        for (JsonNode citation : found) {
            assertThat(Run.keys(citation)).containsExactly(CITATION);
            assertThat(citation.get("score").doubleValue()).isBetween(0.0, last);
            last = citation.get("score").doubleValue();
        }
        JsonNode best = found.get(0);
        assertThat(best.get("document").asText()).isEqualTo("bibliotek.md");
        assertThat(best.get("title").asText()).isEqualTo("Bibliotekets regler");
        assertThat(best.get("section").asText()).endsWith("Lån");
        assertThat(best.get("page").isNull()).isTrue();
        assertThat(best.get("quote").asText()).contains("Lånetiden för böcker är fyra veckor.");
        JsonNode one = Run.at(home, "search", "bygglov", "--top", "1", "--json").exits(0).json();
        assertThat(one).hasSize(1);
    }

    @Test
    @DisplayName("search that finds nothing prints an empty array and exits with 1")
    void searchNothing() {
        Run run = Run.at(home, "search", "bygglov", "--class", "K0R0T0", "--json").exits(1);
        assertThat(run.out()).isEqualTo("[]" + System.lineSeparator());
    }

    @Test
    @DisplayName("ask quotes the sentence that answers, and the quote stands in the text")
    void askAndCheck() {
        Run run = Run.at(home, "ask", "När stänger biblioteket på lördagar?", "--json").exits(0);
        JsonNode answer = run.json();
        assertThat(Run.keys(answer)).containsExactly("answer", "found", "citations");
        assertThat(answer.get("found").booleanValue()).isTrue();
        assertThat(answer.get("answer").asText()).isNotBlank();
        JsonNode citation = answer.get("citations").get(0);
        assertThat(Run.keys(citation)).containsExactly(CITATION);
        assertThat(citation.get("quote").asText()).contains("klockan 15");

        String digest = citation.get("digest").asText();
        Run text = Run.at(home, "knowledge", "text", digest).exits(0);
        assertThat(sha256(text.outBytes())).isEqualTo(digest);
        int[] codePoints = text.out().codePoints().toArray();
        int start = citation.get("start").intValue();
        int end = citation.get("end").intValue();
        assertThat(new String(codePoints, start, end - start))
                .isEqualTo(citation.get("quote").asText());
        assertThat(text.out()).doesNotContain("title:");
        JsonNode json = Run.at(home, "knowledge", "text", digest, "--json").exits(0).json();
        assertThat(Run.keys(json)).containsExactly("digest", "text");
        assertThat(json.get("text").asText()).isEqualTo(text.out());
    }

    @Test
    @DisplayName("ask tells people the quote, what it is called and where it stands")
    void askPlain() {
        Run run = Run.at(home, "ask", "När stänger biblioteket på lördagar?").exits(0);
        assertThat(run.out())
                .contains("klockan 15")
                .contains("– Bibliotekets regler")
                .contains("bibliotek.md, tecken ")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @DisplayName("ask says so when the documents do not answer, and exits with 1")
    void askNothing() {
        Run run = Run.at(home, "ask", "Vem vann VM i curling 1998?", "--json").exits(1);
        assertThat(run.json().get("found").booleanValue()).isFalse();
        assertThat(run.json().get("citations")).isEmpty();
        Run plain = Run.at(home, "ask", "Vem vann VM i curling 1998?").exits(1);
        assertThat(plain.out()).contains("Jag hittar inget svar i dokumenten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000\u0007\u001b", "\u200b\u2060"})
    @DisplayName("a question without words is wrong use")
    void emptyQuestion(String question) {
        Run run = Run.at(home, "ask", question, "--json").exits(2);
        assertThat(run.json().at("/error/code").asText()).isEqualTo("ALM-KNO-010");
        Run.at(home, "search", question).exits(2);
    }

    @Test
    @DisplayName("a question of 100,000 characters is refused with the limit")
    void longQuestion() {
        Run run = Run.at(home, "ask", "Vad gäller? ".repeat(8_334), "--json").exits(2);
        assertThat(run.json().at("/error/message").asText()).contains("10000");
    }

    @Test
    @DisplayName("a question of emoji finds no answer and breaks nothing")
    void emoji() {
        Run run = Run.at(home, "ask", "🐕🦺👩‍👩‍👧🤷🏽", "--json").exits(1);
        assertThat(run.json().get("found").booleanValue()).isFalse();
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
        JsonNode found = Run.at(home, "search", words, "--json").exits(0).json();
        assertThat(found).isNotEmpty();
    }

    @Test
    @DisplayName("documents of a group are found by the group alone, in search, ask and status")
    void groups(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("hemlig.txt"), "Lönerna höjs med fyra procent i april.");
        String[] ingest = {
            "ingest", folder.toString(), "--groups", "hr,chefer", "--class", "K2R1T1"
        };
        Run.at(home, with(ingest, "--knowledge", "loner")).exits(0);
        String[] search = {"search", "höjs lönerna", "--knowledge", "loner", "--json"};
        Run.at(home, search).exits(1);
        Run.at(home, with(search, "--groups", "hr")).exits(1);
        Run.at(home, with(search, "--class", "K2R1T1")).exits(1);
        Run.at(home, with(search, "--groups", "hr", "--class", "K2R1T1")).exits(0);
        String[] status = {"knowledge", "status", "--knowledge", "loner", "--json"};
        assertThat(Run.at(home, status).exits(0).json().get("documents").intValue()).isZero();
        Run seen = Run.at(home, with(status, "--groups", "hr", "--class", "K2R1T1"));
        assertThat(seen.exits(0).json().get("documents").intValue()).isEqualTo(1);
        Run other = Run.at(home, with(search, "--authority", "socialnamnden")).exits(2);
        assertThat(other.out()).contains("error");
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    @DisplayName("knowledge text of an unknown digest exits with 1")
    void unknownDigest() {
        String digest = "0".repeat(64);
        Run plain = Run.at(home, "knowledge", "text", digest).exits(1);
        assertThat(plain.outBytes()).isEmpty();
        Run run = Run.at(home, "knowledge", "text", digest, "--json").exits(1);
        assertThat(run.json().get("text").isNull()).isTrue();
    }

    @Test
    @DisplayName("knowledge status has every key")
    void status() {
        JsonNode status = Run.at(home, "knowledge", "status", "--json").exits(0).json();
        assertThat(Run.keys(status))
                .containsExactly(
                        "name", "authority", "documents", "passages", "model", "bytes", "synced");
        assertThat(status.get("name").asText()).isEqualTo("default");
        assertThat(status.get("authority").asText()).isEqualTo("local");
        assertThat(status.get("documents").intValue()).isEqualTo(2);
        assertThat(status.get("passages").intValue()).isPositive();
        assertThat(status.get("model").asText()).contains("multilingual-e5-small");
        assertThat(status.get("bytes").longValue()).isPositive();
        assertThat(java.time.Instant.parse(status.get("synced").asText())).isNotNull();
        assertThat(Run.at(home, "knowledge", "status").exits(0).out()).contains("Dokument      2");
    }

    @Test
    @DisplayName("a knowledge base that does not exist is named, with those that do")
    void noSuchBase() {
        for (String command : List.of("ask", "search")) {
            Run run = Run.at(home, command, "bygglov", "--knowledge", "regler").exits(2);
            assertThat(run.err()).contains("\"regler\"").contains("default");
        }
        Run.at(home, "knowledge", "status", "--knowledge", "regler").exits(2);
    }

    @Test
    @DisplayName("evaluate prints its figures, and the second run takes the pool as it was kept")
    void evaluate() {
        String tiny = Run.resource("tiny").toString();
        Run first = Run.at(home, "evaluate", "retrieval", tiny, "--json").exits(0);
        assertThat(Run.keys(first.json()))
                .containsExactly("queries", "passages", "mrr@10", "ndcg@10", "recall@10");
        assertThat(first.json().get("queries").intValue()).isEqualTo(3);
        assertThat(first.json().get("passages").intValue()).isEqualTo(7);
        assertThat(first.json().get("mrr@10").doubleValue()).isEqualTo(1.0);
        assertThat(first.json().get("recall@10").doubleValue()).isEqualTo(1.0);
        assertThat(first.err()).contains("Indexerar");

        Run second = Run.at(home, "evaluate", "answers", tiny, "--json").exits(0);
        assertThat(second.err()).doesNotContain("Indexerar").contains("Frågar 3/3");
        assertThat(Run.keys(second.json()))
                .containsExactly("queries", "first_quote", "any_quote", "refused_at_90");
        assertThat(second.json().get("first_quote").doubleValue()).isEqualTo(1.0);
        assertThat(second.json().get("refused_at_90").isDouble()).isTrue();
        Run.at(home, "evaluate", "retrieval", tiny + "/nowhere").exits(2);
    }

    @Test
    @DisplayName(
            "a question reaches the command whole in a locale without UTF-8, and so does its"
                    + " answer")
    void localeWithoutUtf8() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "åsk",
                        "--json");
        builder.environment().put("LC_ALL", "C");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(new String(out, StandardCharsets.UTF_8)).contains("Unknown command åsk");
    }
}
