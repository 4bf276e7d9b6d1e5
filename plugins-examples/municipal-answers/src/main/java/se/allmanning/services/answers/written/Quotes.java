/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.service.ServiceContext;

/** Answers with the host's quotes, as they are, or with word of why they take another's place. */
final class Quotes {

    private final ServiceContext context;
    private final Knowledge knowledge;

    Quotes(ServiceContext context, Knowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
    }

    /** What the host's answerer finds. */
    Answer find(String question) {
        return context.extractiveAnswerer().answer(question, knowledge);
    }

    /** An answer of quotes to a question as it was understood. */
    Result of(Understanding understood, Asked asked) {
        return new Result(understood, asked);
    }

    /** An answer of quotes on its way. */
    final class Result {
        private final Understanding understood;
        private final Asked asked;
        private @Nullable Answer found;
        private @Nullable Excuse excuse;
        private List<String> warnings = List.of();

        private Result(Understanding understood, Asked asked) {
            this.understood = understood;
            this.asked = asked;
        }

        /** Takes what was found already; {@code null}: it is looked for. */
        Result found(@Nullable Answer value) {
            this.found = value;
            return this;
        }

        Result because(Excuse value) {
            this.excuse = value;
            return this;
        }

        Result warnings(List<String> value) {
            this.warnings = value;
            return this;
        }

        Answer build() {
            Answer answer = found == null ? find(understood.question()) : found;
            Texts texts = Texts.of(understood.language());
            String notice = notice(answer, texts);
            String told = understood.toldTo(asked);
            boolean foreign = understood.foreign() && !answer.found();
            if (notice == null && told == null && warnings.isEmpty() && !foreign) {
                return answer;
            }
            String own = answer.notice().orElse(null);
            return Answer.builder()
                    .text(foreign ? texts.nothing() : answer.text())
                    .citations(answer.citations())
                    .confidence(answer.confidence())
                    .crossLanguage(answer.crossLanguage() || understood.foreign())
                    .notice(
                            notice == null || own == null
                                    ? (notice == null ? own : notice)
                                    : notice + " " + own)
                    .warnings(warnings)
                    .understoodAs(told)
                    .provenance(
                            understood.rewritten()
                                    ? context.provenance(knowledge).toBuilder()
                                            .generated(false)
                                            .build()
                                    : answer.provenance())
                    .build();
        }

        private @Nullable String notice(Answer answer, Texts texts) {
            if (excuse == null) {
                return null;
            }
            String reason =
                    switch (excuse) {
                        case NONE_CONFIGURED -> null;
                        case NO_MODEL -> texts.noModel();
                        case NOT_ALLOWED -> texts.notAllowed();
                        case NOTHING_TO_READ -> texts.nothingToRead();
                        case UNREACHABLE -> texts.unreachable();
                        case MODEL_FOUND_NOTHING -> texts.modelFoundNothing();
                        case NOTHING_VERIFIED -> texts.nothingVerified();
                    };
            return answer.found() ? reason : null;
        }
    }
}
