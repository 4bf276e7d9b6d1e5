/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The service <em>municipal-answers</em>: a question in, an answer out whose every quote stands in
 * a document, character for character. It is written against the API alone, so the same jar runs in
 * any municipality: it takes the host's extractive answerer, the knowledge base and the model that
 * the host lends it. Without a model that may be used, the answer is the quotes; with one, it is
 * sentences, each of which rests on quotes ({@link se.allmanning.services.answers.written}).
 *
 * <pre>{@code
 * Answer answer = allmanning.service(MunicipalAnswers.class).invoke(new Question("Vem får överklaga beslutet?"));
 * }</pre>
 *
 * <p>Which knowledge base it reads: the one that the question names, else the one under {@code
 * services: municipal-answers: knowledge:} in {@code allmanning.yaml}, else the authority's only
 * one. Stateless and thread-safe.
 */
@NullMarked
package se.allmanning.services.answers;

import org.jspecify.annotations.NullMarked;
