/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/**
 * Offers the models that the configuration names, at providers and servers that speak the OpenAI
 * protocol. Each model is an {@link AutoCloseable} with connections of its own, a {@link
 * se.allmanning.spi.BoundedModel}, and safe for many threads. Every fault of a call is a {@link
 * se.allmanning.spi.ModelCallException}; nothing is ever tried twice, that is the host's part.
 */
public final class OpenAiConnector implements ModelConnector {

    /** Made by {@link OpenAiExtension}. */
    public OpenAiConnector() {}

    /** {@code openai}. */
    @Override
    public String id() {
        return "openai";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        return OpenAiConfiguration.of(context).stream()
                .flatMap(provider -> provider.models().stream())
                .map(ModelSettings::offer)
                .toList();
    }

    @Override
    public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
        return bind(offer, ModelKind.CHAT, context, OpenAiChatModel::new);
    }

    @Override
    public StreamingChatModel streamingChatModel(ModelOffer offer, ConnectorContext context) {
        if (!offer.features().contains(ModelFeature.STREAMING)) {
            throw new UnsupportedOperationException(
                    "The model "
                            + offer.model()
                            + " is not offered with streaming. Add streaming to its features if it can.");
        }
        return bind(offer, ModelKind.CHAT, context, OpenAiStreamingChatModel::new);
    }

    @Override
    public EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
        return bind(
                offer,
                ModelKind.EMBEDDING,
                context,
                (endpoint, model) -> new OpenAiEmbeddingModel(endpoint, model, null));
    }

    @Override
    public ScoringModel scoringModel(ModelOffer offer, ConnectorContext context) {
        return bind(offer, ModelKind.SCORING, context, OpenAiScoringModel::new);
    }

    @Override
    public AudioTranscriptionModel transcriptionModel(ModelOffer offer, ConnectorContext context) {
        return bind(offer, ModelKind.TRANSCRIPTION, context, OpenAiTranscriptionModel::new);
    }

    /**
     * What a provider calls the models that it serves now, as {@code /models} lists them. For
     * whoever writes the configuration; a host never asks. Makes a network call.
     *
     * @param provider the provider's id in the configuration
     * @throws AllmanningException if the configuration is wrong or has no such provider
     * @throws se.allmanning.spi.ModelCallException if the provider does not answer
     */
    public List<String> served(String provider, ConnectorContext context) {
        List<ProviderSettings> providers = OpenAiConfiguration.of(context);
        ProviderSettings settings =
                providers.stream()
                        .filter(p -> p.id().equals(provider))
                        .findFirst()
                        .orElseThrow(() ->
                                new AllmanningException(
                                        "ALM-CON-202",
                                        Category.USAGE,
                                        "No provider \""
                                                + provider
                                                + "\" (connectors.openai.providers). Configured: "
                                                + providers.stream()
                                                        .map(ProviderSettings::id)
                                                        .collect(Collectors.joining(", "))
                                                + ". Correct the id or add the provider."));
        try (Endpoint endpoint = settings.open()) {
            JsonNode answer = endpoint.get("/models");
            JsonNode list = answer.isArray() ? answer : answer.path("data");
            if (!list.isArray()) {
                throw endpoint.faults("/models").malformed("has no list of models", null);
            }
            List<String> names = new ArrayList<>();
            for (JsonNode model : list) {
                String name = model.path("id").asText("");
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            return names.stream().sorted().toList();
        }
    }

    private static <M> M bind(
            ModelOffer offer,
            ModelKind kind,
            ConnectorContext context,
            BiFunction<Endpoint, ModelSettings, M> model) {
        if (!offer.kind().equals(kind)) {
            throw new UnsupportedOperationException(
                    "The model " + offer.model() + " is of the kind " + offer.kind() + ".");
        }
        for (ProviderSettings provider : OpenAiConfiguration.of(context)) {
            for (ModelSettings settings : provider.models()) {
                if (settings.offer().equals(offer)) {
                    return model.apply(provider.open(), settings);
                }
            }
        }
        throw new AllmanningException(
                "ALM-CON-203",
                Category.USAGE,
                "The model "
                        + offer.model()
                        + " is no longer offered as it was (connectors.openai). Restart the host.");
    }
}
