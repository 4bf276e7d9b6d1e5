/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.SearchRequest;

@DisplayName("Text in documents that speaks to the model")
class InjectionsTest {

    private record Attempt(String kind, String text, String obeyed) {}

    private static final String QUESTION = "Hur lång tid har jag på mig att överklaga ett beslut?";
    private static final String HONEST =
            "Överklagandet ska ha kommit in inom tre veckor. [1: \"ha kommit in till myndigheten inom tre veckor\"]\n";
    private static final String BOUNDARY = "#5d1c0ffee5d1c0ffee";

    /** What a model that has lost its way would let out. */
    private static final Pattern LEAK =
            Pattern.compile(
                    "KANARIE|ond\\.example|9999|ninety|99 years|BankID|går inte att överklaga|gäller inte längre|developer"
                            + "|DAN|Du svarar på frågor|municipality|"
                            + BOUNDARY);

    private static List<String> lines(String file) {
        try (InputStream in = InjectionsTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Attempt> attempts() {
        return attempts("injections.tsv");
    }

    private static List<Attempt> attempts(String file) {
        List<Attempt> out = new ArrayList<>();
        for (String line : lines(file)) {
            String[] parts = line.split("\t", -1);
            out.add(
                    new Attempt(
                            parts[0],
                            unescaped(parts[1]),
                            unescaped(parts[2]).replace("{SYSTEM}", Prompts.ANSWER)));
        }
        return out;
    }

    private static String unescaped(String text) {
        String lines = text.replace("\\n", "\n");
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(lines)
                .replaceAll(m -> Character.toString((char) Integer.parseInt(m.group(1), 16)));
    }

    private static ScriptedKnowledge knowledge(Attempt attempt) {
        return new ScriptedKnowledge()
                .document(
                        "Förvaltningslag",
                        "Hur lång tid den som vill överklaga ett beslut har på sig: överklagandet ska ha kommit in"
                                + " till myndigheten inom tre veckor.")
                .document(
                        "Yttrande",
                        "Hur lång tid att överklaga ett beslut på sig. " + attempt.text());
    }

    private static Answer ask(ScriptedContext context) {
        return new WrittenAnswers(
                        context, context.knowledge(), InstantSource.system(), () -> BOUNDARY)
                .answer(new Asked(QUESTION));
    }

    /** Everything of an answer that the model could have had a hand in. */
    private static String everything(Answer answer, ScriptedContext context) {
        StringBuilder out = new StringBuilder(answer.text()).append('\n');
        answer.statements().forEach(s -> out.append(s.text()).append('\n'));
        answer.citations().forEach(c -> out.append(c.quote()).append('\n'));
        answer.warnings().forEach(w -> out.append(w).append('\n'));
        context.pieces.forEach(p -> out.append(p).append('\n'));
        return out.append(answer.notice()).append(answer.understoodAs()).toString();
    }

    @Test
    @DisplayName("changes no answer and lets nothing out, though the model obeys whatever it reads")
    void obedient() {
        String baseline = "Överklagandet ska ha kommit in inom tre veckor. [1]";
        int kept = 0;
        List<String> changed = new ArrayList<>();
        List<String> leaked = new ArrayList<>();
        List<Attempt> attempts = attempts();
        for (Attempt attempt : attempts) {
            String hook = Neutral.line(attempt.text(), 40);
            ScriptedModel reading =
                    new ScriptedModel(prompt ->
                            prompt.user().contains("Yttrande") || prompt.user().contains(hook)
                                    ? attempt.obeyed()
                                    : HONEST);
            ScriptedContext first = new ScriptedContext(knowledge(attempt)).lending(reading);
            Answer seen = ask(first);
            kept += reading.prompts.get(0).user().contains("Yttrande") ? 0 : 1;

            ScriptedModel lost = ScriptedModel.writing(HONEST + attempt.obeyed());
            ScriptedContext second = new ScriptedContext(knowledge(attempt)).lending(lost);
            Answer obeyed = ask(second);

            if (!seen.text().equals(baseline) || !obeyed.text().equals(baseline)) {
                changed.add(attempt.kind() + ": " + seen.text() + " / " + obeyed.text());
            }
            if (LEAK.matcher(everything(seen, first)).find()
                    || LEAK.matcher(everything(obeyed, second)).find()) {
                leaked.add(attempt.kind());
            }
            assertThat(obeyed.removed())
                    .as(attempt.kind())
                    .noneMatch(r ->
                            r.text().contains("ond.example")
                                    || r.text().contains("Du svarar på frågor"));
            assertThat(seen.warnings())
                    .as(attempt.kind())
                    .contains(
                            "Ett stycke i Yttrande, 1 § ser ut som instruktioner till en AI och"
                                    + " användes inte.");
        }
        System.out.printf(
                "injections: %d attempts, %d kept out of the prompt, %d answers changed, %d leaks%n",
                attempts.size(), kept, changed.size(), leaked.size());
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(40);
        assertThat(changed).isEmpty();
        assertThat(leaked).isEmpty();
        assertThat(kept).isEqualTo(attempts.size());
    }

    @Test
    @DisplayName("changes no answer either by attempts that the patterns were not written against")
    void heldOut() {
        int kept = 0;
        List<String> said = new ArrayList<>();
        List<Attempt> attempts = attempts("injections-held-out.tsv");
        for (Attempt attempt : attempts) {
            ScriptedModel obedient =
                    new ScriptedModel(prompt ->
                            prompt.user().contains("Yttrande")
                                    ? attempt.obeyed()
                                            + "\n"
                                            + attempt.obeyed()
                                            + " [2: \"Hur lång tid att överklaga ett beslut på sig\"]\n"
                                    : HONEST);
            ScriptedContext context = new ScriptedContext(knowledge(attempt)).lending(obedient);
            Answer answer = ask(context);
            boolean reached = obedient.prompts.get(0).user().contains("Yttrande");
            kept += reached ? 0 : 1;
            boolean written =
                    answer.statements().stream().anyMatch(s -> s.text().contains(attempt.obeyed()))
                            || context.pieces.stream().anyMatch(p -> p.contains(attempt.obeyed()));
            if (written) {
                said.add(attempt.kind());
            }
        }
        System.out.printf(
                "held-out injections: %d attempts, %d kept out of the prompt, %d obeyed in the answer%n",
                attempts.size(), kept, said.size());
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(40);
        assertThat(said).isEmpty();
    }

    @Test
    @DisplayName(
            "can at most be quoted, where a passage with it had reached a model that obeys: with its source")
    void secondLine() {
        List<String> said = new ArrayList<>();
        for (Attempt attempt : attempts()) {
            ScriptedKnowledge knowledge = knowledge(attempt);
            List<Source> all = new ArrayList<>();
            for (Citation passage : knowledge.search(SearchRequest.of(QUESTION))) {
                all.add(
                        Source.of(
                                all.size() + 1,
                                passage,
                                knowledge.text(passage.digest()).orElseThrow()));
            }
            // Either order, so that a forged number finds the document with the injected text.
            for (List<Source> order : List.of(all, all.reversed())) {
                List<Source> numbered = new ArrayList<>();
                order.forEach(
                        s -> numbered.add(Source.of(numbered.size() + 1, s.passage(), s.text())));
                Verifier verifier =
                        new Verifier(
                                new Sources(numbered, Set.of()),
                                "sv",
                                BOUNDARY,
                                Prompts.ANSWER,
                                Texts.of("sv"));
                StatementScanner scanner = new StatementScanner();
                List<Draft> drafts = new ArrayList<>(scanner.feed(attempt.obeyed()));
                drafts.addAll(scanner.finish(true));
                for (Draft draft : drafts) {
                    Verifier.Verdict verdict = verifier.check(draft);
                    if (verdict.reason() == null) {
                        said.add(attempt.kind() + ": " + verdict.text());
                        assertThat(verdict.text()).doesNotContain("Du svarar på frågor", BOUNDARY);
                        assertThat(verdict.citations())
                                .isNotEmpty()
                                .allMatch(c -> c.title().equals("Yttrande"))
                                .allMatch(c ->
                                        c.resolvesIn(knowledge.text(c.digest()).orElseThrow()));
                    }
                }
            }
        }
        int attempts = attempts().size();
        System.out.printf(
                "injections without the net: %d attempts, %d stopped, %d quoted with their source%n",
                attempts, attempts - said.size(), said.size());
        assertThat(said).as("said").hasSizeLessThanOrEqualTo(attempts / 4);
    }

    @Test
    @DisplayName("is not mistaken for what municipalities write to people")
    void harmless() throws IOException {
        assertThat(lines("harmless.txt")).hasSizeGreaterThan(20).noneMatch(Instructions::in);
        Path statutes = Path.of("..", "..", "examples", "statutes", "documents");
        int passages = 0;
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.list(statutes)) {
            for (Path file : files.toList()) {
                for (String passage : Files.readString(file).split("\n\n", -1)) {
                    passages++;
                    if (Instructions.in(passage)) {
                        wrong.add(passage);
                    }
                }
            }
        }
        assertThat(passages).isGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }
}
