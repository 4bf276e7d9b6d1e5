/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

/**
 * How well the search ranks, each figure the mean over all questions that have a relevant passage.
 *
 * @param queries how many questions
 * @param passages how many passages the pool holds
 * @param mrrAt10 one through the rank of the first relevant passage, 0 beyond ten
 * @param ndcgAt10 discounted gain of the first ten against the best order there is; grades count as
 *     they are, as in trec_eval
 * @param recallAt10 share of the relevant passages that are among the first ten
 */
public record RetrievalFigures(
        int queries, int passages, double mrrAt10, double ndcgAt10, double recallAt10) {}
