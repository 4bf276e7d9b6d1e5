/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/**
 * Offers embedding models that run inside the process: those that lie on the class path as
 * artifacts and those that the configuration points at.
 */
public final class OnnxConnector implements ModelConnector {

    /** Made by {@link OnnxExtension}. */
    public OnnxConnector() {}

    /** A model that can be bound, and how its files come to lie in a folder. */
    private record Found(
            ModelDescriptor descriptor, String where, Function<Path, ModelFolder> folder) {}

    /** {@code onnx}. */
    @Override
    public String id() {
        return "onnx";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        return found(context, OnnxConfiguration.of(context)).stream()
                .map(found -> offer(found.descriptor()))
                .toList();
    }

    private static ModelOffer offer(ModelDescriptor descriptor) {
        return ModelOffer.builder(descriptor.id(), ModelKind.EMBEDDING)
                .verifiedDigest(descriptor.digest())
                .dimension(descriptor.dimension())
                .languages(descriptor.languages())
                .build();
    }

    @Override
    public EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
        OnnxConfiguration configuration = OnnxConfiguration.of(context);
        for (Found found : found(context, configuration)) {
            if (offer(found.descriptor()).equals(offer)) {
                return new OnnxModelBuilder(found.folder().apply(context.directory()))
                        .workers(configuration.workers())
                        .natives(configuration.natives().orElse(context.directory()))
                        .build();
            }
        }
        throw OnnxFault.DESCRIPTOR.because(
                "The model "
                        + offer.model()
                        + " with digest "
                        + offer.digest().orElse("unknown")
                        + " is no longer there. Restart the host.");
    }

    private static List<Found> found(ConnectorContext context, OnnxConfiguration configuration) {
        List<Found> all = new ArrayList<>();
        for (ClassPathModel model : ClassPathModel.all(OnnxConnector.class.getClassLoader())) {
            all.add(new Found(model.descriptor(), model.location().toString(), model::in));
        }
        for (Path path : configuration.models()) {
            ModelFolder folder = ModelFolder.at(context.directory().resolve(path));
            all.add(new Found(folder.descriptor(), folder.folder().toString(), any -> folder));
        }
        Map<ModelId, Found> byId = new LinkedHashMap<>();
        for (Found found : all) {
            Found other = byId.putIfAbsent(found.descriptor().id(), found);
            if (other != null && !other.descriptor().digest().equals(found.descriptor().digest())) {
                throw OnnxFault.DESCRIPTOR.because(
                        "Two different models call themselves "
                                + found.descriptor().id()
                                + ": "
                                + other.where()
                                + " and "
                                + found.where()
                                + ". Give one of them another version in its model.json.");
            }
        }
        return List.copyOf(byId.values());
    }
}
