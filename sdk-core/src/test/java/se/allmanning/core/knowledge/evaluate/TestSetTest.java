/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;

@DisplayName("A test set in the BEIR form")
class TestSetTest {

    static Path tiny() {
        try {
            return Path.of(TestSetTest.class.getResource("tiny/qrels.tsv").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @TempDir Path folder;

    @BeforeEach
    void aSoundFolder() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"p1\", \"title\": \"T\", \"text\": \"Ord.\"}");
        write("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"Vad?\"}");
        write("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\tp1\t1");
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static List<PoolPassage> passages(TestSet set) {
        List<PoolPassage> out = new ArrayList<>();
        set.forEachPassage(out::add);
        return out;
    }

    @Test
    @DisplayName("corpus.jsonl and every corpus-*.jsonl and corpus-*.jsonl.gz are one pool")
    void onePool() {
        TestSet set = TestSet.read(tiny());
        assertThat(set.passages()).isEqualTo(7);
        assertThat(passages(set))
                .extracting(PoolPassage::id)
                .containsExactly(
                        "bibliotek-1",
                        "bibliotek-2",
                        "sopor-1",
                        "bygglov-1",
                        "forskola-1",
                        "snoskottning-1",
                        "parkering-1");
    }

    @Test
    @DisplayName("a passage keeps its title and document; one without text has its title as text")
    void passageFields() {
        List<PoolPassage> passages = passages(TestSet.read(tiny()));
        assertThat(passages.get(2).title()).isEqualTo("Sophämtning");
        assertThat(passages.get(2).document()).isEqualTo("sopor");
        assertThat(passages.get(3).document()).isNull();
        assertThat(passages.get(5).text()).isEqualTo("Snöskottning");
    }

    @Test
    @DisplayName("only questions with a relevant passage count, in the order of their file")
    void questionsWithRelevance() {
        List<TestQuery> queries = TestSet.read(tiny()).queries();
        assertThat(queries).extracting(TestQuery::id).containsExactly("q1", "q2", "q3");
        assertThat(queries.get(0).relevant()).isEqualTo(Map.of("bibliotek-1", 2, "bibliotek-2", 1));
        assertThat(queries.get(1).answer()).isEqualTo("1,8 METER");
        assertThat(queries.get(2).answer()).isNull();
    }

    @Test
    @DisplayName("what is taken away is the relevant passage's document, or it alone without one")
    void withoutAnswer() throws IOException {
        write(
                "corpus.jsonl",
                "{\"_id\": \"a1\", \"doc\": \"a\", \"text\": \"x\"}",
                "{\"_id\": \"a2\", \"doc\": \"a\", \"text\": \"x\"}",
                "{\"_id\": \"b1\", \"doc\": \"b\", \"text\": \"x\"}",
                "{\"_id\": \"c1\", \"text\": \"x\"}",
                "{\"_id\": \"c2\", \"doc\": \"\", \"text\": \"x\"}");
        write("corpus-far.jsonl", "{\"_id\": \"a3\", \"doc\": \"a\", \"text\": \"x\"}");
        write("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\ta2\t1", "q1\tc1\t1", "q1\tb1\t0");
        assertThat(TestSet.read(folder).queries().get(0).withoutAnswer())
                .isEqualTo(Set.of("a1", "a2", "a3", "c1"));
    }

    @Test
    @DisplayName("the digest follows the pool's bytes, not the names of its files or the questions")
    void digestOfThePool() throws IOException {
        write("corpus-a.jsonl", "{\"_id\": \"p2\", \"text\": \"Mer.\"}");
        String digest = TestSet.read(folder).corpusDigest();
        Files.move(folder.resolve("corpus-a.jsonl"), folder.resolve("corpus-b.jsonl"));
        write("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"Vad nu?\"}");
        assertThat(TestSet.read(folder).corpusDigest()).isEqualTo(digest);
        write("corpus-b.jsonl", "{\"_id\": \"p2\", \"text\": \"Mindre.\"}");
        assertThat(TestSet.read(folder).corpusDigest()).isNotEqualTo(digest);
    }

    @Test
    @DisplayName("missing files are all named")
    void missingFiles() throws IOException {
        Files.delete(folder.resolve("queries.jsonl"));
        Files.delete(folder.resolve("qrels.tsv"));
        fails("ALM-EVA-001", "lacks queries.jsonl, qrels.tsv");
        assertThatThrownBy(() -> TestSet.read(folder.resolve("nowhere")))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    @DisplayName("faults of all files are told at once, with file and line")
    void allFaultsAtOnce() throws IOException {
        write(
                "corpus.jsonl",
                "{\"_id\": \"p1\", \"text\": \"Ord.\"}",
                "not json",
                "[1]",
                "",
                "{\"title\": \"T\", \"text\": \"Ord.\"}",
                "{\"_id\": \"p2\"}");
        write("corpus-x.jsonl", "{\"_id\": \"p1\", \"text\": \"Igen.\"}");
        write(
                "queries.jsonl",
                "{\"_id\": \"q1\", \"text\": \"  \"}",
                "{\"_id\": \"q1\", \"text\": \"Vad?\", \"answer\": \"\"}",
                "{\"_id\": \"q2\", \"text\": \"Vad?\", \"answer\": null}");
        write(
                "qrels.tsv",
                "query-id\tcorpus-id\tscore",
                "q1\tp1\t1",
                "q9\tp9\t1",
                "q1 p1 1",
                "q1\tp1\tyes");
        assertThatThrownBy(() -> TestSet.read(folder))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("has 12 faults")
                .hasMessageContaining("corpus.jsonl line 2 is not a JSON object")
                .hasMessageContaining("corpus.jsonl line 3 is not a JSON object")
                .hasMessageContaining("corpus.jsonl line 5 has no _id")
                .hasMessageContaining("corpus.jsonl line 6 has no text")
                .hasMessageContaining(
                        "corpus-x.jsonl line 1 repeats the _id \"p1\" of corpus.jsonl")
                .hasMessageContaining("queries.jsonl line 1 has no text")
                .hasMessageContaining("queries.jsonl line 2 has an answer that is not a text")
                .hasMessageContaining("queries.jsonl line 2 repeats the _id \"q1\"")
                .hasMessageContaining("qrels.tsv line 3 names the question \"q9\"")
                .hasMessageContaining("qrels.tsv line 3 names the passage \"p9\"")
                .hasMessageContaining("qrels.tsv line 4 is not a query id")
                .hasMessageContaining("qrels.tsv line 5 is not a query id")
                .hasMessageEndingWith("[ALM-EVA-002]");
    }

    @Test
    @DisplayName("of very many faults twenty are told and the rest counted")
    void manyFaults() throws IOException {
        write("corpus.jsonl", "x\n".repeat(1000).split("\n"));
        fails("ALM-EVA-002", "and 981 more");
    }

    @Test
    @DisplayName("a set in which nothing is relevant is refused")
    void nothingRelevant() throws IOException {
        write("qrels.tsv", "query-id\tcorpus-id\tscore", "q1\tp1\t0");
        fails("ALM-EVA-002", "names no relevant passage");
    }

    @Test
    @DisplayName("a file that is not UTF-8 is a fault")
    void notUtf8() throws IOException {
        Files.write(
                folder.resolve("corpus.jsonl"),
                "{\"_id\": \"p1\", \"text\": \"Måne.\"}\n".getBytes(ISO_8859_1));
        fails("ALM-EVA-002", "is not UTF-8");
    }

    @Test
    @DisplayName("a damaged archive is named")
    void damagedArchive() throws IOException {
        byte[] whole = Files.readAllBytes(tiny().resolve("corpus-zipped.jsonl.gz"));
        Files.write(
                folder.resolve("corpus-cut.jsonl.gz"),
                java.util.Arrays.copyOf(whole, whole.length / 2));
        fails("ALM-EVA-003", "corpus-cut.jsonl.gz cannot be read");
        Files.write(folder.resolve("corpus-cut.jsonl.gz"), new byte[] {1, 2, 3});
        fails("ALM-EVA-003", "corpus-cut.jsonl.gz cannot be read");
    }

    private void fails(String code, String message) {
        assertThatThrownBy(() -> TestSet.read(folder))
                .isInstanceOfSatisfying(
                        AllmanningException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
