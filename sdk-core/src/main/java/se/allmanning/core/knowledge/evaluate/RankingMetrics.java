/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Figures of one ranking against the relevant passages and their grades. */
final class RankingMetrics {

    private RankingMetrics() {}

    /** One through the rank of the first relevant passage, 0 where none is among the first. */
    static double reciprocalRank(List<String> ranking, Map<String, Integer> relevant, int depth) {
        for (int i = 0; i < Math.min(depth, ranking.size()); i++) {
            if (relevant.containsKey(ranking.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    /**
     * Normalised discounted cumulative gain with linear gains and a binary logarithm: Järvelin and
     * Kekäläinen 2002, as trec_eval's {@code ndcg_cut} computes it.
     */
    static double ndcg(List<String> ranking, Map<String, Integer> relevant, int depth) {
        List<Integer> found =
                ranking.stream().limit(depth).map(id -> relevant.getOrDefault(id, 0)).toList();
        List<Integer> ideal =
                relevant.values().stream().sorted(Comparator.reverseOrder()).limit(depth).toList();
        return gain(found) / gain(ideal);
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += grades.get(i) * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    /** The share of the relevant passages that are among the first. */
    static double recall(List<String> ranking, Map<String, Integer> relevant, int depth) {
        long found = ranking.stream().limit(depth).filter(relevant::containsKey).count();
        return (double) found / relevant.size();
    }
}
