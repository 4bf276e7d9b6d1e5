/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.core.knowledge.evaluate.AnswerFigures;
import se.allmanning.core.knowledge.evaluate.RetrievalFigures;
import se.allmanning.core.knowledge.evaluate.TestSet;

@Command(
        name = "evaluate",
        description = {
            "Measure search and answers on a test set in the BEIR form. Nothing of any knowledge"
                    + " base is touched."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EvaluateCommand.Retrieval.class, EvaluateCommand.Answers.class})
final class EvaluateCommand {

    private static final String FOLDER =
            "The test set: passages, questions, and which passages are relevant"
                    + " (docs/reference/command-line.md).";

    @Command(
            name = "retrieval",
            description = "Measure how well the search ranks: MRR, nDCG and recall at 10.")
    static final class Retrieval implements Action {

        @Parameters(index = "0", paramLabel = "FOLDER", description = FOLDER)
        Path folder = Path.of("");

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            TestSet testSet = TestSet.read(folder);
            RetrievalFigures figures;
            try (Session session = Session.open(common, terminal);
                    ProgressBar progress = new ProgressBar(terminal)) {
                figures = session.host().evaluation(progress).retrieval(testSet);
            }
            if (common.json) {
                Json.print(
                        terminal,
                        Json.object(
                                "queries", figures.queries(),
                                "passages", figures.passages(),
                                "mrr@10", figures.mrrAt10(),
                                "ndcg@10", figures.ndcgAt10(),
                                "recall@10", figures.recallAt10()));
            } else {
                new PlainText(terminal).figures(figures);
            }
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "answers",
            description = {
                "Measure how often the quotes hold the annotated answer, and how often a question"
                        + " is refused once its answer is taken away."
            })
    static final class Answers implements Action {

        @Parameters(index = "0", paramLabel = "FOLDER", description = FOLDER)
        Path folder = Path.of("");

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            TestSet testSet = TestSet.read(folder);
            AnswerFigures figures;
            try (Session session = Session.open(common, terminal);
                    ProgressBar progress = new ProgressBar(terminal)) {
                figures = session.host().evaluation(progress).answers(testSet);
            }
            if (common.json) {
                Json.print(
                        terminal,
                        Json.object(
                                "queries", figures.queries(),
                                "first_quote", figures.firstQuote(),
                                "any_quote", figures.anyQuote(),
                                "refused_at_90", figures.refusedAt90()));
            } else {
                new PlainText(terminal).figures(figures);
            }
            return ExitCode.DONE;
        }
    }
}
