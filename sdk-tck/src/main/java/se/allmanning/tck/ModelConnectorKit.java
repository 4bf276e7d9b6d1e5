/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.spi.ModelConnector;

/**
 * The conformance kit for model connectors. A vendor extends it in one test class; JUnit then runs
 * every rule of {@code docs/conformance.md} against the connector, with a provider that the kit
 * plays on the loopback address.
 *
 * <pre>{@code
 * class AcmeConnectorTest extends ModelConnectorKit {
 *     @Override protected ModelConnector connector() {
 *         return new AcmeConnector();
 *     }
 *     @Override protected Capabilities capabilities() {
 *         return Capabilities.none().with(Feature.CHAT, Feature.DEADLINES);
 *     }
 *     @Override protected Map<String, Object> configuration(Endpoint endpoint) {
 *         return Map.of("url", endpoint.base() + "/v1", "key", endpoint.secret(),
 *                 "deployment", endpoint.deployment(),
 *                 "model", endpoint.model(ModelKind.CHAT).toString());
 *     }
 * }
 * }</pre>
 *
 * <p>A rule about something that is not declared is swapped for a refusal: the connector must not
 * offer it and must say no when it is asked. A MUST that is broken fails its test; a SHOULD that is
 * broken aborts it. At the end a report stands in {@code target/conformance}, as JSON and as
 * Markdown, which {@link SignReport} signs. While working on one rule, name it in the JUnit
 * configuration parameter or system property {@value #CHOSEN_RULES}.
 *
 * <p>The kit replaces standard streams and the root logger for a moment, so its tests must not run
 * beside others in one process.
 */
@ExtendWith(ConformanceExtension.class)
public abstract class ModelConnectorKit {

    /** Names the rules to run, separated by commas; all unless set. */
    public static final String CHOSEN_RULES = "allmanning.tck.rules";

    @TempDir @Nullable Path directory;
    private @Nullable Bench bench;

    /** For vendors. */
    protected ModelConnectorKit() {}

    /** A new connector. */
    protected abstract ModelConnector connector();

    /** What the connector declares. */
    protected abstract Capabilities capabilities();

    /**
     * The connector's part of the configuration, under {@code connectors: ID:}, for a provider at
     * the given endpoint: one model of each kind that is declared, with the ids and the deployment
     * of the endpoint, and the reference to its secret. Embedding models have {@link
     * Endpoint#DIMENSION}.
     */
    protected abstract Map<String, Object> configuration(Endpoint endpoint);

    /** How the provider's protocol looks; {@link WireFormat#openAi()} unless overridden. */
    protected WireFormat wireFormat() {
        return WireFormat.openAi();
    }

    /** The clock of the contexts and of the report; the system's unless overridden. */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * The version of the connector in the report; that of its jar's manifest unless overridden,
     * {@code unknown} where there is none.
     */
    protected String connectorVersion() {
        String version = connector().getClass().getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** Where reports are written; {@code target/conformance} unless overridden. */
    protected Path reportFolder() {
        return Path.of("target", "conformance");
    }

    /**
     * How long a call may take that should take no time, before it counts as hanging; ten seconds
     * unless overridden, for a slow machine.
     */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    @BeforeEach
    final void openBench() {
        bench = new Bench(this);
    }

    @AfterEach
    final void closeBench() {
        bench().close();
    }

    final Bench bench() {
        if (bench == null) {
            throw new IllegalStateException("The kit runs within JUnit.");
        }
        return bench;
    }

    final KitContext context(Map<String, Object> configuration, @Nullable String key) {
        if (directory == null) {
            throw new IllegalStateException("The kit runs within JUnit.");
        }
        return new KitContext(configuration, directory, key, clock());
    }

    final void finished(Map<String, Finding> found) {
        List<Finding> findings =
                RuleBook.connector().values().stream()
                        .map(rule ->
                                found.getOrDefault(
                                        rule.value(),
                                        new Finding(
                                                rule.value(),
                                                rule.level(),
                                                Finding.Outcome.NOT_RUN,
                                                "")))
                        .toList();
        ConformanceReport report =
                ConformanceReport.of(
                        connector().id(),
                        connectorVersion(),
                        clock().instant(),
                        capabilities(),
                        findings);
        try {
            report.write(reportFolder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    @DisplayName("Identity and offers")
    class Identity extends IdentityRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Lifecycle and threads")
    class Lifecycle extends LifecycleRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Chat")
    class Chat extends ChatRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Streaming")
    class Streaming extends StreamingRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Tools, schemas and images")
    class Tools extends ToolRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Vectors, scores and transcripts")
    class Embeddings extends EmbeddingRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Faults")
    class Faults extends FaultRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Secrets and content")
    class Secrecy extends SecrecyRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Limits")
    class Limits extends LimitRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }

    @Nested
    @DisplayName("Redirects, certificates and deadlines")
    class Network extends NetworkRules {
        @Override
        Bench bench() {
            return ModelConnectorKit.this.bench();
        }
    }
}
