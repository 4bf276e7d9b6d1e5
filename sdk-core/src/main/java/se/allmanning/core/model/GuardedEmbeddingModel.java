/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import se.allmanning.core.model.guard.GuardReport;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.LocalEmbeddingModel;

/**
 * One embedding model whose every call goes the way of {@link ModelCalls}. Vectors of different
 * models do not compare, so there is no other offer to go to; only the same one is tried again.
 * Thread-safe.
 */
class GuardedEmbeddingModel implements EmbeddingModel {

    private final GuardedCall call;
    private final ModelOffer offer;
    private final EmbeddingModel bare;

    private GuardedEmbeddingModel(GuardedCall call, ModelOffer offer, EmbeddingModel bare) {
        this.call = call;
        this.offer = offer;
        this.bare = bare;
    }

    /**
     * Guards the model of an offer, which is bound now if it was not before.
     *
     * @param call a call for that offer alone
     */
    static EmbeddingModel of(GuardedCall call, ModelOffer offer) {
        EmbeddingModel bare =
                call.calls().tools().offers().bind(offer, EmbeddingModel.class, binder());
        return bare instanceof LocalEmbeddingModel local
                ? new Local(call, offer, local)
                : new GuardedEmbeddingModel(call, offer, bare);
    }

    private static ModelOffers.Binder<EmbeddingModel> binder() {
        return (connector, offer, context) -> connector.embeddingModel(offer, context);
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        return call.run(new EmbeddingExchange(request));
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return bare.supportedParameters();
    }

    @Override
    public int dimension() {
        return bare.dimension();
    }

    @Override
    public String modelName() {
        return offer.model().toString();
    }

    @Override
    public String toString() {
        return "GuardedEmbeddingModel[" + offer.model() + "]";
    }

    /** A guarded model in the process; the host closes the model itself. */
    private static final class Local extends GuardedEmbeddingModel implements LocalEmbeddingModel {
        private final LocalEmbeddingModel bare;

        Local(GuardedCall call, ModelOffer offer, LocalEmbeddingModel bare) {
            super(call, offer, bare);
            this.bare = bare;
        }

        @Override
        public int maxTokens() {
            return bare.maxTokens();
        }

        @Override
        public int workers() {
            return bare.workers();
        }

        @Override
        public long inferenceNanos() {
            return bare.inferenceNanos();
        }

        @Override
        public void close() {}
    }

    private record EmbeddingExchange(EmbeddingRequest request)
            implements GuardedCall.Exchange<EmbeddingModel, EmbeddingResponse> {

        @Override
        public Class<EmbeddingModel> type() {
            return EmbeddingModel.class;
        }

        @Override
        public ModelOffers.Binder<EmbeddingModel> binder() {
            return GuardedEmbeddingModel.binder();
        }

        @Override
        public List<String> texts() {
            List<String> texts = new ArrayList<>();
            map(text -> {
                texts.add(text);
                return text;
            });
            return texts;
        }

        private List<EmbeddingInput> map(UnaryOperator<String> change) {
            List<EmbeddingInput> inputs = new ArrayList<>();
            for (EmbeddingInput input : request.inputs()) {
                List<Content> contents = new ArrayList<>();
                for (Content content : input.contents()) {
                    contents.add(
                            content instanceof TextContent text
                                    ? TextContent.from(change.apply(text.text()))
                                    : content);
                }
                inputs.add(EmbeddingInput.from(contents));
            }
            return inputs;
        }

        @Override
        public EmbeddingResponse send(EmbeddingModel model, List<String> texts) {
            Iterator<String> next = texts.iterator();
            return model.embed(
                    EmbeddingRequest.builder()
                            .inputs(map(text -> next.next()))
                            .parameters(request.parameters())
                            .build());
        }

        @Override
        public GuardedCall.Guarded<EmbeddingResponse> guard(
                EmbeddingResponse answer, CallAttempt attempt) {
            return new GuardedCall.Guarded<>(
                    answer, "", answer.tokenUsage(), answer.modelName(), GuardReport.empty());
        }
    }
}
