/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/**
 * A connector for the protocol of OpenAI that does all that the kit knows, with at most one flaw.
 */
final class ReferenceConnector implements ModelConnector {

    static final List<ModelKind> KINDS =
            List.of(
                    ModelKind.CHAT,
                    ModelKind.EMBEDDING,
                    ModelKind.SCORING,
                    ModelKind.TRANSCRIPTION);

    private final Flaw flaw;

    ReferenceConnector(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public String id() {
        return flaw == Flaw.BAD_ID ? "Reference Connector" : "reference";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        if (context.configuration().isEmpty() && flaw != Flaw.OFFERS_UNASKED) {
            return List.of();
        }
        if (context.configuration().isEmpty()) {
            return List.of(ModelOffer.builder(ModelId.parse("kit/free@1"), ModelKind.CHAT).build());
        }
        if (flaw == Flaw.NETWORK_IN_OFFERS) {
            wire(context).exchangeQuietly("/v1/models");
        }
        @SuppressWarnings("unchecked")
        Map<String, String> models = (Map<String, String>) context.configuration().get("models");
        List<ModelOffer> offers = new ArrayList<>();
        for (ModelKind kind : KINDS) {
            String id = models.get(kind.id());
            if (id != null) {
                offers.add(offer(kind, id, context));
            }
        }
        return offers;
    }

    private ModelOffer offer(ModelKind kind, String id, ConnectorContext context) {
        String name = flaw == Flaw.RANDOM_OFFERS ? "kit/a" + UUID.randomUUID() + "@1" : id;
        ModelOffer.Builder offer = ModelOffer.builder(ModelId.parse(name), kind);
        if (flaw != Flaw.CLAIMS_LOCAL_DEPLOYMENT) {
            offer.deployment(text(context, "deployment"));
        }
        if (flaw == Flaw.CLAIMS_VERIFIED_DIGEST) {
            offer.verifiedDigest("0".repeat(64));
        }
        if (kind.equals(ModelKind.EMBEDDING)) {
            offer.dimension(Endpoint.DIMENSION);
        }
        if (flaw == Flaw.CLAIMS_JURISDICTION) {
            offer.features(Set.of(ModelFeature.of("jurisdiction-se")));
        } else if (kind.equals(ModelKind.CHAT)) {
            offer.features(
                    Set.of(
                            ModelFeature.STREAMING,
                            ModelFeature.TOOLS,
                            ModelFeature.JSON_SCHEMA,
                            ModelFeature.IMAGES));
        }
        return offer.build();
    }

    @Override
    public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
        return new ReferenceModels.Chat(wire(context));
    }

    @Override
    public StreamingChatModel streamingChatModel(ModelOffer offer, ConnectorContext context) {
        return new ReferenceStream(wire(context));
    }

    @Override
    public EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
        return new ReferenceModels.Embeddings(wire(context));
    }

    @Override
    public ScoringModel scoringModel(ModelOffer offer, ConnectorContext context) {
        return new ReferenceModels.Scores(wire(context));
    }

    @Override
    public AudioTranscriptionModel transcriptionModel(ModelOffer offer, ConnectorContext context) {
        return new ReferenceModels.Transcripts(wire(context));
    }

    private ReferenceWire wire(ConnectorContext context) {
        String url = text(context, "url");
        if (!url.matches("https?://[^\\s/]+")) {
            throw new AllmanningException(
                    "ALM-REF-001",
                    AllmanningException.Category.USAGE,
                    "url of connector reference is no address: \"" + url + "\".");
        }
        String name = "key";
        String key = context.secret(name).orElse("");
        if (key.isEmpty() && flaw != Flaw.SENDS_WITHOUT_KEY) {
            throw new AllmanningException(
                    "ALM-REF-002",
                    AllmanningException.Category.USAGE,
                    "The secret " + name + " of connector reference is not set.");
        }
        Object authority = context.configuration().get("authority");
        ReferenceWire wire =
                new ReferenceWire(
                        URI.create(url),
                        key,
                        authority == null ? "" : authority.toString(),
                        context.clock(),
                        flaw);
        if (flaw == Flaw.BINDING_CALLS) {
            wire.exchangeQuietly("/v1/models");
        }
        return wire;
    }

    private static String text(ConnectorContext context, String name) {
        return String.valueOf(context.configuration().get(name));
    }
}
