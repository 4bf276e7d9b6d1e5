/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers;

import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.model.ModelNeed;
import se.allmanning.policy.HumanOversight;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.AiService;
import se.allmanning.service.ServiceContext;
import se.allmanning.service.ServiceDescriptor;
import se.allmanning.services.answers.written.Asked;
import se.allmanning.services.answers.written.WrittenAnswers;

/**
 * Answers a question from a municipality's documents, with quotes that can be checked character for
 * character. Where a model may write, the answer is sentences that rest on such quotes; otherwise
 * it is the quotes themselves.
 */
public final class MunicipalAnswers implements AiService<Question, Answer> {

    /** For the host, which needs nothing more. */
    public MunicipalAnswers() {}

    @Override
    public ServiceDescriptor descriptor() {
        return ServiceDescriptor.builder("municipal-answers")
                .title("Svar ur kommunens dokument")
                .purpose("Answers questions from municipal documents with checked quotes")
                .needsKnowledge()
                .needs(ModelNeed.chat(WrittenAnswers.ROLE))
                .usage(
                        UsageDeclaration.of(Purpose.QUESTION_ANSWERING)
                                .upTo(InformationClass.k(3).r(3).t(3))
                                .risk(RiskClass.LIMITED)
                                .oversight(HumanOversight.SUPERVISED))
                .build();
    }

    @Override
    public Answer invoke(Question question, ServiceContext context) {
        String name = question.knowledge();
        Knowledge knowledge = name == null ? context.knowledge() : context.knowledge(name);
        return new WrittenAnswers(context, knowledge).answer(asked(question));
    }

    private static Asked asked(Question question) {
        return new Asked(
                question.text(),
                question.conversation().stream()
                        .map(turn -> new Asked.Turn(turn.question(), turn.answer()))
                        .toList(),
                question.language(),
                question.quotesOnly());
    }
}
