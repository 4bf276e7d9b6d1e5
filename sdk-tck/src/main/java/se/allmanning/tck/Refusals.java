/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.concurrent.Callable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.BoundedModel;

/** What a connector does with what it does not declare: it says no, clearly and at once. */
final class Refusals {

    private final Bench bench;

    Refusals(Bench bench) {
        this.bench = bench;
    }

    /**
     * Asks for what is not declared.
     *
     * @return whether there is something to refuse
     */
    boolean refuses(Feature feature) {
        switch (feature) {
            case CHAT ->
                    binding(
                            ModelKind.CHAT,
                            () -> bench.connector.chatModel(none(ModelKind.CHAT), bench.context()));
            case STREAMING -> {
                notOffered(ModelFeature.STREAMING);
                refused(() ->
                        bench.connector.streamingChatModel(none(ModelKind.CHAT), bench.context()));
            }
            case EMBEDDINGS ->
                    binding(
                            ModelKind.EMBEDDING,
                            () ->
                                    bench.connector.embeddingModel(
                                            none(ModelKind.EMBEDDING), bench.context()));
            case SCORING ->
                    binding(
                            ModelKind.SCORING,
                            () ->
                                    bench.connector.scoringModel(
                                            none(ModelKind.SCORING), bench.context()));
            case TRANSCRIPTION ->
                    binding(
                            ModelKind.TRANSCRIPTION,
                            () ->
                                    bench.connector.transcriptionModel(
                                            none(ModelKind.TRANSCRIPTION), bench.context()));
            case TOOLS -> call(ModelFeature.TOOLS, ToolRules.withTools());
            case JSON_SCHEMA -> call(ModelFeature.JSON_SCHEMA, ToolRules.withSchema());
            case IMAGES -> call(ModelFeature.IMAGES, ToolRules.withImage());
            case DEADLINES ->
                    Check.that(
                            !(Probe.of(bench).model instanceof BoundedModel<?>),
                            "A model that is a BoundedModel declares DEADLINES.");
            case INPUT_TYPES, OWN_AUTHORITY -> {
                return false;
            }
        }
        return true;
    }

    private static ModelOffer none(ModelKind kind) {
        return ModelOffer.builder(ModelId.parse("kit/none@1"), kind).build();
    }

    private void binding(ModelKind kind, Callable<?> work) {
        if (!(kind.equals(ModelKind.CHAT) && bench.capabilities.has(Feature.STREAMING))) {
            Check.that(
                    bench.connector.offers(bench.context()).stream()
                            .noneMatch(offer -> offer.kind().equals(kind)),
                    "No model of kind " + kind + " is offered, since none is declared.");
        }
        refused(work);
    }

    private void refused(Callable<?> work) {
        Throwable thrown = bench.thrown(work);
        Check.that(
                thrown instanceof UnsupportedOperationException,
                "Binding what is not declared fails by UnsupportedOperationException, found "
                        + (thrown == null ? "a model" : thrown.getClass().getName())
                        + ".");
        Check.that(
                Check.message(thrown).contains(bench.connector.id()),
                "The refusal names the connector, found: " + Check.message(thrown));
    }

    private void call(ModelFeature feature, ChatRequest request) {
        notOffered(feature);
        if (bench.capabilities.has(Feature.CHAT)) {
            bench.server.script(
                    (call, exchange) -> exchange.send(bench.wire.chat(ChatAnswer.of("Ja."))));
            var model = bench.chat();
            Throwable thrown = bench.thrown(() -> model.chat(request));
            Check.that(
                    thrown instanceof UnsupportedOperationException
                            || thrown instanceof UnsupportedFeatureException
                            || thrown instanceof AllmanningException,
                    "A call that needs "
                            + feature
                            + " is refused by UnsupportedOperationException,"
                            + " UnsupportedFeatureException or AllmanningException, found "
                            + (thrown == null ? "an answer" : thrown.getClass().getName())
                            + ".");
            Check.equal("Requests made", 0, bench.server.calls().size());
        }
    }

    private void notOffered(ModelFeature feature) {
        Check.that(
                bench.connector.offers(bench.context()).stream()
                        .noneMatch(offer -> offer.features().contains(feature)),
                "No model with " + feature + " is offered, since none is declared.");
    }
}
