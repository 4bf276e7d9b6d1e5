/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.services.answers.MunicipalAnswers;
import se.allmanning.services.answers.Question;

@DisplayName("The main job, with the real model, index and parsers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {

    private static final String LAW =
            """
            ---
            title: "Lag om lån av stegar"
            snapshot: 2024-05-05
            ---

            # Lag om lån av stegar

            ## 1 kap. Lån

            #### 1 §

            Den som bor i kommunen får låna en stege av räddningstjänsten i högst fjorton dagar.

            #### 2 §

            Ansökan om lån görs skriftligen hos samhällsbyggnadsnämnden. Nämnden ska besluta inom tre veckor.
            """;

    private Path temp;
    private Allmanning allmanning;
    private KnowledgeBase rules;
    private Path folder;
    private SyncReport first;

    @BeforeAll
    void ingest(@TempDir Path dir) throws Exception {
        temp = dir;
        folder = Files.createDirectories(temp.resolve("documents"));
        Files.writeString(folder.resolve("stegar.md"), LAW);
        Files.writeString(
                folder.resolve("bad.txt"),
                """
                Badhuset i Sundby

                Badhuset är öppet alla dagar mellan klockan 10 och 18.

                Barn under sju år badar gratis.
                """);
        allmanning = Allmanning.open(temp.resolve("home"));
        rules = allmanning.knowledge("rules");
        first = rules.sync(KnowledgeSource.folder(folder));
    }

    @AfterAll
    void close() {
        allmanning.close();
    }

    private Answer ask(String question) {
        return allmanning.service(MunicipalAnswers.class).invoke(new Question(question, "rules"));
    }

    @Test
    @DisplayName("answers with a quote that stands in the stored text, with law, section and date")
    void answers() {
        assertThat(first.count(SyncStatus.INDEXED)).isEqualTo(2);
        Answer answer = ask("Hur länge får man låna en stege?");
        assertThat(answer.found()).isTrue();
        Citation citation = answer.citations().get(0);
        assertThat(citation.quote()).contains("högst fjorton dagar");
        assertThat(citation.title()).isEqualTo("Lag om lån av stegar");
        assertThat(citation.section()).endsWith("1 kap. Lån", "1 §");
        assertThat(citation.asOf()).hasToString("Optional[2024-05-05]");
        assertThat(rules.text(citation.digest()))
                .hasValueSatisfying(text -> assertThat(citation.resolvesIn(text)).isTrue());
        assertThat(answer.text()).contains("högst fjorton dagar").contains("1 §");
        assertThat(answer.provenance().models())
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.verified()).isTrue();
                    assertThat(use.model().name()).isEqualTo("multilingual-e5-small");
                });
        assertThat(answer.provenance().generated()).isFalse();
    }

    @Test
    @DisplayName("says honestly that the documents do not answer")
    void refuses() {
        Answer answer = ask("Vilken temperatur smälter guld vid?");
        assertThat(answer.found()).isFalse();
        assertThat(answer.text()).isEqualTo("Jag hittar inget svar i dokumenten.");
        assertThat(answer.citations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title:* OR (text:[a TO z] AND \"",
                "😀😀😀",
                "§§§ ??? !!!",
                "+-&&||!(){}[]^~*?:\\/"
            })
    @DisplayName("takes query syntax and emoji as plain words")
    void oddQuestions(String question) {
        assertThat(rules.search(question)).allSatisfy(c -> assertThat(c.quote()).isNotBlank());
        assertThat(ask(question)).isNotNull();
    }

    @Test
    @DisplayName(
            "refuses an empty question, one of control characters, and one of 100,000 characters")
    void badQuestions() {
        assertThatThrownBy(() -> ask("  ")).hasMessageContaining("The question is empty");
        assertThatThrownBy(() -> ask("\u0000\u0007\n\u200B"))
                .hasMessageContaining("The question is empty");
        assertThatThrownBy(() -> ask("fråga ".repeat(20_000)))
                .hasMessageContaining("at most 10000")
                .message()
                .doesNotContain("fråga");
    }

    @Test
    @DisplayName("forgets a document that left its source, but keeps its text for old citations")
    void removed() throws Exception {
        KnowledgeBase base = allmanning.knowledge("leaving");
        Path leaving = Files.createDirectories(temp.resolve("leaving"));
        Path file = Files.writeString(leaving.resolve("stegar.md"), LAW);
        base.sync(KnowledgeSource.folder(leaving));
        Citation citation = base.search("låna en stege").get(0);
        Files.delete(file);
        SyncReport report = base.sync(KnowledgeSource.folder(leaving));
        assertThat(report.entries())
                .singleElement()
                .satisfies(e -> assertThat(e.status()).isEqualTo(SyncStatus.REMOVED));
        assertThat(base.search("låna en stege")).isEmpty();
        assertThat(base.status().documents()).isZero();
        assertThat(base.text(citation.digest()))
                .hasValueSatisfying(text -> assertThat(citation.resolvesIn(text)).isTrue());
    }

    @Test
    @DisplayName("shows an asker only what groups and class permit, in results, counts and texts")
    void access() {
        KnowledgeBase base = allmanning.knowledge("personal");
        KnowledgeSource source =
                KnowledgeSource.of(
                        "minne",
                        List.of(
                                SourceDocument.ofText(
                                        "loner.txt",
                                        "Lönerna för cheferna i kommunen höjs i april.")));
        base.sync(
                source.withAccessGroups(Set.of("hr")).withInformationClass(InformationClass.k(2)));
        Invocation hr =
                Invocation.builder("local")
                        .accessGroups("hr")
                        .informationClass(InformationClass.k(2))
                        .build();
        Citation citation = base.as(hr).search("När höjs lönerna?").get(0);
        assertThat(base.search("När höjs lönerna?")).isEmpty();
        assertThat(base.status().documents()).isZero();
        assertThat(base.status().passages()).isZero();
        assertThat(base.text(citation.digest())).isEmpty();
        assertThat(base.as(hr).text(citation.digest())).isPresent();
    }

    @Test
    @DisplayName("does not tell one authority what another has")
    void authorities() {
        Invocation other = Invocation.of("socialnamnden");
        assertThatThrownBy(() -> rules.as(other).search("stege"))
                .hasMessageContaining("No knowledge base \"rules\"")
                .hasMessageContaining("none");
        assertThatThrownBy(() -> allmanning.knowledge("rules", other).search("stege"))
                .hasMessageContaining("No knowledge base \"rules\"");
        assertThat(allmanning.knowledgeNames("socialnamnden")).isEmpty();
    }

    @Test
    @DisplayName("lists the knowledge bases when the service names none and there are several")
    void several() {
        KnowledgeSource source =
                KnowledgeSource.of("minne", List.of(SourceDocument.ofText("a.txt", "Ett ord.")));
        allmanning.knowledge("alfa", Invocation.of("several")).sync(source);
        assertThat(
                        allmanning
                                .service(MunicipalAnswers.class)
                                .invoke(new Question("Vad?"), Invocation.of("several")))
                .isNotNull();
        allmanning.knowledge("beta", Invocation.of("several")).sync(source);
        assertThatThrownBy(() ->
                        allmanning
                                .service(MunicipalAnswers.class)
                                .invoke(new Question("Vad?"), Invocation.of("several")))
                .hasMessageContaining("alfa, beta")
                .hasMessageContaining("ALM-SVC-005");
        assertThatThrownBy(() ->
                        allmanning
                                .service(MunicipalAnswers.class)
                                .invoke(new Question("Vad?"), Invocation.of("nobody")))
                .hasMessageContaining("has no knowledge base");
    }

    @Test
    @DisplayName("refuses to work after it was closed")
    void closed() {
        Allmanning other = Allmanning.open(temp.resolve("other"));
        KnowledgeBase base = other.knowledge("rules");
        other.close();
        other.close();
        assertThatThrownBy(() -> base.search("x")).hasMessageContaining("The host is closed");
        assertThatThrownBy(() -> other.knowledge("rules"))
                .hasMessageContaining("The host is closed");
    }
}
