/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.core.model.ModelLender;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.Provenance;
import se.allmanning.model.ModelNeed;
import se.allmanning.policy.Disclosure;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceContext;
import se.allmanning.service.ServiceDescriptor;
import se.allmanning.service.StructuredModel;

/** What a service is lent for one call, all of it in the call's scope. Thread-safe. */
final class ServiceLoan implements ServiceContext {

    private final ServiceDescriptor descriptor;
    private final CallScope scope;
    private final ModelCalls calls;
    private final ModelLender models;
    private final KnowledgeLender knowledge;
    private final Clock clock;
    private final Consumer<String> pieces;

    ServiceLoan(
            ServiceDescriptor descriptor,
            CallScope scope,
            ModelCalls calls,
            KnowledgeLender knowledge,
            Clock clock,
            Consumer<String> pieces) {
        this.descriptor = descriptor;
        this.scope = scope;
        this.calls = calls;
        this.models = ModelLender.within(calls, scope);
        this.knowledge = knowledge;
        this.clock = clock;
        this.pieces = pieces;
    }

    @Override
    public Invocation invocation() {
        return scope.invocation();
    }

    @Override
    public Knowledge knowledge() {
        return knowledge.lend(descriptor, scope);
    }

    @Override
    public Knowledge knowledge(String name) {
        return knowledge.lend(descriptor, scope, name);
    }

    @Override
    public ExtractiveAnswerer extractiveAnswerer() {
        return knowledge.answerer();
    }

    @Override
    public ChatModel chatModel(String role) {
        return models.chat(need(role));
    }

    @Override
    public StreamingChatModel streamingChatModel(String role) {
        return models.streaming(need(role));
    }

    @Override
    public <T> StructuredModel<T> structured(String role, Class<T> type) {
        return models.structured(need(role), type);
    }

    @Override
    public ScoringModel scoringModel(String role) {
        return models.scoring(need(role));
    }

    @Override
    public AudioTranscriptionModel transcriptionModel(String role) {
        return models.transcription(need(role));
    }

    private ModelNeed need(String role) {
        return descriptor.needs().stream()
                .filter(need -> need.role().equals(role))
                .findFirst()
                .orElseThrow(() ->
                        new AllmanningException(
                                "ALM-SVC-008",
                                Category.DENIED,
                                "The service \""
                                        + descriptor.id()
                                        + "\" asks for a model in the role \""
                                        + role
                                        + "\" and does not say so in its descriptor, which declares "
                                        + (descriptor.needs().isEmpty()
                                                ? "no roles"
                                                : descriptor.needs().stream()
                                                        .map(ModelNeed::role)
                                                        .collect(Collectors.joining(", ")))
                                        + ". Add needs(ModelNeed...) to the descriptor."));
    }

    @Override
    public Provenance provenance(Knowledge base) {
        return Provenance.builder(base.authority(), base.name())
                .models(scope.uses())
                .generated(scope.generated())
                .catalog(scope.catalog())
                .record(scope.id())
                .crisis(scope.crisis())
                .build();
    }

    @Override
    public Disclosure disclosure(String language) {
        return Disclosures.of(descriptor.usage(), language, clock.instant());
    }

    /** Nothing leaves before what led to it is on the disk. */
    @Override
    public void emit(String text) {
        calls.finish(scope);
        pieces.accept(text);
    }

    @Override
    public String toString() {
        return "ServiceContext[" + descriptor.id() + "]";
    }
}
