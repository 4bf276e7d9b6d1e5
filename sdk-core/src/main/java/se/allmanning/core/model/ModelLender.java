/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.function.Supplier;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.StructuredModel;

/** Lends guarded models: to a service for one invocation, or to a host's own code. Thread-safe. */
public final class ModelLender {

    private final ModelCalls calls;
    private final Supplier<CallScope> scopes;
    private final boolean finishes;

    private ModelLender(ModelCalls calls, Supplier<CallScope> scopes, boolean finishes) {
        this.calls = calls;
        this.scopes = scopes;
        this.finishes = finishes;
    }

    /** Lends within one scope, which somebody else finishes. */
    public static ModelLender within(ModelCalls calls, CallScope scope) {
        return new ModelLender(calls, () -> scope, false);
    }

    /** Lends models that open a scope for each call and finish it with the call. */
    public static ModelLender perCall(ModelCalls calls, Supplier<CallScope> scopes) {
        return new ModelLender(calls, scopes, true);
    }

    /**
     * A chat model; whether one is permitted is looked at now and again at every call.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if none is permitted
     */
    public ChatModel chat(ModelNeed need) {
        return new GuardedChatModel(checked(need, ModelKind.CHAT));
    }

    /** A streaming chat model; as {@link #chat}. */
    public StreamingChatModel streaming(ModelNeed need) {
        return new GuardedStreamingChatModel(checked(need, ModelKind.CHAT));
    }

    /** A chat model that answers with a record; as {@link #chat}. */
    public <T> StructuredModel<T> structured(ModelNeed need, Class<T> type) {
        return StructuredJson.of(chat(need), type);
    }

    /** A scoring model; as {@link #chat}. */
    public ScoringModel scoring(ModelNeed need) {
        return new GuardedScoringModel(checked(need, ModelKind.SCORING));
    }

    /** A transcription model; as {@link #chat}. */
    public AudioTranscriptionModel transcription(ModelNeed need) {
        return new GuardedTranscriptionModel(checked(need, ModelKind.TRANSCRIPTION));
    }

    private GuardedCall checked(ModelNeed need, ModelKind kind) {
        if (!need.kind().equals(kind)) {
            throw new AllmanningException(
                    "ALM-MOD-002",
                    Category.USAGE,
                    "The role \""
                            + need.role()
                            + "\" needs a model of kind "
                            + need.kind()
                            + ", and one of kind "
                            + kind
                            + " is asked for. Declare a role of that kind in the descriptor.");
        }
        calls.checkPermitted(scopes.get(), need);
        return new GuardedCall(calls, need, null, scopes, finishes);
    }
}
