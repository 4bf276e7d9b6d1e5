/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Reads and checks a {@link TestSet}. Used once. */
final class TestSetReader {

    private static final int MAX_FAULTS_TOLD = 20;
    private static final int MAX_ID_SHOWN = 80;

    private record Question(String text, @Nullable String answer) {}

    private final Path folder;
    private final List<String> faults = new ArrayList<>();
    private int faultCount;
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> relevant = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> documents = new HashMap<>();
    private int passages;

    TestSetReader(Path folder) {
        this.folder = folder;
    }

    TestSet read() {
        List<CorpusFile> corpus = corpusFiles();
        questions();
        corpus.forEach(this::passages);
        judgements();
        if (faultCount == 0 && relevant.isEmpty()) {
            fault(
                    "qrels.tsv names no relevant passage for any question; give it at least one"
                            + " line");
        }
        if (faultCount > 0) {
            throw wrong();
        }
        return new TestSet(corpus, passages, digest(corpus), queries());
    }

    private List<CorpusFile> corpusFiles() {
        if (!Files.isDirectory(folder)) {
            throw new AllmanningException(
                    "ALM-EVA-001",
                    Category.USAGE,
                    "The test set "
                            + folder
                            + " is not a folder. Name one that holds corpus.jsonl, queries.jsonl"
                            + " and qrels.tsv.");
        }
        List<String> missing =
                List.of("corpus.jsonl", "queries.jsonl", "qrels.tsv").stream()
                        .filter(name -> !Files.isRegularFile(folder.resolve(name)))
                        .toList();
        if (!missing.isEmpty()) {
            throw new AllmanningException(
                    "ALM-EVA-001",
                    Category.USAGE,
                    "The test set "
                            + folder
                            + " lacks "
                            + String.join(", ", missing)
                            + ". A test set holds corpus.jsonl, queries.jsonl and qrels.tsv.");
        }
        TreeSet<Path> more = new TreeSet<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder, "corpus-*.{jsonl,jsonl.gz}")) {
            found.forEach(more::add);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        List<CorpusFile> files = new ArrayList<>();
        files.add(new CorpusFile(folder.resolve("corpus.jsonl")));
        more.forEach(path -> files.add(new CorpusFile(path)));
        return files;
    }

    private void questions() {
        CorpusFile file = new CorpusFile(folder.resolve("queries.jsonl"));
        file.forEach(
                (line, json) -> {
                    String id = id(file, line, json);
                    String text = json.path("text").asText("");
                    JsonNode answer = json.path("answer");
                    boolean annotated = !answer.isMissingNode() && !answer.isNull();
                    if (text.isBlank()) {
                        fault(file.at(line) + " has no text; every question needs one");
                    }
                    if (annotated && (!answer.isTextual() || answer.asText().isBlank())) {
                        fault(
                                file.at(line)
                                        + " has an answer that is not a text; leave \"answer\" out"
                                        + " where none is known");
                    }
                    Question question = new Question(text, annotated ? answer.asText() : null);
                    if (questions.putIfAbsent(id, question) != null) {
                        fault(file.at(line) + " repeats the _id " + shown(id) + "; ids are unique");
                    }
                },
                this::fault);
    }

    private void passages(CorpusFile file) {
        file.forEach(
                (line, json) -> {
                    passages++;
                    String id = id(file, line, json);
                    if (!json.path("text").isTextual()) {
                        fault(file.at(line) + " has no text; every passage needs one");
                    }
                    String before = places.putIfAbsent(id, file.at(line));
                    if (before != null) {
                        fault(
                                file.at(line)
                                        + " repeats the _id "
                                        + shown(id)
                                        + " of "
                                        + before
                                        + "; ids are unique in the whole pool");
                    }
                    String document = CorpusFile.document(json);
                    if (document != null) {
                        documents.put(id, document);
                    }
                },
                this::fault);
    }

    private void judgements() {
        Path file = folder.resolve("qrels.tsv");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || (i == 0 && line.startsWith("query-id"))) {
                continue;
            }
            judgement("qrels.tsv line " + (i + 1), line.split("\t", -1));
        }
    }

    private void judgement(String at, String[] cells) {
        int grade;
        try {
            if (cells.length != 3) {
                throw new NumberFormatException();
            }
            grade = Integer.parseInt(cells[2].strip());
        } catch (NumberFormatException e) {
            fault(at + " is not a query id, a passage id and a whole number, divided by tabs");
            return;
        }
        String query = cells[0].strip();
        String passage = cells[1].strip();
        if (!questions.containsKey(query)) {
            fault(at + " names the question " + shown(query) + ", which queries.jsonl lacks");
        }
        if (!places.containsKey(passage)) {
            fault(at + " names the passage " + shown(passage) + ", which the pool lacks");
        }
        if (grade > 0) {
            relevant.computeIfAbsent(query, q -> new HashMap<>()).merge(passage, grade, Math::max);
        }
    }

    private String id(CorpusFile file, int line, JsonNode json) {
        String id = json.path("_id").asText("");
        if (id.isBlank()) {
            fault(file.at(line) + " has no _id; every line needs one");
            return "(" + file.at(line) + ")";
        }
        return id;
    }

    private List<TestQuery> queries() {
        Map<String, Set<String>> passagesOf = new HashMap<>();
        documents.forEach((passage, document) ->
                passagesOf.computeIfAbsent(document, d -> new HashSet<>()).add(passage));
        List<TestQuery> queries = new ArrayList<>();
        questions.forEach((id, question) -> {
            Map<String, Integer> grades = relevant.get(id);
            if (grades != null) {
                Set<String> without = new HashSet<>(grades.keySet());
                for (String passage : grades.keySet()) {
                    String document = documents.get(passage);
                    if (document != null) {
                        without.addAll(passagesOf.getOrDefault(document, Set.of()));
                    }
                }
                queries.add(new TestQuery(id, question.text(), question.answer(), grades, without));
            }
        });
        return queries;
    }

    private static String digest(List<CorpusFile> corpus) {
        TreeSet<String> digests = new TreeSet<>();
        for (CorpusFile file : corpus) {
            MessageDigest digest = Sha256.digest();
            try (InputStream in = new DigestInputStream(file.bytes(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw unreadable(file.path(), e);
            }
            digests.add(HexFormat.of().formatHex(digest.digest()));
        }
        MessageDigest whole = Sha256.digest();
        digests.forEach(d -> whole.update(HexFormat.of().parseHex(d)));
        return HexFormat.of().formatHex(whole.digest());
    }

    private void fault(String fault) {
        faultCount++;
        if (faults.size() < MAX_FAULTS_TOLD) {
            faults.add(fault);
        }
    }

    private AllmanningException wrong() {
        int untold = faultCount - faults.size();
        return new AllmanningException(
                "ALM-EVA-002",
                Category.USAGE,
                "The test set "
                        + folder
                        + " has "
                        + (faultCount == 1 ? "a fault" : faultCount + " faults")
                        + ":\n  "
                        + String.join("\n  ", faults)
                        + (untold > 0 ? "\n  and " + untold + " more" : "")
                        + "\nCorrect the files and run the evaluation again.");
    }

    private static AllmanningException unreadable(Path path, IOException cause) {
        return new AllmanningException(
                "ALM-EVA-003",
                Category.FAULT,
                path
                        + " cannot be read ("
                        + cause.getClass().getSimpleName()
                        + "). Check that it is whole, in UTF-8, and may be read.",
                cause);
    }

    private static String shown(String id) {
        return "\""
                + (id.length() > MAX_ID_SHOWN ? id.substring(0, MAX_ID_SHOWN) + "…" : id)
                + "\"";
    }
}
