/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether quotes hold an answer, and how many questions are refused at a swept threshold. */
final class AnswerMetrics {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private AnswerMetrics() {}

    /** Whether the quote holds the answer once case and white space are folded in both. */
    static boolean holds(String quote, String answer) {
        return fold(quote).contains(fold(answer));
    }

    private static String fold(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The share of {@code unanswerable} below the highest threshold that at least 90 % of {@code
     * answerable} reach. A question for which nothing at all was found has negative infinity: no
     * threshold answers it.
     */
    static double refusedAt90(double[] answerable, double[] unanswerable) {
        double[] sorted = answerable.clone();
        Arrays.sort(sorted);
        int answered = Math.ceilDiv(9 * sorted.length, 10);
        double threshold = sorted[sorted.length - answered];
        long refused = Arrays.stream(unanswerable).filter(c -> c < threshold).count();
        return (double) refused / unanswerable.length;
    }
}
