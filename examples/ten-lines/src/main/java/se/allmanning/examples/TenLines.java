/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.examples;

import java.nio.file.Path;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.services.answers.MunicipalAnswers;
import se.allmanning.services.answers.Question;

/** Answers one question from the folder {@code documents}. */
public final class TenLines {

    private TenLines() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        // ten-lines
        try (Allmanning allmanning = Allmanning.open(Path.of("allmanning-home"))) {
            KnowledgeBase rules = allmanning.knowledge("rules");
            rules.sync(KnowledgeSource.folder(Path.of("documents")));
            Answer answer =
                    allmanning
                            .service(MunicipalAnswers.class)
                            .invoke(new Question("Hur lång tid har jag på mig att överklaga?"));
            System.out.println(answer.text());
            answer.citations().forEach(c -> System.out.println(c.label() + ": " + c.quote()));
        }
        // end
    }
}
