/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;

@DisplayName("The service municipal-answers")
class MunicipalAnswersTest {

    @Test
    @DisplayName("asks for a knowledge base and for one model that writes, without naming any")
    void descriptor() {
        var descriptor = new MunicipalAnswers().descriptor();
        assertThat(descriptor.needsKnowledge()).isTrue();
        assertThat(descriptor.needs())
                .extracting(ModelNeed::role, ModelNeed::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("answerer", ModelKind.CHAT));
    }

    @Test
    @DisplayName("takes a question as before, or in a conversation, a language, or for quotes only")
    void question() {
        assertThat(new Question("Hur?", "rules"))
                .isEqualTo(new Question("Hur?", "rules", List.of(), null, false));
        Question question =
                new Question("Hur?")
                        .after(List.of(new Question.Turn("Vad?", "Det.")))
                        .in("en")
                        .withQuotesOnly();
        assertThat(question.conversation()).hasSize(1);
        assertThat(question.language()).isEqualTo("en");
        assertThat(question.quotesOnly()).isTrue();
        assertThat(question.toString() + question.conversation())
                .doesNotContain("Hur", "Vad", "Det");
    }
}
