/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of answers")
class AnswerMetricsTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    @Test
    @DisplayName("a quote holds an answer whatever its case and white space")
    void foldsCaseAndSpace() {
        assertThat(AnswerMetrics.holds("Det gäller\n  ETT\u00a0år.", "ett år")).isTrue();
        assertThat(AnswerMetrics.holds("ÅRSAVGIFTEN är 40 kr", " årsavgiften  är ")).isTrue();
        assertThat(AnswerMetrics.holds("Det gäller ettår.", "ett år")).isFalse();
    }

    @Test
    @DisplayName("of ten answerable questions nine must stay answered")
    void nineOfTen() {
        double[] answerable = {.9, .8, .7, .6, .5, .4, .3, .25, .2, .1};
        // The threshold is .2: nine reach it. Below it are .1 and .19, not .2 itself.
        double[] unanswerable = {.1, .19, .2, .5};
        assertThat(AnswerMetrics.refusedAt90(answerable, unanswerable)).isEqualTo(0.5);
    }

    @Test
    @DisplayName("of three answerable questions all must stay answered")
    void threeOfThree() {
        assertThat(AnswerMetrics.refusedAt90(new double[] {.9, .5, .3}, new double[] {.4, .2, .3}))
                .isEqualTo(1.0 / 3);
    }

    @Test
    @DisplayName("of eleven answerable questions ten must stay answered")
    void tenOfEleven() {
        double[] answerable = {1, .95, .9, .8, .7, .6, .5, .4, .3, .2, .1};
        assertThat(AnswerMetrics.refusedAt90(answerable, new double[] {.1, .15, .2, .25}))
                .isEqualTo(0.5);
    }

    @Test
    @DisplayName("a question for which nothing was found is refused")
    void nothingFound() {
        assertThat(AnswerMetrics.refusedAt90(new double[] {0, .5}, new double[] {NOTHING, 0}))
                .isEqualTo(0.5);
    }

    @Test
    @DisplayName("where nine tenths cannot be answered at any threshold, nothing counts as refused")
    void cannotBeReached() {
        assertThat(AnswerMetrics.refusedAt90(new double[] {NOTHING, .5}, new double[] {NOTHING, 0}))
                .isZero();
    }
}
