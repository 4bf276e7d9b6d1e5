/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.model.ModelUse;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The embedding model of a host: which one is chosen at the start, and the model itself, bound on
 * first use and never handed out but behind guards. Thread-safe.
 */
public final class EmbeddingModels {

    private static final ModelNeed NEED = ModelNeed.of("embedding", ModelKind.EMBEDDING);

    private final ModelCalls calls;
    private final @Nullable ModelOffer choice;
    private final String whyNone;

    private EmbeddingModels(ModelCalls calls, @Nullable ModelOffer choice, String whyNone) {
        this.calls = calls;
        this.choice = choice;
        this.whyNone = whyNone;
    }

    /**
     * Chooses one of the offers.
     *
     * @param wanted the model that the configuration names; empty: the only one
     * @throws AllmanningException if the configuration names a model that nobody offers
     */
    public static EmbeddingModels choose(ModelCalls calls, Optional<ModelId> wanted) {
        List<ModelOffer> found = calls.tools().offers().of(ModelKind.EMBEDDING);
        String available = names(found.stream().map(o -> o.model().toString()).toList());
        if (wanted.isPresent()) {
            return found.stream()
                    .filter(offer -> offer.model().equals(wanted.get()))
                    .findFirst()
                    .map(offer -> new EmbeddingModels(calls, offer, ""))
                    .orElseThrow(() ->
                            new AllmanningException(
                                    "ALM-CON-002",
                                    Category.USAGE,
                                    "No connector offers the embedding model "
                                            + wanted.get()
                                            + " (embedding-model). Available: "
                                            + available
                                            + ". Correct the id or add the model's artifact."));
        }
        if (found.size() == 1) {
            return new EmbeddingModels(calls, found.get(0), "");
        }
        return new EmbeddingModels(
                calls,
                null,
                found.isEmpty()
                        ? "No connector offers an embedding model. Put allmanning-sdk, or a connector and a model, on the"
                                + " class path."
                        : "Several embedding models are found: "
                                + available
                                + ". Name one under embedding-model in allmanning.yaml.");
    }

    private static String names(Collection<String> ids) {
        return ids.isEmpty() ? "none" : ids.stream().sorted().collect(Collectors.joining(", "));
    }

    /**
     * What is offered of the chosen model.
     *
     * @throws AllmanningException if there is none to choose, or several
     */
    public ModelOffer offer() {
        return Optional.ofNullable(choice)
                .orElseThrow(() -> new AllmanningException("ALM-CON-004", Category.USAGE, whyNone));
    }

    /**
     * What tells the vectors of the chosen model from those of another: the digest of its files,
     * and where none is known, a digest of its id and deployment. 64 hexadecimal digits.
     */
    public String identity() {
        ModelOffer offer = offer();
        return offer.digest().orElseGet(() -> Sha256.of(offer.model() + "\n" + offer.deployment()));
    }

    /** The chosen model as it goes into a provenance. */
    public ModelUse use() {
        ModelOffer offer = offer();
        return new ModelUse(
                offer.model(), offer.deployment(), offer.digest().orElse(null), offer.verified());
    }

    /**
     * The chosen model within a scope that somebody else finishes; bound now if it was not before.
     *
     * @throws AllmanningException if there is none to choose, or it cannot be bound
     */
    public EmbeddingModel model(CallScope scope) {
        return model(() -> scope, false);
    }

    /**
     * The chosen model with a scope for each call, which ends with it.
     *
     * @throws AllmanningException if there is none to choose, or it cannot be bound
     */
    public EmbeddingModel model(Supplier<CallScope> scopes) {
        return model(scopes, true);
    }

    private EmbeddingModel model(Supplier<CallScope> scopes, boolean finishes) {
        ModelOffer offer = offer();
        return GuardedEmbeddingModel.of(
                new GuardedCall(calls, NEED, offer, scopes, finishes), offer);
    }
}
