/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.plugin.Extensions;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.model.ModelUse;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/**
 * The embedding model of a host: which one is chosen at the start, and the model itself, bound on
 * first use. Thread-safe.
 */
public final class EmbeddingModels implements AutoCloseable {

    private record Choice(ModelConnector connector, ModelOffer offer, ConnectorContext context) {}

    private final @Nullable Choice choice;
    private final String whyNone;
    private @Nullable EmbeddingModel model;
    private boolean closed;

    private EmbeddingModels(@Nullable Choice choice, String whyNone) {
        this.choice = choice;
        this.whyNone = whyNone;
    }

    /**
     * Asks the connectors for their offers and chooses one.
     *
     * @throws AllmanningException if the configuration names a connector or a model that is not
     *     there
     */
    public static EmbeddingModels open(
            Home home,
            Configuration configuration,
            Extensions extensions,
            Secrets secrets,
            Clock clock) {
        for (String id : configuration.connectors()) {
            if (!extensions.connectors().containsKey(id)) {
                throw new AllmanningException(
                        "ALM-CON-001",
                        Category.USAGE,
                        "No model connector \""
                                + id
                                + "\" (connectors."
                                + id
                                + "). Available: "
                                + names(extensions.connectors().keySet())
                                + ". Put allmanning-connector-"
                                + id
                                + " on the class path or correct the id.");
            }
        }
        List<Choice> found = new ArrayList<>();
        extensions
                .connectors()
                .forEach((id, connector) -> {
                    ConnectorContext context =
                            new HomeConnectorContext(
                                    home.connector(id),
                                    configuration.connector(id),
                                    secrets,
                                    clock);
                    connector.offers(context).stream()
                            .filter(offer -> offer.kind().equals(ModelKind.EMBEDDING))
                            .forEach(offer -> found.add(new Choice(connector, offer, context)));
                });
        return choose(configuration, found);
    }

    private static EmbeddingModels choose(Configuration configuration, List<Choice> found) {
        String available = names(found.stream().map(c -> c.offer().model().toString()).toList());
        if (configuration.embeddingModel().isPresent()) {
            var wanted = configuration.embeddingModel().get();
            return found.stream()
                    .filter(c -> c.offer().model().equals(wanted))
                    .findFirst()
                    .map(c -> new EmbeddingModels(c, ""))
                    .orElseThrow(() ->
                            new AllmanningException(
                                    "ALM-CON-002",
                                    Category.USAGE,
                                    "No connector offers the embedding model "
                                            + wanted
                                            + " (embedding-model). Available: "
                                            + available
                                            + ". Correct the id or add the model's artifact."));
        }
        if (found.size() == 1) {
            return new EmbeddingModels(found.get(0), "");
        }
        return new EmbeddingModels(
                null,
                found.isEmpty()
                        ? "No connector offers an embedding model. Put allmanning-sdk, or a connector and a model, on the"
                                + " class path."
                        : "Several embedding models are found: "
                                + available
                                + ". Name one under embedding-model in allmanning.yaml.");
    }

    private static String names(java.util.Collection<String> ids) {
        return ids.isEmpty() ? "none" : ids.stream().sorted().collect(Collectors.joining(", "));
    }

    /**
     * What is offered of the chosen model.
     *
     * @throws AllmanningException if there is none to choose, or several
     */
    public ModelOffer offer() {
        return chosen().offer();
    }

    /** The chosen model as it goes into a provenance. */
    public ModelUse use() {
        ModelOffer offer = offer();
        return new ModelUse(offer.model(), offer.digest(), offer.verified());
    }

    /**
     * The chosen model, bound now if it was not before.
     *
     * @throws AllmanningException if there is none to choose, or it cannot be bound
     */
    public synchronized EmbeddingModel model() {
        if (closed) {
            throw new AllmanningException(
                    "ALM-CON-003",
                    Category.CANCELLED,
                    "The host is closed. Open it again before using its models.");
        }
        EmbeddingModel bound = model;
        if (bound == null) {
            Choice chosen = chosen();
            bound = chosen.connector().embeddingModel(chosen.offer(), chosen.context());
            model = bound;
        }
        return bound;
    }

    private Choice chosen() {
        return Optional.ofNullable(choice)
                .orElseThrow(() -> new AllmanningException("ALM-CON-004", Category.USAGE, whyNone));
    }

    /** Closes the model if it can be closed. */
    @Override
    public synchronized void close() {
        closed = true;
        if (model instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AllmanningException(
                        "ALM-CON-005", Category.FAULT, "The embedding model cannot be closed.", e);
            }
        }
        model = null;
    }

    private record HomeConnectorContext(
            Path folder, Map<String, Object> configuration, Secrets secrets, Clock clock)
            implements ConnectorContext {

        @Override
        public Path directory() {
            try {
                return Files.createDirectories(folder);
            } catch (IOException e) {
                throw new AllmanningException(
                        "ALM-HOM-002",
                        Category.FAULT,
                        "The folder "
                                + folder
                                + " cannot be made ("
                                + e.getClass().getSimpleName()
                                + "). Check that the home may be written.",
                        e);
            }
        }

        @Override
        public Optional<String> secret(String name) {
            return configuration.get(name) instanceof String reference
                    ? secrets.resolve(reference)
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "ConnectorContext[" + folder.getFileName() + "]";
        }
    }
}
