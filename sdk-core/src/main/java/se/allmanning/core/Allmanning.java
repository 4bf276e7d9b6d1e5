/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.knowledge.KnowledgeBases;
import se.allmanning.core.knowledge.evaluate.Evaluation;
import se.allmanning.core.knowledge.evaluate.EvaluationListener;
import se.allmanning.core.model.EmbeddingModels;
import se.allmanning.core.plugin.Extensions;
import se.allmanning.core.plugin.Services;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.service.AiService;
import se.allmanning.service.BoundService;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AllmanningExtension;

/**
 * The front door: one open home with its knowledge bases, models and services.
 *
 * <pre>{@code
 * try (Allmanning allmanning = Allmanning.open(Path.of("allmanning-home"))) {
 *     KnowledgeBase rules = allmanning.knowledge("rules");
 *     rules.sync(KnowledgeSource.folder(Path.of("documents")));
 *     Answer answer = allmanning.service(MunicipalAnswers.class).invoke(new Question("Vad gäller?"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. What it hands out is valid until it closes. {@link #close()} refuses new calls,
 * waits for those that run, then cancels what is left. Processes may share a home; only writing a
 * knowledge base locks that base.
 */
public final class Allmanning implements AutoCloseable {

    private final Home home;
    private final Configuration configuration;
    private final CallGate gate;
    private final EmbeddingModels models;
    private final KnowledgeBases bases;
    private final Services services;
    private final Duration drain;

    private Allmanning(Builder builder) {
        this.home = Home.open(Objects.requireNonNull(builder.home, "home"));
        this.configuration =
                builder.configuration != null
                        ? builder.configuration
                        : Configuration.read(home.configurationFile());
        this.drain = builder.drain;
        this.gate = new CallGate();
        Extensions extensions = Extensions.load(builder.extensions, builder.classLoader);
        this.models =
                EmbeddingModels.open(
                        home, configuration, extensions, builder.secrets, builder.clock);
        try {
            this.bases =
                    new KnowledgeBases(
                            home,
                            configuration,
                            extensions,
                            models,
                            gate,
                            builder.clock,
                            builder.executor);
            this.services = new Services(configuration, extensions, bases, gate);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    /**
     * Opens a home with the defaults, making it if it does not exist.
     *
     * @throws se.allmanning.service.AllmanningException if its configuration is wrong (every fault
     *     is told), or it was written by a newer version
     */
    public static Allmanning open(Path home) {
        return builder().home(home).open();
    }

    /** Starts a host with what it has of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A knowledge base of the default authority. It need not exist yet: the first sync makes it.
     *
     * @param name {@code [a-z][a-z0-9-]{1,63}}
     */
    public KnowledgeBase knowledge(String name) {
        return knowledge(name, defaultInvocation());
    }

    /**
     * A knowledge base of the invocation's authority, whose search methods use the given
     * invocation.
     */
    public KnowledgeBase knowledge(String name, Invocation invocation) {
        gate.checkOpen();
        return bases.base(name, invocation);
    }

    /** The names of the knowledge bases of an authority, sorted. */
    public List<String> knowledgeNames(String authority) {
        gate.checkOpen();
        return bases.names(authority);
    }

    /**
     * A service on the class path, bound to this host.
     *
     * @throws se.allmanning.service.AllmanningException if it is not found or cannot be made
     */
    public <I, O> BoundService<I, O> service(Class<? extends AiService<I, O>> type) {
        gate.checkOpen();
        return services.bind(type, defaultInvocation());
    }

    /**
     * The embedding model that the knowledge bases use, as LangChain4j's type. Questions are
     * embedded with {@code EmbeddingInputType.QUERY}. It is opened on first use.
     */
    public EmbeddingModel embeddingModel() {
        gate.checkOpen();
        return models.model();
    }

    /**
     * An evaluation of search and answers on test sets, with this host's embedding model, store,
     * ranking and answerer. The indexed pool of a test set is kept in the home and used again as
     * long as neither its passages nor the model change.
     *
     * @param listener is told how it goes
     */
    public Evaluation evaluation(EvaluationListener listener) {
        gate.checkOpen();
        return new Evaluation(bases::pool, listener);
    }

    /** The invocation of calls that give none, from the configuration. */
    public Invocation defaultInvocation() {
        return configuration.defaultInvocation();
    }

    /**
     * Refuses new calls, waits for those that run, then cancels what is left. Closing twice does
     * nothing.
     */
    @Override
    public void close() {
        if (gate.close(drain)) {
            bases.close();
            models.close();
        }
    }

    @Override
    public String toString() {
        return "Allmanning[" + home.path() + "]";
    }

    /** Builds an {@link Allmanning}. Only a home is required. Not thread-safe. */
    public static final class Builder {
        private @Nullable Path home;
        private @Nullable Configuration configuration;
        private Clock clock = Clock.systemUTC();
        private @Nullable Executor executor;
        private Secrets secrets = Secrets.ofEnvironment();
        private Duration drain = Duration.ofSeconds(30);
        private final List<AllmanningExtension> extensions =
                new ArrayList<>(List.of(new CoreExtension()));
        private @Nullable ClassLoader classLoader = Allmanning.class.getClassLoader();

        private Builder() {}

        /** Sets the home folder. */
        public Builder home(Path value) {
            this.home = value;
            return this;
        }

        /** Sets the configuration; read from {@code allmanning.yaml} in the home unless set. */
        public Builder configuration(Configuration value) {
            this.configuration = value;
            return this;
        }

        /** Sets the clock; the system's unless set. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /**
         * Sets where documents are read and parsed during a sync; threads of its own for each sync
         * unless set.
         */
        public Builder executor(Executor value) {
            this.executor = value;
            return this;
        }

        /** Sets where secrets come from; environment variables and files unless set. */
        public Builder secrets(Secrets value) {
            this.secrets = value;
            return this;
        }

        /**
         * Sets how long {@link Allmanning#close()} waits for calls that run; 30 seconds unless set.
         */
        public Builder drain(Duration value) {
            this.drain = value;
            return this;
        }

        /**
         * Adds connectors, stores, parsers or services that are not found by the service loader.
         */
        public Builder extension(AllmanningExtension value) {
            this.extensions.add(value);
            return this;
        }

        /**
         * Sets the class loader in which extensions are found; that of this class unless set. With
         * {@code null} only those given by {@link #extension} are used.
         */
        public Builder classLoader(@Nullable ClassLoader value) {
            this.classLoader = value;
            return this;
        }

        /**
         * Opens the home.
         *
         * @throws se.allmanning.service.AllmanningException if the configuration is wrong (every
         *     fault is told), an extension is there twice, or the home was written by a newer
         *     version
         */
        public Allmanning open() {
            return new Allmanning(this);
        }
    }
}
