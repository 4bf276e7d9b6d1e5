/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;

/**
 * The order of what a store found. All candidates are ordered by their numbers first; the best of
 * them are loaded and looked through, which decides among them. For one result, used once.
 */
final class Ranking {

    /** How many candidates are looked through. */
    static final int LOOKED_THROUGH = 25;

    private final StoreResult result;
    private final Scoring scoring;
    private final List<Placed> order;

    private record Placed(Candidate candidate, double preliminary) {}

    Ranking(StoreResult result, Scoring scoring) {
        this.result = result;
        this.scoring = scoring;
        this.order = new ArrayList<>(result.candidates().size());
        for (Candidate candidate : result.candidates()) {
            order.add(new Placed(candidate, scoring.preliminary(candidate)));
        }
        order.sort(
                Comparator.comparingDouble(Placed::preliminary)
                        .reversed()
                        .thenComparingInt(placed -> placed.candidate().number()));
    }

    /** Loads the best candidates and looks them through, best first. */
    List<Scored> best() {
        List<Scored> scored = new ArrayList<>(LOOKED_THROUGH);
        for (Hit hit : scoring.load(result, candidates(0, LOOKED_THROUGH))) {
            scored.add(scoring.look(hit));
        }
        // The sort is stable: where scores are equal the preliminary order stands.
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    /**
     * The passages of the best candidates, in order.
     *
     * @param limit how many at most; those beyond the ones that are looked through keep their
     *     preliminary order
     */
    List<RankedPassage> passages(int limit) {
        List<RankedPassage> out = new ArrayList<>();
        double last = 1;
        for (Scored scored : best()) {
            last = scoring.toUnit(scored.score());
            out.add(new RankedPassage(scored.hit(), last));
        }
        if (limit <= out.size()) {
            return List.copyOf(out.subList(0, limit));
        }
        int at = out.size();
        for (Hit hit : result.load(candidates(at, limit))) {
            double first = order.get(LOOKED_THROUGH - 1).preliminary();
            out.add(new RankedPassage(hit, last * ratio(order.get(at++).preliminary(), first)));
        }
        return out;
    }

    private static double ratio(double preliminary, double first) {
        return first <= 0 ? 0 : Math.clamp(preliminary / first, 0.0, 1.0);
    }

    private List<Candidate> candidates(int from, int to) {
        int end = Math.min(to, order.size());
        return from >= end
                ? List.of()
                : order.subList(from, end).stream().map(Placed::candidate).toList();
    }
}
