/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.core.knowledge.evaluate.AnswerFigures;
import se.allmanning.core.knowledge.evaluate.Evaluation;
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

    @Command(
            name = "retrieval",
            description = "Measure how well the search ranks: MRR, nDCG and recall at 10.")
    static final class Retrieval extends Measuring<RetrievalFigures> {

        @Override
        RetrievalFigures measure(Evaluation evaluation, TestSet testSet) {
            return evaluation.retrieval(testSet);
        }

        @Override
        Map<String, @Nullable Object> json(RetrievalFigures figures) {
            return Json.object(
                    "queries", figures.queries(),
                    "passages", figures.passages(),
                    "mrr@10", figures.mrrAt10(),
                    "ndcg@10", figures.ndcgAt10(),
                    "recall@10", figures.recallAt10());
        }

        @Override
        void print(PlainText text, RetrievalFigures figures) {
            text.figures(figures);
        }
    }

    @Command(
            name = "answers",
            description = {
                "Measure how often the quotes hold the annotated answer, and how often a question"
                        + " is refused once its answer is taken away."
            })
    static final class Answers extends Measuring<AnswerFigures> {

        @Override
        AnswerFigures measure(Evaluation evaluation, TestSet testSet) {
            return evaluation.answers(testSet);
        }

        @Override
        Map<String, @Nullable Object> json(AnswerFigures figures) {
            return Json.object(
                    "queries", figures.queries(),
                    "first_quote", figures.firstQuote(),
                    "any_quote", figures.anyQuote(),
                    "refused_at_90", figures.refusedAt90());
        }

        @Override
        void print(PlainText text, AnswerFigures figures) {
            text.figures(figures);
        }
    }

    /** Reads a test set, measures, and prints the figures. */
    abstract static class Measuring<F> implements Action {

        @Parameters(
                index = "0",
                paramLabel = "FOLDER",
                description =
                        "The test set: passages, questions, and which passages are relevant"
                                + " (docs/reference/command-line.md).")
        Path folder = Path.of("");

        abstract F measure(Evaluation evaluation, TestSet testSet);

        abstract Map<String, @Nullable Object> json(F figures);

        abstract void print(PlainText text, F figures);

        @Override
        public final int run(CommonOptions common, Terminal terminal) {
            TestSet testSet = TestSet.read(folder);
            F figures;
            try (Session session = Session.open(common, terminal);
                    ProgressBar progress = new ProgressBar(terminal)) {
                figures = measure(session.host().evaluation(progress), testSet);
            }
            if (common.json) {
                Json.print(terminal, json(figures));
            } else {
                print(new PlainText(terminal), figures);
            }
            return ExitCode.DONE;
        }
    }
}
