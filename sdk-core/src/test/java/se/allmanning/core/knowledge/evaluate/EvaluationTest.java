/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.knowledge.evaluate.EvaluationListener.Stage;

@DisplayName("An evaluation")
class EvaluationTest {

    /** A pool whose every word is known: the figures can be worked out by hand. */
    private static final class Scripted implements Pool {
        final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public List<String> rank(String question, int limit) {
            assertThat(limit).isEqualTo(10);
            return switch (question.substring(0, 3)) {
                case "När" -> List.of("sopor-1", "bibliotek-1", "bibliotek-2");
                case "Hur" ->
                        question.contains("altan")
                                ? List.of("bygglov-1")
                                : List.of("sopor-1", "forskola-1");
                default -> throw new IllegalStateException("A question that must not be asked.");
            };
        }

        @Override
        public PoolAnswer answer(String question, Set<String> without) {
            if (question.startsWith("När")) {
                return without.isEmpty()
                        ? new PoolAnswer(List.of("Öppet till 19.", "stänger vi KLOCKAN 15."), .9)
                        : new PoolAnswer(List.of("Kärlet."), without.size() == 2 ? .2 : 1);
            }
            if (question.contains("altan")) {
                return without.isEmpty()
                        ? new PoolAnswer(List.of("lägre än 1,8\nmeter"), .6)
                        : new PoolAnswer(List.of(), 0);
            }
            return new PoolAnswer(List.of("Tillståndet."), without.isEmpty() ? .4 : .5);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private final TestSet tiny = TestSet.read(TestSetTest.tiny());
    private final Scripted pool = new Scripted();

    @Test
    @DisplayName("of the ranking gives the means over the questions")
    void retrieval() {
        RetrievalFigures figures =
                new Evaluation((set, listener) -> pool, EvaluationListener.SILENT).retrieval(tiny);
        assertThat(figures.queries()).isEqualTo(3);
        assertThat(figures.passages()).isEqualTo(7);
        assertThat(figures.mrrAt10()).isEqualTo((1.0 / 2 + 1 + 0) / 3, within(1e-12));
        assertThat(figures.recallAt10()).isEqualTo(2.0 / 3, within(1e-12));
        // (2/log2 3 + 1/2) / (2 + 1/log2 3), 1 and 0
        assertThat(figures.ndcgAt10())
                .isEqualTo(((1.261859507 + .5) / 2.630929754 + 1 + 0) / 3, within(1e-9));
        assertThat(pool.closed).isTrue();
    }

    @Test
    @DisplayName("of the answers counts quotes where an answer is annotated, refusals everywhere")
    void answers() {
        AnswerFigures figures =
                new Evaluation((set, listener) -> pool, EvaluationListener.SILENT).answers(tiny);
        assertThat(figures.queries()).isEqualTo(3);
        assertThat(figures.firstQuote()).isEqualTo(0.5);
        assertThat(figures.anyQuote()).isEqualTo(1.0);
        // Answered at .4: all three. Without their documents: .2, nothing, .5.
        assertThat(figures.refusedAt90()).isEqualTo(2.0 / 3, within(1e-12));
    }

    @Test
    @DisplayName("tells its listener of every question")
    void tellsTheListener() {
        List<String> told = new ArrayList<>();
        EvaluationListener listener =
                (stage, done, total) -> told.add(stage + " " + done + "/" + total);
        new Evaluation((set, l) -> pool, listener).retrieval(tiny);
        assertThat(told)
                .containsExactly(
                        Stage.ASKING + " 1/3", Stage.ASKING + " 2/3", Stage.ASKING + " 3/3");
    }

    @Test
    @DisplayName("ends with what a question threw, and closes the pool")
    void endsWithTheFault() {
        Pool broken =
                new Pool() {
                    @Override
                    public List<String> rank(String question, int limit) {
                        throw new IllegalArgumentException("broken");
                    }

                    @Override
                    public PoolAnswer answer(String question, Set<String> without) {
                        throw new IllegalArgumentException("broken");
                    }

                    @Override
                    public void close() {
                        pool.close();
                    }
                };
        Evaluation evaluation =
                new Evaluation((set, listener) -> broken, EvaluationListener.SILENT);
        assertThatThrownBy(() -> evaluation.retrieval(tiny)).hasMessage("broken");
        assertThat(pool.closed).isTrue();
    }
}
