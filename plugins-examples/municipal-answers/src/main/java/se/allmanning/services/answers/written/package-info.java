/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Answers that a model writes and that cannot say more than the sources do, as far as that can be
 * checked by a program. {@link se.allmanning.services.answers.written.WrittenAnswers} is the front;
 * behind it, in the order of a call:
 *
 * <ul>
 *   <li>{@code Understanding} puts a follow-up, or a question in another language, into a Swedish
 *       question that stands on its own;
 *   <li>{@code Sources} numbers and frames the passages, {@code Neutral} takes away what a prompt
 *       must not hold, {@code Instructions} keeps out passages that speak to the model;
 *   <li>{@code Writing} receives the stream, {@code StatementScanner} cuts it into sentences with
 *       their quotes, {@code Verifier} lets through what rests on words that stand in the stored
 *       text ({@code QuoteFinder}) and whose numbers, dates, names and addresses stand there too
 *       ({@code Facts}, {@code Names}, {@code Links});
 *   <li>{@code Composition} hands over each sentence when it is verified, and {@code
 *       Contradictions} warns where sources disagree.
 * </ul>
 *
 * <pre>{@code
 * Answer answer = new WrittenAnswers(context, knowledge).answer(new Asked("Hur överklagar jag?"));
 * }</pre>
 *
 * <p>Every type but {@code Writing}, {@code Composition} and {@code StatementScanner}, which live
 * for one call, is immutable and thread-safe. The prompts are resources beside this package, {@code
 * answer-1.sv.txt} and {@code understand-1.sv.txt}; the digit is their version.
 */
@NullMarked
package se.allmanning.services.answers.written;

import org.jspecify.annotations.NullMarked;
