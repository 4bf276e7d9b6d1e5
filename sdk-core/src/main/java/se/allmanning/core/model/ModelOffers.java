/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/**
 * What the connectors of a host offer, asked for once at the start, and the bare models, each bound
 * on first use. Bare models leave this room only behind guards. Thread-safe.
 */
public final class ModelOffers implements AutoCloseable {

    /** How a connector binds a kind of model. */
    interface Binder<M> {
        M bind(ModelConnector connector, ModelOffer offer, ConnectorContext context);
    }

    private record Source(ModelConnector connector, ConnectorContext context) {}

    private record Key(ModelOffer offer, Class<?> type) {}

    private final Map<ModelOffer, Source> sources;
    private final Map<Key, Object> bound = new HashMap<>();
    private boolean closed;

    private ModelOffers(Map<ModelOffer, Source> sources) {
        this.sources = sources;
    }

    /**
     * Asks the connectors for their offers.
     *
     * @throws AllmanningException if the configuration names a connector that is not there, is
     *     wrong for one, or two connectors offer the same model at the same deployment
     */
    public static ModelOffers load(
            Home home,
            Configuration configuration,
            Map<String, ModelConnector> connectors,
            Secrets secrets,
            Clock clock) {
        for (String id : configuration.connectors()) {
            if (!connectors.containsKey(id)) {
                throw new AllmanningException(
                        "ALM-CON-001",
                        Category.USAGE,
                        "No model connector \""
                                + id
                                + "\" (connectors."
                                + id
                                + "). Available: "
                                + names(connectors.keySet())
                                + ". Put allmanning-connector-"
                                + id
                                + " on the class path or correct the id.");
            }
        }
        Map<ModelOffer, Source> sources = new LinkedHashMap<>();
        connectors.forEach((id, connector) -> {
            ConnectorContext context =
                    new HomeConnectorContext(
                            home.connector(id), configuration.connector(id), secrets, clock);
            for (ModelOffer offer : connector.offers(context)) {
                add(sources, offer, new Source(connector, context));
            }
        });
        return new ModelOffers(sources);
    }

    private static void add(Map<ModelOffer, Source> sources, ModelOffer offer, Source source) {
        for (Map.Entry<ModelOffer, Source> other : sources.entrySet()) {
            ModelOffer there = other.getKey();
            if (there.model().equals(offer.model())
                    && there.kind().equals(offer.kind())
                    && there.deployment().equals(offer.deployment())) {
                throw new AllmanningException(
                        "ALM-CON-006",
                        Category.USAGE,
                        "The model "
                                + offer.model()
                                + " at the deployment \""
                                + offer.deployment()
                                + "\" is offered twice, by the connectors \""
                                + other.getValue().connector().id()
                                + "\" and \""
                                + source.connector().id()
                                + "\". Remove one, or give them deployments of their own.");
            }
        }
        sources.put(offer, source);
    }

    private static String names(Collection<String> ids) {
        return ids.isEmpty() ? "none" : ids.stream().sorted().collect(Collectors.joining(", "));
    }

    /** All offers, in the order of the connectors. */
    public List<ModelOffer> all() {
        return List.copyOf(sources.keySet());
    }

    /** The offers of a kind. */
    public List<ModelOffer> of(ModelKind kind) {
        return sources.keySet().stream().filter(o -> o.kind().equals(kind)).toList();
    }

    /** The bare model of an offer, bound now if it was not before. */
    <M> M bind(ModelOffer offer, Class<M> type, Binder<M> binder) {
        Key key = new Key(offer, type);
        synchronized (this) {
            if (closed) {
                throw new AllmanningException(
                        "ALM-CON-003",
                        Category.CANCELLED,
                        "The host is closed. Open it again before using its models.");
            }
            Object model = bound.get(key);
            if (model == null) {
                Source source = source(offer);
                model = binder.bind(source.connector(), offer, source.context());
                bound.put(key, model);
            }
            return type.cast(model);
        }
    }

    private Source source(ModelOffer offer) {
        Source source = sources.get(offer);
        if (source == null) {
            throw new IllegalArgumentException("No connector of this host made " + offer + ".");
        }
        return source;
    }

    /** Closes every model that can be closed, the rest also when one of them fails. */
    @Override
    public void close() {
        List<Object> models;
        synchronized (this) {
            closed = true;
            models = new ArrayList<>(bound.values());
            bound.clear();
        }
        @Nullable AllmanningException failure = null;
        for (Object model : models) {
            if (model instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    failure =
                            new AllmanningException(
                                    "ALM-CON-005",
                                    Category.FAULT,
                                    "A model cannot be closed ("
                                            + e.getClass().getSimpleName()
                                            + ").",
                                    e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
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
            Object value = configuration;
            for (String key : name.split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return value instanceof String reference
                    ? secrets.resolve(reference.strip())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "ConnectorContext[" + folder.getFileName() + "]";
        }
    }
}
