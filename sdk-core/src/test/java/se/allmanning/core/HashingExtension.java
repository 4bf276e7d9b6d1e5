/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import java.util.List;
import java.util.Locale;
import se.allmanning.core.model.TestCatalog;
import se.allmanning.core.policy.Policy;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/** Brings an embedding model that hashes words, so that tests of everything else are fast. */
final class HashingExtension implements AllmanningExtension {

    private static final int DIMENSION = 32;
    static final ModelOffer OFFER =
            ModelOffer.builder(ModelId.parse("test/hashing@1"), ModelKind.EMBEDDING)
                    .verifiedDigest("0".repeat(64))
                    .dimension(DIMENSION)
                    .build();

    /** A policy on a catalog that certifies the model. */
    static final Policy PERMITTED =
            TestCatalog.permitting(List.of(OFFER), Clearance.parse("K3R3T3"));

    @Override
    public List<ModelConnector> modelConnectors() {
        return List.of(new HashingConnector());
    }

    private static final class HashingConnector implements ModelConnector {
        @Override
        public String id() {
            return "hashing";
        }

        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return List.of(OFFER);
        }

        @Override
        public EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
            return new HashingModel();
        }
    }

    private static final class HashingModel implements EmbeddingModel {
        @Override
        public EmbeddingResponse doEmbed(EmbeddingRequest request) {
            return EmbeddingResponse.builder()
                    .embeddings(request.inputs().stream().map(i -> embedding(i.text())).toList())
                    .build();
        }

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(segments.stream().map(s -> embedding(s.text())).toList());
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        private static Embedding embedding(String text) {
            float[] vector = new float[DIMENSION];
            vector[0] = 0.01f;
            for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+", -1)) {
                vector[Math.floorMod(word.hashCode(), DIMENSION)] += 1;
            }
            Embedding embedding = Embedding.from(vector);
            embedding.normalize();
            return embedding;
        }
    }
}
