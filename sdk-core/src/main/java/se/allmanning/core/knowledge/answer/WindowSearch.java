/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;
import se.allmanning.core.knowledge.text.PassageContext;
import se.allmanning.core.knowledge.text.SwedishSentences;
import se.allmanning.core.knowledge.text.SwedishSentences.Span;
import se.allmanning.spi.StoreResult.Hit;

/**
 * Looks through all windows of one passage. A window is a run of whole sentences, 400 characters at
 * most: what can be quoted. One is best for the ranking, one for the quote; they weigh the same
 * evidence differently. Used once.
 */
final class WindowSearch {

    private static final int LONGEST = SwedishSentences.LONGEST;

    private static final double JOINT_COVER = 0.45;
    private static final double JOINT_LENGTH = -0.08;
    private static final double JOINT_EXPECTED = 0.01;
    private static final double QUOTE_COVER = 0.2;
    private static final double QUOTE_LENGTH = 0.03;

    /** No window fits better: all covered, a cosine of 1, the expectation met, no length. */
    static final double HIGHEST_JOINT = 1 + JOINT_COVER + JOINT_EXPECTED;

    private final Question question;
    private final List<Span> sentences;
    private final float[] cosines;
    private final long[][] grams;
    private final long[] headings;
    private final int[] expected;

    private double bestJoint = Double.NEGATIVE_INFINITY;
    private double bestQuote = Double.NEGATIVE_INFINITY;
    private int quoteStart;
    private int quoteEnd;
    private double quoteMatter;
    private int quoteExpected;

    private final boolean wordsAlone;

    private WindowSearch(Question question, Hit hit, boolean wordsAlone) {
        this.question = question;
        this.wordsAlone = wordsAlone;
        this.sentences = Sentences.of(hit.passage());
        int n = sentences.size();
        this.cosines = Sentences.cosines(hit.candidate(), n);
        int words = (question.grams() + Long.SIZE - 1) / Long.SIZE;
        this.grams = new long[n][words];
        this.headings = new long[words];
        this.expected = new int[n];
        look(hit);
    }

    /**
     * The best windows of a passage.
     *
     * @param joint how well the best window and the passage's headings together fit the question
     * @param start the quote's first UTF-16 unit in the passage's text
     * @param end the unit after the quote's last
     * @param matter share of what the question is about that the quote holds, 0 to 1
     * @param expected 1 or -1 as the quote holds or lacks what the question lets expect, 0 where it
     *     lets expect nothing
     */
    record Best(double joint, int start, int end, double matter, int expected) {}

    static Best of(Question question, Hit hit) {
        return new WindowSearch(question, hit, false).best();
    }

    /** The best windows where no cosines are known: what fits best is what is quoted. */
    static Best ofWords(Question question, Hit hit) {
        return new WindowSearch(question, hit, true).best();
    }

    private Best best() {
        for (int first = 0; first < sentences.size(); first++) {
            from(first);
        }
        return new Best(bestJoint, quoteStart, quoteEnd, quoteMatter, quoteExpected);
    }

    private void look(Hit hit) {
        String text = hit.passage().text();
        String heading = PassageContext.heading(hit.document().title(), hit.passage().section());
        GramScanner scanner = question.scanner();
        scanner.scan(heading, 0, heading.length(), headings);
        for (int i = 0; i < sentences.size(); i++) {
            Span s = sentences.get(i);
            scanner.scan(text, s.start(), s.end(), grams[i]);
            expected[i] = question.expectation().in(text, s.start(), s.end());
        }
    }

    /** All windows that begin with a sentence; what each further sentence brings is added once. */
    private void from(int first) {
        Cover cover = new Cover();
        double cosine = Double.NEGATIVE_INFINITY;
        int met = -1;
        int start = sentences.get(first).start();
        for (int last = first; last < sentences.size(); last++) {
            int end = sentences.get(last).end();
            if (end - start > LONGEST && last > first) {
                return;
            }
            cover.add(grams[last]);
            cosine = Math.max(cosine, cosines[last]);
            met = Math.max(met, expected[last]);
            weigh(start, end, cosine, cover, met);
        }
    }

    private void weigh(int start, int end, double cosine, Cover cover, int met) {
        double length = (double) (end - start) / LONGEST;
        double joint =
                cosine
                        + JOINT_COVER * (cover.matter + cover.matterOfHeadings)
                        + JOINT_LENGTH * length
                        + JOINT_EXPECTED * met;
        bestJoint = Math.max(bestJoint, joint);
        double quote =
                wordsAlone ? joint : cosine + QUOTE_COVER * cover.weight + QUOTE_LENGTH * length;
        if (quote > bestQuote) {
            bestQuote = quote;
            quoteStart = start;
            quoteEnd = end;
            quoteMatter = cover.matter;
            quoteExpected = met;
        }
    }

    /** What a growing window covers of the question. */
    private final class Cover {
        private final long[] seen = new long[headings.length];
        private double weight;
        private double matter;

        /** What the headings cover that the window does not. */
        private double matterOfHeadings;

        Cover() {
            for (int w = 0; w < headings.length; w++) {
                for (long rest = headings[w]; rest != 0; rest &= rest - 1) {
                    matterOfHeadings += question.matter(number(w, rest));
                }
            }
        }

        void add(long[] sentence) {
            for (int w = 0; w < seen.length; w++) {
                for (long rest = sentence[w] & ~seen[w]; rest != 0; rest &= rest - 1) {
                    int gram = number(w, rest);
                    double share = question.matter(gram);
                    weight += question.weight(gram);
                    matter += share;
                    if ((headings[w] & Long.lowestOneBit(rest)) != 0) {
                        matterOfHeadings -= share;
                    }
                }
                seen[w] |= sentence[w];
            }
        }

        private static int number(int word, long rest) {
            return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
        }
    }
}
