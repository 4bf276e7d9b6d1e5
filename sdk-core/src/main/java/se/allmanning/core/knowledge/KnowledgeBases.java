/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.knowledge.evaluate.EvaluationListener;
import se.allmanning.core.knowledge.evaluate.Pool;
import se.allmanning.core.knowledge.evaluate.TestSet;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.EmbeddingModels;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.core.plugin.Extensions;
import se.allmanning.core.plugin.KnowledgeLender;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;
import se.allmanning.spi.KnowledgeStoreFactory;

/**
 * The knowledge bases of a home, each opened on first use, and what services are lent of them.
 * Thread-safe.
 */
public final class KnowledgeBases implements KnowledgeLender, AutoCloseable {

    private static final ExtractiveAnswerer ANSWERER = new QuoteAnswerer();

    private record Key(String authority, String name) {}

    private final Home home;
    private final Configuration configuration;
    private final CallGate gate;
    private final BaseRuntime.Tools tools;
    private final Map<Key, BaseRuntime> open = new ConcurrentHashMap<>();

    /**
     * @throws AllmanningException if the configuration names a kind of store that is not there
     */
    public KnowledgeBases(
            Home home,
            Configuration configuration,
            Extensions extensions,
            EmbeddingModels models,
            ModelCalls calls,
            CallGate gate,
            Clock clock,
            @Nullable Executor executor) {
        this.home = home;
        this.configuration = configuration;
        this.gate = gate;
        KnowledgeStoreFactory stores = extensions.stores().get(configuration.store());
        if (stores == null) {
            throw new AllmanningException(
                    "ALM-KNO-002",
                    Category.USAGE,
                    "No kind of knowledge store \""
                            + configuration.store()
                            + "\" (knowledge.store). Available: "
                            + String.join(", ", extensions.stores().keySet())
                            + ". Put its artifact on the class path or correct the id.");
        }
        this.tools =
                new BaseRuntime.Tools(
                        stores,
                        extensions.parsers(),
                        models,
                        calls,
                        configuration.maxFileBytes(),
                        clock,
                        executor,
                        gate.cancelled());
    }

    /** A knowledge base of the invocation's authority; it need not exist yet. */
    public KnowledgeBase base(String name, Invocation invocation) {
        return new LocalKnowledgeBase(runtime(invocation.authority(), name), invocation, gate);
    }

    private BaseRuntime runtime(String authority, String name) {
        Key key = new Key(authority, Ids.check("Knowledge base", name));
        return open.computeIfAbsent(
                key,
                k ->
                        new BaseRuntime(
                                home.knowledge(k.authority(), k.name()),
                                k.authority(),
                                k.name(),
                                tools,
                                () -> names(k.authority())));
    }

    /** The names of the knowledge bases of an authority, sorted. */
    public List<String> names(String authority) {
        Path folder = home.knowledge(Ids.check("Authority", authority));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .filter(Ids::isValid)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The indexed pool of a test set, indexed now where it is not kept; the caller closes it. */
    public Pool pool(TestSet testSet, EvaluationListener listener) {
        return LocalPool.open(home.evaluation(), tools, gate, testSet, listener);
    }

    @Override
    public Knowledge lend(ServiceDescriptor descriptor, CallScope scope) {
        Optional<String> named =
                configuration.serviceKnowledge(descriptor.id()).or(descriptor::knowledge);
        return lend(
                descriptor,
                scope,
                named.orElseGet(() -> onlyName(descriptor, scope.invocation().authority())));
    }

    private String onlyName(ServiceDescriptor descriptor, String authority) {
        List<String> names = names(authority);
        if (names.size() == 1) {
            return names.get(0);
        }
        throw names.isEmpty()
                ? new AllmanningException(
                        "ALM-SVC-004",
                        Category.USAGE,
                        "The authority \""
                                + authority
                                + "\" has no knowledge base. Ingest a folder first.")
                : new AllmanningException(
                        "ALM-SVC-005",
                        Category.USAGE,
                        "The service \""
                                + descriptor.id()
                                + "\" names no knowledge base, and there are several: "
                                + String.join(", ", names)
                                + ". Name one under services: "
                                + descriptor.id()
                                + ": knowledge: in allmanning.yaml, or in the call.");
    }

    @Override
    public Knowledge lend(ServiceDescriptor descriptor, CallScope scope, String name) {
        if (!descriptor.needsKnowledge()) {
            throw new AllmanningException(
                    "ALM-SVC-007",
                    Category.DENIED,
                    "The service \""
                            + descriptor.id()
                            + "\" asks for a knowledge base and does not say so in its"
                            + " descriptor. Add needsKnowledge() to the descriptor.");
        }
        return new LocalKnowledge(runtime(scope.invocation().authority(), name), scope);
    }

    @Override
    public ExtractiveAnswerer answerer() {
        return ANSWERER;
    }

    /** Closes every knowledge base that was opened. */
    @Override
    public void close() {
        open.values().forEach(BaseRuntime::close);
    }
}
