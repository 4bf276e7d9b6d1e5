/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.services.answers.MunicipalAnswers;
import se.allmanning.services.answers.Question;

@DisplayName("One document of four passages, with the real model,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TinyBaseTest {

    private static final String RULES =
            """
            # Regler för skollokaler

            ## Bokning

            Föreningar bokar gymnastiksalar hos fritidskontoret senast två veckor i förväg.

            ## Avgift

            Avgiften är 150 kronor i timmen. Ungdomsföreningar betalar ingen avgift.

            ## Nycklar

            Nyckeln hämtas i receptionen och lämnas tillbaka samma kväll.

            ## Ansvar

            Den som bokar ansvarar för att lokalen städas och låses.
            """;

    private static final InformationClass TOP = InformationClass.k(4);

    private Allmanning allmanning;
    private SyncReport ofTop;

    @BeforeAll
    void ingest(@TempDir Path home) {
        allmanning = Allmanning.open(home);
        KnowledgeSource rules =
                KnowledgeSource.of("rules", List.of(SourceDocument.ofText("lokaler.md", RULES)));
        allmanning.knowledge("open").sync(rules);
        ofTop = allmanning.knowledge("top").sync(rules.withInformationClass(TOP));
    }

    @AfterAll
    void close() {
        allmanning.close();
    }

    private Answer ask(String question, String base, InformationClass limit) {
        return allmanning
                .service(MunicipalAnswers.class)
                .invoke(
                        new Question(question, base),
                        Invocation.builder("local").informationClass(limit).build());
    }

    @ParameterizedTest
    @CsvSource({
        "När måste föreningar boka gymnastiksalen?, senast två veckor i förväg",
        "Vad är avgiften?, 150 kronor i timmen",
        "Betalar ungdomsföreningar någon avgift?, ingen avgift",
        "Var hämtar man nyckeln?, i receptionen",
        "Vem ansvarar för städningen?, Den som bokar"
    })
    @DisplayName("answers what it plainly says")
    void answers(String question, String words) {
        Answer answer = ask(question, "open", InformationClass.DEFAULT);
        assertThat(answer.found()).isTrue();
        assertThat(answer.citations().get(0).quote()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hur ansöker jag om bygglov?",
                "När öppnar biblioteket?",
                "Vem vann VM i curling 1998?",
                "Vad är huvudstaden i Peru?",
                "Vem betalar för skolskjuts?",
                "Hur överklagar jag ett beslut?",
                "Får jag ha hund i lägenheten?"
            })
    @DisplayName("refuses what it says nothing of")
    void refuses(String question) {
        assertThat(ask(question, "open", InformationClass.DEFAULT).found()).isFalse();
        assertThat(ask(question, "top", TOP).found()).as("by words alone").isFalse();
    }

    @Test
    @DisplayName("of level 4 is reported, has no model, and answers by its words with a notice")
    void levelFour() {
        assertThat(ofTop.entries())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.passages()).isEqualTo(4);
                    assertThat(e.reason()).get().asString().contains("never given to a model");
                });
        Answer answer = ask("Var hämtar man nyckeln?", "top", TOP);
        assertThat(answer.found()).isTrue();
        assertThat(answer.citations().get(0).quote()).contains("i receptionen");
        assertThat(answer.notice())
                .get()
                .asString()
                .contains("informationsklass på nivå 4")
                .contains("lämnas inte till någon modell");
        assertThat(answer.provenance().models()).isEmpty();
    }

    @Test
    @DisplayName("of level 4 is not there for who may see less")
    void levelFourHidden() {
        Answer answer = ask("Var hämtar man nyckeln?", "top", InformationClass.k(3).r(4));
        assertThat(answer.found()).isFalse();
        assertThat(answer.citations()).isEmpty();
        assertThat(allmanning.knowledge("top").search("nyckeln")).isEmpty();
        assertThat(allmanning.knowledge("top").status().passages()).isZero();
        assertThat(allmanning.knowledge("top").status().model()).isEmpty();
    }

    @Test
    @DisplayName("that anyone may see is searched by words alone too, when the question is level 4")
    void questionOfLevelFour() {
        Answer answer = ask("Var hämtar man nyckeln?", "open", InformationClass.k(1).t(4));
        assertThat(answer.found()).isTrue();
        assertThat(answer.notice()).get().asString().contains("nivå 4");
        assertThat(answer.provenance().models()).isEmpty();
        Answer usual = ask("Var hämtar man nyckeln?", "open", InformationClass.DEFAULT);
        assertThat(usual.notice()).get().asString().doesNotContain("nivå 4");
        assertThat(usual.provenance().models()).hasSize(1);
    }
}
