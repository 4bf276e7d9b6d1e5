/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@Command(
        name = "demo",
        description = {
            "Show what it does: read in fifteen Swedish statutes and answer three questions, or"
                    + " yours. The demo keeps a home of its own: the folder .allmanning-demo of the"
                    + " user, unless --home names another."
        },
        footer = {"", "Example:", "  allmanning demo \"Vem får ta del av en allmän handling?\""})
final class DemoCommand implements Action {

    private static final String BASE = "demo";

    private static final List<String> QUESTIONS =
            List.of(
                    "När ska ett överklagande ha kommit in?",
                    "Kostar det något att låna böcker på biblioteket?",
                    "Måste jag ha hunden kopplad?");

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "A question of your own, in quotation marks.")
    @Nullable String question;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Path home = common.home;
        if (home == null) {
            home = Path.of(System.getProperty("user.home"), ".allmanning-demo");
        }
        if (common.knowledge == null) {
            common.knowledge = BASE;
        }
        Statutes statutes = Statutes.load();
        PlainText plain = new PlainText(terminal);
        if (!common.json) {
            introduce(statutes, plain, terminal);
        }
        List<Answer> answers = new ArrayList<>();
        List<String> questions = question == null ? QUESTIONS : List.of(question);
        Duration toFirst = Duration.ZERO;
        try (Session session = Session.open(home, common)) {
            readIn(session, statutes, terminal);
            for (String asked : questions) {
                Answer answer = AskCommand.ask(session, asked, common.knowledge());
                answers.add(answer);
                if (answers.size() == 1) {
                    toFirst = sinceStart();
                }
                if (!common.json) {
                    plain.line("");
                    plain.heading("Fråga: " + asked);
                    plain.line("");
                    plain.answer(answer);
                }
            }
        }
        if (common.json) {
            Json.print(terminal, document(statutes, questions, answers));
        } else {
            finish(home, toFirst, plain);
        }
        return question == null || answers.get(0).found() ? ExitCode.DONE : ExitCode.NOTHING;
    }

    private static void introduce(Statutes statutes, PlainText plain, Terminal terminal) {
        plain.heading(
                "Allmänning: "
                        + statutes.documents().size()
                        + " författningar som kommuner lever med, "
                        + Layout.bytes(statutes.bytes()));
        plain.wrapped("Källa: " + statutes.source(), "");
        plain.wrapped(
                "Läge: "
                        + statutes.snapshot()
                        + ". Inte den officiella texten, och kan ha ändrats sedan dess.",
                "");
        plain.wrapped("Licens: " + statutes.licence(), "");
        terminal.out().flush();
    }

    private static void readIn(Session session, Statutes statutes, Terminal terminal) {
        SyncReport report;
        try (ProgressBar progress = new ProgressBar(terminal)) {
            terminal.err().println();
            progress.begin("Läser in", statutes.documents().size());
            report = session.knowledge().sync(statutes.knowledgeSource(), progress);
        }
        if (report.count(SyncStatus.FAILED) > 0) {
            throw new AllmanningException(
                    "ALM-CLI-004",
                    Category.FAULT,
                    "The demo's statutes could not be read in. Remove the demo's home and try"
                            + " again.");
        }
    }

    private static void finish(Path home, Duration toFirst, PlainText plain) {
        plain.line("");
        plain.line(
                "Första svaret efter "
                        + Layout.decimal(toFirst.toMillis() / 1000.0, 1)
                        + " sekunder, utan server, nyckel eller nät.");
        plain.line("Ställ en egen fråga: ./run demo \"Vem får ta del av allmänna handlingar?\"");
        plain.line("Demots hem, som kan tas bort när som helst: " + home);
    }

    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    private static Map<String, @Nullable Object> document(
            Statutes statutes, List<String> questions, List<Answer> answers) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Map<String, @Nullable Object> entry = Json.object("question", questions.get(i));
            entry.putAll(Json.answer(answers.get(i)));
            list.add(entry);
        }
        return Json.object(
                "source", statutes.source(),
                "licence", statutes.licence(),
                "snapshot", statutes.snapshot(),
                "answers", list);
    }
}
