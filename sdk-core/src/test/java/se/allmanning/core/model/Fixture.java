/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.policy.Policy;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelNeed;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;
import se.allmanning.spi.ModelConnector;

/** The way of calls around scripted models, with a clock, waits and records that tests look at. */
final class Fixture implements AutoCloseable {

    static final ModelNeed NEED = ModelNeed.chat("answerer").language("sv");
    static final ServiceDescriptor SERVICE =
            ServiceDescriptor.builder("test-service")
                    .title("Prov")
                    .purpose("Tests")
                    .needs(NEED)
                    .usage(
                            UsageDeclaration.of(Purpose.QUESTION_ANSWERING)
                                    .upTo(InformationClass.k(3).r(3).t(3)))
                    .build();

    /** A clock that only waiting moves. */
    static final class Steps extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Keeps records in memory, or refuses as a full disk does. */
    static final class Recorder implements CallRecorder {
        final List<AuditRecord> records = new ArrayList<>();
        @Nullable RuntimeException refusesRoom;
        @Nullable RuntimeException refusesEnd;
        final List<String> kept = new ArrayList<>();
        int rooms;

        @Override
        public synchronized Room reserve() {
            if (refusesRoom != null) {
                throw refusesRoom;
            }
            rooms++;
            boolean[] given = {false};
            return () -> {
                if (!given[0]) {
                    given[0] = true;
                    rooms--;
                }
            };
        }

        @Override
        public synchronized List<String> append(List<AuditRecord> all) {
            if (refusesEnd != null
                    && all.stream().anyMatch(r -> r.outcome().orElse("").equals("answered"))) {
                throw refusesEnd;
            }
            records.addAll(all);
            return all.stream().map(r -> "chain-" + records.indexOf(r)).toList();
        }

        @Override
        public synchronized void keep(
                String record, String authority, List<String> input, String output) {
            kept.add(authority + ": " + String.join(" ", input) + " -> " + output);
        }

        @Override
        public String fingerprint(List<String> content) {
            return Sha256.of(String.join("\n", content));
        }

        synchronized List<String> outcomes() {
            return records.stream()
                    .map(r -> r.deployment().orElse("-") + " " + r.outcome().orElse("-"))
                    .toList();
        }

        synchronized AuditRecord last(AuditEvent event) {
            return records.stream()
                    .filter(r -> r.event().equals(event))
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
    }

    final Steps clock = new Steps();
    final Recorder recorder = new Recorder();
    final List<Duration> waits = new ArrayList<>();
    final ModelCalls calls;
    Policy policy;
    Invocation invocation = Invocation.of("local");

    Fixture(Path home, ModelConnector connector) {
        this(home, connector, ModelSettings.DEFAULT, OpenTelemetry.noop());
    }

    Fixture(Path home, ModelConnector connector, ModelSettings settings, OpenTelemetry telemetry) {
        ModelOffers offers =
                ModelOffers.load(
                        Home.open(home),
                        Configuration.defaults(),
                        Map.of("scripted", connector),
                        Secrets.ofEnvironment(),
                        clock);
        this.policy = TestCatalog.permitting(offers.all(), Clearance.parse("K2R2T2"));
        this.calls =
                new ModelCalls(
                        new ModelCalls.Tools(
                                offers,
                                () -> policy,
                                recorder,
                                settings,
                                clock,
                                time -> {
                                    waits.add(time);
                                    clock.move(time);
                                },
                                telemetry));
    }

    CallScope scope() {
        return CallScopes.service(SERVICE, invocation);
    }

    ChatModel chat() {
        return ModelLender.perCall(calls, this::scope).chat(NEED);
    }

    StreamingChatModel streaming() {
        return ModelLender.perCall(calls, this::scope)
                .streaming(NEED.feature(ModelFeature.STREAMING));
    }

    @Override
    public void close() {
        calls.close();
        calls.tools().offers().close();
    }
}
