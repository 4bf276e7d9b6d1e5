/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.knowledge.Answer;
import se.allmanning.services.answers.MunicipalAnswers;
import se.allmanning.services.answers.Question;

@Command(
        name = "ask",
        description = {
            "Answer a question with quotes from the documents, or say that they do not answer it."
        },
        footer = {"", "Example:", "  allmanning ask \"Vem får överklaga ett beslut?\""})
final class AskCommand implements Action {

    @Parameters(
            index = "0",
            paramLabel = "QUESTION",
            description = "The question, in quotation marks.")
    String question = "";

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        try (Session session = Session.open(common, terminal)) {
            Answer answer = ask(session, question, common.knowledge());
            if (common.json) {
                Json.print(terminal, Json.answer(answer));
                answer.notice().ifPresent(terminal.err()::println);
            } else {
                new PlainText(terminal).answer(answer);
            }
            return answer.found() ? ExitCode.DONE : ExitCode.NOTHING;
        }
    }

    static Answer ask(Session session, String question, String knowledge) {
        return session.host()
                .service(MunicipalAnswers.class)
                .invoke(new Question(question, knowledge), session.asker());
    }
}
