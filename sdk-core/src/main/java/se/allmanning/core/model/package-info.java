/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The models of a host, and the one way to them. Connectors say what they offer ({@link
 * se.allmanning.core.model.ModelOffers}); bare models never leave this room. What leaves it are
 * LangChain4j's types with everything around them: {@link se.allmanning.core.model.ModelLender}
 * lends chat, streaming, scoring and transcription models, {@link
 * se.allmanning.core.model.EmbeddingModels} the one embedding model that a home's knowledge bases
 * share. Each call of theirs goes through {@link se.allmanning.core.model.ModelCalls}:
 *
 * <ol>
 *   <li>room is kept in the audit trail ({@link se.allmanning.core.model.CallRecorder}); without it
 *       no call is made;
 *   <li>the policy of this moment says which offers are permitted, in which order; a denial is
 *       recorded with its reasons;
 *   <li>the budgets of the invocation and of the service's day are looked at;
 *   <li>personal identifiers are masked where the call leaves the process, and that it begins is
 *       put on the disk;
 *   <li>the connector is called, with a deadline; what fails and may pass is tried again when its
 *       offer asks for it, and meanwhile the next permitted offer is asked, never after the first
 *       piece of a stream;
 *   <li>the answer passes the output guards, masked identifiers are put back, and the record is on
 *       the disk before the answer is handed on.
 * </ol>
 *
 * <p>A {@link se.allmanning.core.model.CallScope} is one invocation of a service or one piece of
 * the host's own work; it carries who asks and what for as a value. The guards themselves are in
 * {@code guard}. Thread-safe.
 *
 * <pre>{@code
 * CallScope scope = CallScopes.service(descriptor, invocation);
 * ChatModel model = ModelLender.within(calls, scope).chat(ModelNeed.chat("answerer"));
 * String answer = model.chat("Vad gäller?");
 * calls.finish(scope);
 * }</pre>
 */
@NullMarked
package se.allmanning.core.model;

import org.jspecify.annotations.NullMarked;
