/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The text guards around a call to a model: pure text in, text and findings out.
 *
 * <ul>
 *   <li>{@link se.allmanning.core.model.guard.PersonalIdentifiers} finds Swedish identity numbers,
 *       telephone numbers and e-mail addresses.
 *   <li>{@link se.allmanning.core.model.guard.Masking}, with a {@link
 *       se.allmanning.core.model.guard.GuardPolicy}, puts placeholders in their stead for one call
 *       and gives the values back in the answer.
 *   <li>{@link se.allmanning.core.model.guard.DocumentText} makes of a document what may stand in a
 *       prompt as data.
 *   <li>{@link se.allmanning.core.model.guard.OutputGuard} takes out of an answer what must not
 *       leave: secrets, the system text, unknown addresses and identifiers, markers that refer to
 *       nothing.
 *   <li>{@link se.allmanning.core.model.guard.GuardReport} says for audit how many of each kind
 *       were found, never which.
 * </ul>
 *
 * <pre>{@code
 * Masking masking = Masking.start(GuardPolicy.defaults());
 * List<String> messages = masking.maskAll(List.of(question, framedSources));
 * OutputGuard guard = OutputGuard.builder().systemText(system).canary(canary)
 *         .known(question).source(source).citations(Set.of(1, 2)).build();
 * StreamingGuard answer = guard.stream(masking.restorer());
 * // for each token: show(answer.accept(token)); at the end: show(answer.finish());
 * audit(masking.report().plus(answer.report()));
 * }</pre>
 *
 * <p>Detectors read a folded copy of the text, in which digits, hyphens and blanks of every kind
 * are alike and invisible characters are absent. Every one of them looks a bounded way ahead, so
 * the time is proportional to the length of the text. What holds no text of a call is immutable and
 * thread-safe; a restorer and a streaming guard belong to one answer.
 */
@NullMarked
package se.allmanning.core.model.guard;

import org.jspecify.annotations.NullMarked;
