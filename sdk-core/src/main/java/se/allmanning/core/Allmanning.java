/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.ModelsSection;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.knowledge.KnowledgeBases;
import se.allmanning.core.knowledge.evaluate.Evaluation;
import se.allmanning.core.knowledge.evaluate.EvaluationListener;
import se.allmanning.core.model.CallScopes;
import se.allmanning.core.model.EmbeddingModels;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.core.model.ModelLender;
import se.allmanning.core.model.ModelOffers;
import se.allmanning.core.model.ModelSettings;
import se.allmanning.core.plugin.Extensions;
import se.allmanning.core.plugin.Services;
import se.allmanning.core.policy.Policy;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.model.ModelNeed;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.UsageDeclaration;
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
    private final ModelOffers offers;
    private final TrailRecorder recorder;
    private final ModelCalls calls;
    private final EmbeddingModels embedding;
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
        Clock clock = builder.clock;
        this.offers =
                ModelOffers.load(
                        home, configuration, extensions.connectors(), builder.secrets, clock);
        this.recorder = TrailRecorder.of(home, configuration, builder.secrets, clock);
        Supplier<Policy> policy =
                builder.policy != null
                        ? builder.policy
                        : Governance.of(home, configuration, recorder, clock);
        ModelSettings settings = HostSettings.models(configuration, builder.secrets);
        this.calls =
                new ModelCalls(
                        new ModelCalls.Tools(
                                offers,
                                policy,
                                recorder,
                                settings,
                                clock,
                                builder.waiter,
                                builder.telemetry));
        try {
            HostSettings.takeUpBudgets(calls, settings, home, clock);
            this.embedding = EmbeddingModels.choose(calls, configuration.embeddingModel());
            this.bases =
                    new KnowledgeBases(
                            home,
                            configuration,
                            extensions,
                            embedding,
                            calls,
                            gate,
                            clock,
                            builder.executor);
            this.services = new Services(configuration, extensions, calls, bases, clock, gate);
        } catch (RuntimeException e) {
            calls.close();
            offers.close();
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
     * The embedding model that the knowledge bases use, as LangChain4j's type, guarded and recorded
     * as every call is. Questions are embedded with {@code EmbeddingInputType.QUERY}. It is opened
     * on first use.
     */
    public EmbeddingModel embeddingModel() {
        gate.checkOpen();
        return embedding.model(() -> CallScopes.host(defaultInvocation(), null));
    }

    /**
     * A chat model for code around the host, which drops into LangChain4j's {@code AiServices}:
     * every call goes through catalog, policy, guards and audit, on behalf of the given invocation.
     *
     * @param role one that {@code models: roles:} in the configuration declares; another may answer
     *     questions with information of the invocation's class
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     */
    public ChatModel chatModel(String role, Invocation invocation) {
        gate.checkOpen();
        return lender(role, invocation).chat(need(role));
    }

    /**
     * As {@link #chatModel}, piece by piece.
     *
     * @throws se.allmanning.policy.PolicyDeniedException if no model is permitted, with the reasons
     */
    public StreamingChatModel streamingChatModel(String role, Invocation invocation) {
        gate.checkOpen();
        return lender(role, invocation).streaming(need(role));
    }

    private ModelLender lender(String role, Invocation invocation) {
        ModelsSection.Role declared = configuration.models().roles().get(role);
        UsageDeclaration usage =
                declared == null
                        ? null
                        : UsageDeclaration.of(declared.purpose())
                                .in(declared.sector())
                                .upTo(declared.highest());
        return ModelLender.perCall(calls, () -> CallScopes.host(invocation, usage));
    }

    private ModelNeed need(String role) {
        ModelNeed need = ModelNeed.chat(role);
        ModelsSection.Role declared = configuration.models().roles().get(role);
        if (declared != null) {
            for (String language : declared.languages()) {
                need = need.language(language);
            }
        }
        return need;
    }

    /**
     * Which of the models that the connectors offer a service may use in a call, which not, and
     * why: one decision for each offer, those of the embedding model among them.
     *
     * @throws se.allmanning.service.AllmanningException if there is no service with that id
     */
    public List<PolicyDecision> explain(String serviceId, Invocation invocation) {
        gate.checkOpen();
        return calls.explain(services.descriptor(serviceId), invocation);
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
            calls.close();
            bases.close();
            offers.close();
            recorder.close();
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
        private ModelCalls.Waiter waiter = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
        private @Nullable Supplier<Policy> policy;
        private OpenTelemetry telemetry = GlobalOpenTelemetry.getOrNoop();
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

        /** Sets the policy in the stead of the home's catalogs; for tests. */
        Builder policy(Supplier<Policy> value) {
            this.policy = value;
            return this;
        }

        /** Sets how a call waits before it tries a model again; for tests. */
        Builder waiter(ModelCalls.Waiter value) {
            this.waiter = value;
            return this;
        }

        /**
         * Sets where spans and metrics of model calls go; the global one of this JVM unless set,
         * and nowhere where there is none.
         */
        public Builder telemetry(OpenTelemetry value) {
            this.telemetry = value;
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
