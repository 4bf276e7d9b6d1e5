/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of a ranking")
class RankingMetricsTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final List<String> TWELVE =
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

    @Test
    @DisplayName("the reciprocal rank counts the first relevant passage only")
    void reciprocalRankOfTheFirst() {
        assertThat(RankingMetrics.reciprocalRank(TWELVE, Map.of("c", 1, "d", 1), 10))
                .isEqualTo(1.0 / 3, EXACT);
    }

    @Test
    @DisplayName("the tenth place counts and the eleventh does not")
    void tenIsTheLast() {
        assertThat(RankingMetrics.reciprocalRank(TWELVE, Map.of("j", 1), 10)).isEqualTo(0.1, EXACT);
        assertThat(RankingMetrics.reciprocalRank(TWELVE, Map.of("k", 1), 10)).isZero();
        assertThat(RankingMetrics.recall(TWELVE, Map.of("j", 1, "k", 1), 10)).isEqualTo(0.5, EXACT);
        assertThat(RankingMetrics.ndcg(TWELVE, Map.of("k", 1), 10)).isZero();
    }

    @Test
    @DisplayName("nDCG of one relevant passage in third place is one half")
    void binaryGain() {
        // 1 / log2(4), against 1 / log2(2)
        assertThat(RankingMetrics.ndcg(TWELVE, Map.of("c", 1), 10)).isEqualTo(0.5, EXACT);
    }

    @Test
    @DisplayName("nDCG of two relevant passages, one of them not found")
    void gainOfOneOfTwo() {
        // (1 / log2 3) / (1 + 1 / log2 3) = 0.630930 / 1.630930
        assertThat(RankingMetrics.ndcg(TWELVE, Map.of("b", 1, "x", 1), 10))
                .isEqualTo(0.386852807234542, within(1e-9));
    }

    @Test
    @DisplayName("nDCG takes grades as they are")
    void gradedGain() {
        // found 1, 3, 0, 2; ideal 3, 2, 1
        // (1 + 3/1.5849625 + 2/2.3219281) / (3 + 2/1.5849625 + 1/2)
        double found = 1 + 3 / 1.584962500721156 + 2 / 2.321928094887362;
        double ideal = 3 + 2 / 1.584962500721156 + 0.5;
        assertThat(RankingMetrics.ndcg(TWELVE, Map.of("a", 1, "b", 3, "d", 2), 10))
                .isEqualTo(found / ideal, within(1e-9))
                .isEqualTo(0.788377, within(1e-6));
    }

    @Test
    @DisplayName("nDCG is one where more are relevant than there are places and all places are")
    void moreRelevantThanPlaces() {
        Map<String, Integer> relevant = Map.of("a", 1, "b", 1, "c", 1, "d", 1);
        assertThat(RankingMetrics.ndcg(TWELVE, relevant, 3)).isEqualTo(1.0, EXACT);
        assertThat(RankingMetrics.recall(TWELVE, relevant, 3)).isEqualTo(0.75, EXACT);
    }

    @Test
    @DisplayName("an empty ranking has nothing")
    void emptyRanking() {
        assertThat(RankingMetrics.reciprocalRank(List.of(), Map.of("a", 1), 10)).isZero();
        assertThat(RankingMetrics.ndcg(List.of(), Map.of("a", 1), 10)).isZero();
        assertThat(RankingMetrics.recall(List.of(), Map.of("a", 1), 10)).isZero();
    }
}
