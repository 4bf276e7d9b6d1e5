/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Measures a search and its answers on a test set in the BEIR form: a pool of passages, questions,
 * and which passages are relevant. {@link se.allmanning.core.knowledge.evaluate.TestSet} reads a
 * folder and checks it whole; an {@link se.allmanning.core.knowledge.evaluate.Evaluation} asks
 * every question on all cores and returns {@link
 * se.allmanning.core.knowledge.evaluate.RetrievalFigures} or {@link
 * se.allmanning.core.knowledge.evaluate.AnswerFigures}. The {@link
 * se.allmanning.core.knowledge.evaluate.Pool} that it asks is indexed, searched and answered from
 * by the same code as any knowledge base.
 *
 * <pre>{@code
 * RetrievalFigures figures = allmanning.evaluation(EvaluationListener.SILENT)
 *         .retrieval(TestSet.read(Path.of("swequad")));
 * System.out.println(figures.mrrAt10());
 * }</pre>
 *
 * <p>Values are immutable. An evaluation is used by one thread at a time and uses threads of its
 * own. Messages name files, lines and ids, never what stands in them.
 */
@NullMarked
package se.allmanning.core.knowledge.evaluate;

import org.jspecify.annotations.NullMarked;
