/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import se.allmanning.core.knowledge.answer.Extract.Quote;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.CallScopes;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoredPassage.Sentence;

@DisplayName("Asked a question, the retrieval")
class RetrievalTest {

    private static final AccessFilter EVERYONE = AccessFilter.of(Invocation.of("local"));
    private static final float[] VECTOR = {1, 0};

    private static final String RULE =
            "Hundar ska hållas kopplade i stadens parker hela året. Det gäller inte på"
                    + " rastplatser som kommunen har anvisat.";
    private static final String OTHER = "Kommunen ansvarar för vinterväghållningen på sina gator.";

    private static final CallScope SCOPE = CallScopes.evaluation("test");

    private final Retrieval retrieval = new Retrieval((scope, question) -> VECTOR, Runnable::run);

    private static Ask ask(String question) {
        return Ask.of(question, EVERYONE, SCOPE);
    }

    private static RecordedStore store() {
        return new RecordedStore()
                .passages(2)
                .add(
                        "gator",
                        "Gator",
                        OTHER,
                        List.of(new Sentence(0, OTHER.length(), null)),
                        new float[] {0.80f},
                        1,
                        Double.NaN,
                        Double.NaN,
                        0.80,
                        0.80)
                .add(
                        "parker",
                        "Ordningsstadga",
                        RULE,
                        List.of(new Sentence(0, 54, null), new Sentence(55, RULE.length(), null)),
                        new float[] {0.92f, 0.81f},
                        20,
                        5,
                        1,
                        0.86,
                        0.92);
    }

    @Test
    @DisplayName("ranks the passage with the words and the meaning first, scores from 0 to 1")
    void ranks() {
        List<RankedPassage> ranked =
                retrieval.rank(store(), ask("Ska hundar hållas kopplade i parken?"), 10);

        assertThat(ranked)
                .extracting(r -> r.hit().document().id())
                .containsExactly("parker", "gator");
        assertThat(ranked).allSatisfy(r -> assertThat(r.score()).isBetween(0.0, 1.0));
        assertThat(retrieval.rank(store(), ask("Ska hundar hållas kopplade?"), 1)).hasSize(1);
    }

    @Test
    @DisplayName("quotes whole sentences of the passage")
    void quotes() {
        Extract extract = retrieval.extract(store(), ask("Ska hundar hållas kopplade i parken?"));

        Quote first = extract.quotes().get(0);
        assertThat(first.hit().document().id()).isEqualTo("parker");
        assertThat(first.text()).startsWith("Hundar ska hållas kopplade");
        assertThat(Set.of(54, RULE.length())).contains(first.end());
        assertThat(extract.crossLanguage()).isFalse();
    }

    @Test
    @DisplayName("gives every result back to the store")
    void closes() {
        RecordedStore store = store();

        retrieval.rank(store, ask("Vad gäller för hundar?"), 10);
        retrieval.extract(store, ask("Vad gäller för hundar?"));
        retrieval.extract(store, ask("What are the rules for dogs in the park?"));

        assertThat(store.openResults()).isZero();
        assertThat(store.queries).hasSize(3);
    }

    @Test
    @DisplayName("passes on who asks and what to leave out")
    void query() {
        RecordedStore store = store();

        retrieval.extract(store, ask("Vad gäller för hundar?").without(Set.of("gator")));

        StoreQuery query = store.queries.get(0);
        assertThat(query.access()).isEqualTo(EVERYONE);
        assertThat(query.withoutDocuments()).containsExactly("gator");
        assertThat(query.words()).isEqualTo("Vad gäller för hundar?");
    }

    @Test
    @DisplayName("finds nothing in an empty store, and does not call that an answer")
    void nothing() {
        RecordedStore empty = new RecordedStore();

        assertThat(retrieval.rank(empty, ask("Vad gäller?"), 10)).isEmpty();
        Extract extract = retrieval.extract(empty, ask("Vad gäller?"));
        assertThat(extract.quotes()).isEmpty();
        assertThat(extract.answers()).isFalse();
        assertThat(retrieval.extract(empty, ask("What are the rules?")).answers()).isFalse();
    }

    @Test
    @DisplayName("survives questions without words, of emoji, of query syntax, and very long ones")
    void odd() {
        for (String question :
                List.of(
                        "???",
                        "😀😀",
                        "title:* AND (\"",
                        "ord ".repeat(2_400),
                        "å".repeat(9_999))) {
            Extract extract = retrieval.extract(store(), ask(question));

            assertThat(extract.quotes()).hasSize(2);
            assertThat(extract.confidence()).isBetween(0.0, 1.0);
            assertThat(retrieval.rank(store(), ask(question), 10))
                    .allSatisfy(r -> assertThat(r.score()).isBetween(0.0, 1.0));
        }
    }

    @Test
    @DisplayName("finds sentences itself in a passage that was stored without, and without vectors")
    void withoutSentences() {
        RecordedStore store =
                new RecordedStore()
                        .passages(1)
                        .add(
                                "parker",
                                "Ordningsstadga",
                                RULE,
                                List.of(),
                                new float[0],
                                20,
                                5,
                                1,
                                Double.NaN,
                                Double.NaN);

        Extract extract = retrieval.extract(store, ask("Var ska hundar hållas kopplade?"));

        assertThat(extract.quotes()).hasSize(1);
        assertThat(extract.quotes().get(0).text()).startsWith("Hundar").endsWith(".");
    }

    @Test
    @DisplayName("lets the model's failure through")
    void failingModel() {
        Retrieval failing =
                new Retrieval(
                        (scope, question) -> {
                            throw new IllegalStateException("no model");
                        },
                        Runnable::run);

        assertThatThrownBy(() -> failing.extract(store(), ask("Vad gäller?")))
                .hasMessage("no model");
        assertThatThrownBy(() -> failing.extract(store(), ask("What are the rules?")))
                .hasMessage("no model");
    }

    @Test
    @DisplayName("wants to be surer the more passages there are")
    void threshold() {
        double few = retrieval.extract(store().passages(2_000), ask("Hund?")).threshold();
        double more = retrieval.extract(store().passages(2_001), ask("Hund?")).threshold();
        double many = retrieval.extract(store().passages(10_001), ask("Hund?")).threshold();

        assertThat(few).isLessThan(more);
        assertThat(more).isLessThan(many);
    }

    @Nested
    @DisplayName("of an asker whose class may not reach models")
    class WordsAlone {

        private final Ask secret =
                Ask.of(
                        "Ska hundar hållas kopplade i parken?",
                        AccessFilter.of(
                                Invocation.builder("local")
                                        .informationClass(InformationClass.k(1).t(4))
                                        .build()),
                        SCOPE);
        private final Retrieval withoutModel =
                new Retrieval(
                        (scope, question) -> {
                            throw new AssertionError("The model saw a question of level 4.");
                        },
                        Runnable::run);

        @Test
        @DisplayName("never gives the question to the model, and says so")
        void neverEmbedded() {
            RecordedStore store = store();

            Extract extract = withoutModel.extract(store, secret);

            assertThat(extract.wordsAlone()).isTrue();
            assertThat(store.queries.get(0).vector()).isNull();
            assertThat(store.queries.get(0).words()).isEqualTo(secret.question());
            assertThat(retrieval.extract(store(), ask("Hund?")).wordsAlone()).isFalse();
        }

        @Test
        @DisplayName("ranks by words and quotes the window that holds them")
        void ranksByWords() {
            Extract extract = withoutModel.extract(store(), secret);

            assertThat(extract.quotes().get(0).text())
                    .isEqualTo("Hundar ska hållas kopplade i stadens parker hela året.");
            assertThat(withoutModel.rank(store(), secret, 10))
                    .extracting(r -> r.hit().document().id())
                    .containsExactly("parker", "gator");
            assertThat(withoutModel.rank(store(), secret, 10))
                    .allSatisfy(r -> assertThat(r.score()).isBetween(0.0, 1.0));
        }

        @Test
        @DisplayName("searches by words in whatever language")
        void foreign() {
            Ask english = new Ask("What are the rules for dogs?", secret.access(), Set.of(), SCOPE);
            RecordedStore store = store();

            assertThat(withoutModel.extract(store, english).crossLanguage()).isFalse();
            assertThat(store.queries.get(0).words()).isEqualTo(english.question());
        }
    }

    @Nested
    @DisplayName("for a question that lets expect a duration")
    class Expected {

        private RecordedStore rules(double last) {
            RecordedStore store = new RecordedStore().passages(4);
            for (int i = 1; i <= 3; i++) {
                add(
                        store,
                        "regel" + i,
                        "Beslutet gäller tills vidare, säger regel " + i + ".",
                        0.9);
            }
            add(store, "tid", "Beslutet gäller i tre veckor.", last);
            return store;
        }

        private static void add(RecordedStore store, String id, String text, double cosine) {
            store.add(
                    id,
                    "Regler",
                    text,
                    List.of(new Sentence(0, text.length(), null)),
                    new float[] {(float) cosine},
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    cosine,
                    cosine);
        }

        private List<String> quoted(RecordedStore store) {
            return retrieval.extract(store, ask("Hur länge gäller beslutet?")).quotes().stream()
                    .map(q -> q.hit().document().id())
                    .toList();
        }

        @Test
        @DisplayName("quotes one, where a passage that is hardly worse holds it")
        void lastGivesWay() {
            assertThat(quoted(rules(0.88))).containsExactly("regel1", "regel2", "tid");
        }

        @Test
        @DisplayName("quotes the best all the same, where only a worse passage holds it")
        void worseStaysOut() {
            assertThat(quoted(rules(0.7))).containsExactly("regel1", "regel2", "regel3");
        }
    }

    @Nested
    @DisplayName("in another language than the documents")
    class Foreign {

        private static final String ENGLISH = "Must dogs be kept on a leash in the park?";

        @Test
        @DisplayName("searches by the vector alone and says so")
        void vectorsAlone() {
            RecordedStore store = store();

            Extract extract = retrieval.extract(store, ask(ENGLISH));

            assertThat(store.queries.get(0).words()).isEmpty();
            assertThat(extract.crossLanguage()).isTrue();
            assertThat(extract.quotes().get(0).text())
                    .isEqualTo("Hundar ska hållas kopplade i stadens parker hela året.");
        }

        @Test
        @DisplayName("answers nothing with a model whose languages were not measured")
        void unknownModel() {
            Extract extract = retrieval.extract(store(), ask(ENGLISH));

            assertThat(extract.confidence()).isZero();
            assertThat(extract.answers()).isFalse();
        }

        @Test
        @DisplayName("wants to be surer than in Swedish")
        void stricter() {
            assertThat(retrieval.extract(store(), ask(ENGLISH)).threshold())
                    .isGreaterThan(retrieval.extract(store(), ask("Hund?")).threshold());
        }
    }
}
