/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.Provenance;
import se.allmanning.policy.Disclosure;

/**
 * What the host lends a service for one call. Everything that a service reaches goes through here,
 * with the authority, access groups and information class of the call already in it. Valid during
 * the call, on any thread of it.
 *
 * <p>Implemented by the host, not by services; new methods may be added.
 */
public interface ServiceContext {

    /** The call that is being served. */
    Invocation invocation();

    /**
     * The knowledge base that the service's configuration names, else the only one that the
     * authority has.
     *
     * @throws AllmanningException if there is none, or several and none is named; the message lists
     *     them
     */
    Knowledge knowledge();

    /**
     * A knowledge base of the authority by its name.
     *
     * @throws AllmanningException if the authority has none with that name; the message lists those
     *     it has
     */
    Knowledge knowledge(String name);

    /** The host's extractive answerer: quotes from the sources, no generative model. */
    ExtractiveAnswerer extractiveAnswerer();

    /**
     * A model that writes, for a role that the service's descriptor declares. Every call of it goes
     * through catalog, policy, guards and audit, and to the next permitted model where one fails; a
     * model that streams is drained where no other is there. Personal identifiers are masked on the
     * way out and restored on the way back, as the policy says.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     * @throws AllmanningException if the descriptor does not declare the role
     */
    ChatModel chatModel(String role);

    /**
     * As {@link #chatModel(String)}, piece by piece; to the next permitted model only before the
     * first piece.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     * @throws AllmanningException if the descriptor does not declare the role
     */
    StreamingChatModel streamingChatModel(String role);

    /**
     * A chat model that answers with a record.
     *
     * @param type a record; LangChain4j's {@code @Description} on its components tells the model
     *     what to fill in
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     * @throws AllmanningException if the descriptor does not declare the role, or the type is no
     *     record
     */
    <T> StructuredModel<T> structured(String role, Class<T> type);

    /**
     * A model that scores how well texts answer a question.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     * @throws AllmanningException if the descriptor does not declare the role
     */
    ScoringModel scoringModel(String role);

    /**
     * A model that turns speech into text.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     * @throws AllmanningException if the descriptor does not declare the role
     */
    AudioTranscriptionModel transcriptionModel(String role);

    /**
     * How the result so far came about, as the host saw it: the models that took part in this call,
     * whether one of them wrote, and where the record of it is found.
     *
     * @param knowledge the knowledge base that was searched
     */
    Provenance provenance(Knowledge knowledge);

    /**
     * What a result that a model wrote must say about itself.
     *
     * @param language of the reader, a BCP 47 tag; Swedish and English have texts of their own,
     *     other languages get both
     */
    Disclosure disclosure(String language);

    /**
     * Hands over a piece of the result that may be shown already, where the caller asked for
     * pieces; otherwise does nothing. A service only hands over what it has verified.
     */
    void emit(String text);
}
