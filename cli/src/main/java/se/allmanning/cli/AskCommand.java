/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.knowledge.Answer;
import se.allmanning.service.BoundService;
import se.allmanning.services.answers.MunicipalAnswers;
import se.allmanning.services.answers.Question;

@Command(
        name = "ask",
        description = {
            "Answer a question from the documents with quotes that can be checked, or say that they"
                    + " do not answer it. Where a model may write, the answer is sentences that"
                    + " rest on the quotes."
        },
        footer = {"", "Example:", "  allmanning ask \"Vem får överklaga ett beslut?\""})
final class AskCommand implements Action {

    @Parameters(
            index = "0",
            paramLabel = "QUESTION",
            description = "The question, in quotation marks.")
    String question = "";

    @Option(
            names = "--quotes-only",
            description = "Answer with quotes also where a model may write.")
    boolean quotesOnly;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        StreamedText streamed = new StreamedText(terminal);
        boolean streams = terminal.watched() && !common.json;
        Question asked = new Question(question, common.knowledge());
        try (Session session = Session.open(common, terminal)) {
            BoundService<Question, Answer> service = session.host().service(MunicipalAnswers.class);
            Answer answer =
                    service.invoke(
                            quotesOnly ? asked.withQuotesOnly() : asked,
                            session.asker(),
                            streams ? streamed : piece -> {});
            boolean shown = streamed.end();
            if (common.json) {
                Json.print(terminal, Json.answer(answer));
                answer.notice().ifPresent(terminal.err()::println);
            } else {
                new AnswerText(new PlainText(terminal), common.verbose).print(answer, shown);
            }
            return answer.found() ? ExitCode.DONE : ExitCode.NOTHING;
        } finally {
            streamed.end();
        }
    }

    static Answer ask(Session session, String question, String knowledge) {
        return session.host()
                .service(MunicipalAnswers.class)
                .invoke(new Question(question, knowledge), session.asker());
    }
}
