/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.model.ScriptedConnector.breaksAfter;
import static se.allmanning.core.model.ScriptedConnector.fails;
import static se.allmanning.core.model.ScriptedConnector.says;
import static se.allmanning.core.model.ScriptedConnector.throwsIt;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.model.guard.GuardKind;
import se.allmanning.core.model.guard.GuardPolicy;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Budget;
import se.allmanning.service.Invocation;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("A guarded chat model")
class GuardedChatModelTest {

    @TempDir Path home;

    private Fixture fixture(ScriptedConnector connector) {
        return new Fixture(home, connector);
    }

    private Fixture fixture(ScriptedConnector connector, ModelSettings settings) {
        return new Fixture(home, connector, settings, io.opentelemetry.api.OpenTelemetry.noop());
    }

    private static ModelSettings guards(GuardPolicy guards, List<String> secrets) {
        ModelSettings d = ModelSettings.DEFAULT;
        return new ModelSettings(
                d.timeout(),
                d.tries(),
                d.longestWait(),
                guards,
                true,
                secrets,
                d.prices(),
                d.daily());
    }

    @Test
    @DisplayName("answers from the first permitted offer, and records the call before and after it")
    void answers() {
        var connector = new ScriptedConnector().at("one", says("Ja.")).at("two", says("Nej."));
        try (Fixture f = fixture(connector)) {
            f.invocation =
                    Invocation.builder("socialnamnden")
                            .user("handläggare 7")
                            .caseNumber("SN 2026/1")
                            .build();
            assertThat(f.chat().chat("Får jag?")).isEqualTo("Ja.");
            assertThat(connector.called).containsExactly("one");
            assertThat(f.recorder.outcomes()).containsExactly("one started", "one answered");
            AuditRecord record = f.recorder.last(AuditEvent.MODEL_CALL);
            assertThat(record.user()).contains("handläggare 7");
            assertThat(record.caseNumber()).contains("SN 2026/1");
            assertThat(record.authority()).contains("socialnamnden");
            assertThat(record.service()).contains("test-service");
            assertThat(record.modelDigest()).contains("a".repeat(64));
            assertThat(record.digestVerified()).isFalse();
            assertThat(record.catalogVersion()).contains("test-7");
            assertThat(record.inputTokens()).hasValue(11);
            assertThat(record.outputTokens()).hasValue(7);
            assertThat(record.mark()).isPresent();
            assertThat(record.review()).isTrue();
            assertThat(f.recorder.rooms).isZero();
        }
    }

    @Test
    @DisplayName("asks the next permitted offer when one fails, without waiting")
    void failover() {
        var connector =
                new ScriptedConnector()
                        .at("one", fails(Reason.CONNECTION))
                        .at("two", fails(Reason.AUTHENTICATION))
                        .at("three", says("Ja."));
        try (Fixture f = fixture(connector)) {
            assertThat(f.chat().chat("Får jag?")).isEqualTo("Ja.");
            assertThat(connector.called).containsExactly("one", "two", "three");
            assertThat(f.waits).isEmpty();
            assertThat(f.recorder.outcomes())
                    .containsExactly(
                            "one started",
                            "one connection",
                            "two started",
                            "two authentication",
                            "three started",
                            "three answered");
        }
    }

    @Test
    @DisplayName(
            "tries the only offer again after the time that it asks for, then after a doubled one")
    void retry() {
        var connector =
                new ScriptedConnector()
                        .at(
                                "one",
                                breaksAfter(Reason.RATE_LIMITED, Duration.ofSeconds(7)),
                                fails(Reason.OVERLOADED),
                                says("Ja."));
        try (Fixture f = fixture(connector)) {
            assertThat(f.chat().chat("Får jag?")).isEqualTo("Ja.");
            assertThat(f.waits).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(500));
        }
    }

    @Test
    @DisplayName("leaves an offer alone that asks for a longer wait than is left or allowed")
    void tooLong() {
        var connector =
                new ScriptedConnector()
                        .at("one", breaksAfter(Reason.RATE_LIMITED, Duration.ofMinutes(5)));
        try (Fixture f = fixture(connector)) {
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED));
            assertThat(connector.called).hasSize(1);
            assertThat(f.waits).isEmpty();
        }
    }

    @Test
    @DisplayName("never sends a request again that the provider calls wrong")
    void rejected() {
        var connector = new ScriptedConnector().at("one", fails(Reason.REJECTED));
        try (Fixture f = fixture(connector)) {
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .isInstanceOf(ModelCallException.class);
            assertThat(connector.called).hasSize(1);
        }
    }

    @Test
    @DisplayName("understands LangChain4j's exceptions and keeps their words to itself")
    void foreign() {
        var connector =
                new ScriptedConnector()
                        .at("one", throwsIt(new RateLimitException("prompt: hemligt")));
        try (Fixture f = fixture(connector)) {
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            e -> {
                                assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
                                assertThat(e.getMessage()).doesNotContain("hemligt");
                                assertThat(e.getCause()).isNull();
                            });
            assertThat(connector.called).hasSize(3);
        }
    }

    @Test
    @DisplayName(
            "is denied where no model is cleared, with the reasons, and the denial is recorded")
    void denied() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        try (Fixture f = fixture(connector)) {
            f.invocation =
                    Invocation.builder("local").informationClass(InformationClass.k(3)).build();
            assertThatThrownBy(f::chat)
                    .isInstanceOfSatisfying(
                            PolicyDeniedException.class,
                            e -> {
                                assertThat(e.getMessage())
                                        .contains("K3R1T1", "test/one@1", "policy explain");
                                assertThat(e.decisions()).hasSize(1);
                                assertThat(e.decisions().get(0).reasons().get(0).sv())
                                        .contains("K3");
                            });
            assertThat(connector.called).isEmpty();
            AuditRecord record = f.recorder.last(AuditEvent.DENIED);
            assertThat(record.decision().orElseThrow().permitted()).isFalse();
            assertThat(record.decision().orElseThrow().reasons()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("asks the policy again at every call, so that no decision outlives its ground")
    void revoked() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        try (Fixture f = fixture(connector)) {
            var model = f.chat();
            assertThat(model.chat("Får jag?")).isEqualTo("Ja.");
            f.policy =
                    se.allmanning.core.policy.Policy.of(
                            se.allmanning.core.catalog.CertifiedCatalog.empty());
            assertThatThrownBy(() -> model.chat("Får jag?"))
                    .isInstanceOf(PolicyDeniedException.class);
            assertThat(connector.called).hasSize(1);
        }
    }

    @Test
    @DisplayName("makes no call that cannot be recorded")
    void noAuditNoCall() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        try (Fixture f = fixture(connector)) {
            var model = f.chat();
            f.recorder.refusesRoom =
                    new AllmanningException("ALM-AUD-003", Category.FAULT, "The disk is full.");
            assertThatThrownBy(() -> model.chat("Får jag?")).hasMessageContaining("ALM-AUD-003");
            assertThat(connector.called).isEmpty();
        }
    }

    @Test
    @DisplayName("hands no answer on whose record could not be kept")
    void noRecordNoAnswer() {
        var connector = new ScriptedConnector().at("one", says("Ja.")).at("two", says("Ja."));
        try (Fixture f = fixture(connector)) {
            f.recorder.refusesEnd =
                    new AllmanningException("ALM-AUD-002", Category.FAULT, "The disk failed.");
            assertThatThrownBy(() -> f.chat().chat("Får jag?")).hasMessageContaining("ALM-AUD-002");
            assertThat(connector.called).containsExactly("one");
            assertThat(f.recorder.rooms).isZero();
        }
    }

    @Test
    @DisplayName("sends identifiers masked and puts them back into the answer")
    void masks() {
        var connector =
                new ScriptedConnector()
                        .at(
                                "one",
                                request -> {
                                    String text =
                                            ((UserMessage) request.messages().get(1)).singleText();
                                    return List.of("Svar till " + text.split(" ", -1)[2] + ".");
                                });
        try (Fixture f = fixture(connector)) {
            String answer =
                    f.chat()
                            .chat(
                                    SystemMessage.from("Svara kort."),
                                    UserMessage.from("Skriv till kansliet@exempelkommun.se nu"))
                            .aiMessage()
                            .text();
            assertThat(answer).isEqualTo("Svar till kansliet@exempelkommun.se.");
            assertThat(connector.requests.get(0).toString())
                    .doesNotContain("kansliet@")
                    .contains("[EPOST-1]");
            assertThat(f.recorder.last(AuditEvent.MODEL_CALL).details())
                    .containsEntry("masked-email", "1");
        }
    }

    @Test
    @DisplayName("is denied before anything leaves where the guards deny an identifier")
    void guardDenies() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        GuardPolicy deny =
                GuardPolicy.builder().action(GuardKind.EMAIL, GuardPolicy.Action.DENY).build();
        try (Fixture f = fixture(connector, guards(deny, List.of()))) {
            assertThatThrownBy(() -> f.chat().chat("Skriv till kansliet@exempelkommun.se"))
                    .hasMessageContaining("ALM-GRD-001")
                    .hasMessageNotContaining("kansliet");
            assertThat(connector.called).isEmpty();
            assertThat(f.recorder.outcomes()).containsExactly("one denied");
        }
    }

    @Test
    @DisplayName("takes the host's secrets and echoes of the system text out of answers")
    void outputGuards() {
        String system =
                "Du är kommunens assistent och svarar bara ur de källor som följer i frågan.";
        var connector =
                new ScriptedConnector().at("one", says("Nyckeln är s3cr3t-nyckel-9. " + system));
        try (Fixture f =
                fixture(connector, guards(GuardPolicy.defaults(), List.of("s3cr3t-nyckel-9")))) {
            String answer =
                    f.chat()
                            .chat(SystemMessage.from(system), UserMessage.from("Vad vet du?"))
                            .aiMessage()
                            .text();
            assertThat(answer)
                    .startsWith("Nyckeln är ")
                    .doesNotContain("s3cr3t", "svarar bara ur de källor");
            assertThat(f.recorder.last(AuditEvent.MODEL_CALL).details())
                    .containsEntry("found-secret", "1");
        }
    }

    @Test
    @DisplayName("stops at the budget of the invocation and of the service's day")
    void budgets() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        ModelSettings d = ModelSettings.DEFAULT;
        ModelSettings settings =
                new ModelSettings(
                        d.timeout(),
                        d.tries(),
                        d.longestWait(),
                        d.guards(),
                        true,
                        List.of(),
                        Map.of(
                                connector.offer("one").model(),
                                new ModelSettings.Price(
                                        new BigDecimal("1000"), new BigDecimal("2000"))),
                        Map.of("test-service", Budget.ofKronor(new BigDecimal("0.04"))));
        try (Fixture f = fixture(connector, settings)) {
            f.chat().chat("Får jag?");
            f.chat().chat("Får jag?");
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .hasMessageContaining("0.05")
                    .hasMessageContaining("0.04")
                    .hasMessageContaining("ALM-MOD-001");
            f.clock.move(Duration.ofDays(1));
            assertThat(f.chat().chat("Får jag?")).isEqualTo("Ja.");
            CallScope scope =
                    CallScopes.service(
                            Fixture.SERVICE,
                            f.invocation.toBuilder().budget(Budget.ofTokens(18)).build());
            var model = ModelLender.within(f.calls, scope).chat(Fixture.NEED);
            model.chat("Får jag?");
            assertThatThrownBy(() -> model.chat("Får jag?")).hasMessageContaining("18 of 18");
        }
    }

    @Test
    @DisplayName(
            "counts what the records of the day say when a host starts, and nothing of what leaves no tokens")
    void budgetTakenUp() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        ModelSettings d = ModelSettings.DEFAULT;
        ModelSettings settings =
                new ModelSettings(
                        d.timeout(),
                        d.tries(),
                        d.longestWait(),
                        d.guards(),
                        true,
                        List.of(),
                        Map.of(),
                        Map.of("test-service", Budget.ofTokens(20)));
        try (Fixture f = fixture(connector, settings)) {
            f.calls
                    .budgets()
                    .takeUp(
                            AuditRecord.builder(AuditEvent.MODEL_CALL)
                                    .service("test-service")
                                    .model("test/one@1")
                                    .tokens(15, 5)
                                    .build());
            f.calls
                    .budgets()
                    .takeUp(
                            AuditRecord.builder(AuditEvent.MODEL_CALL)
                                    .service("test-service")
                                    .outcome("started")
                                    .build());
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .hasMessageContaining("20 of 20 tokens");
            assertThat(connector.called).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "keeps content apart from the records, and records what the provider calls its model")
    void kept() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        try (Fixture f = fixture(connector)) {
            f.chat().chat("Får jag?");
            assertThat(f.recorder.kept).containsExactly("local: Får jag? -> Ja.\n");
            assertThat(f.recorder.records.toString()).doesNotContain("Får jag");
            assertThat(f.recorder.last(AuditEvent.MODEL_CALL).details())
                    .containsEntry("reported-model", "another-model");
        }
    }

    @Test
    @DisplayName("gives up at the deadline where a model stalls")
    void deadline() {
        var connector =
                new ScriptedConnector()
                        .at(
                                "one",
                                request -> {
                                    try {
                                        new java.util.concurrent.CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return List.of();
                                });
        try (Fixture f = fixture(connector)) {
            f.invocation =
                    f.invocation.toBuilder().deadline(f.clock.instant().plusMillis(40)).build();
            assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
            assertThat(f.recorder.outcomes()).contains("one timeout");
        }
    }

    @Test
    @DisplayName("leaves an offer alone for half a minute when it has failed too often")
    void breaker() {
        var connector = new ScriptedConnector().at("one", fails(Reason.AUTHENTICATION));
        try (Fixture f = fixture(connector)) {
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> f.chat().chat("Får jag?"))
                        .hasMessageContaining("ALM-CAL-001");
            }
            assertThatThrownBy(() -> f.chat().chat("Får jag?")).hasMessageContaining("left alone");
            assertThat(connector.called).hasSize(6);
            f.clock.move(Duration.ofSeconds(31));
            assertThatThrownBy(() -> f.chat().chat("Får jag?")).hasMessageContaining("ALM-CAL-001");
        }
    }

    @Test
    @DisplayName("answers with a record, and asks once more where the first answer is none")
    void structured() {
        record Rewritten(String text, List<String> changes) {}
        var connector =
                new ScriptedConnector()
                        .at(
                                "one",
                                says("Gärna! Här kommer det."),
                                says("{\"text\": \"Hej\", \"changes\": [\"kortare\"]}"));
        try (Fixture f = fixture(connector)) {
            var model =
                    ModelLender.within(f.calls, f.scope())
                            .structured(Fixture.NEED, Rewritten.class);
            assertThat(model.ask("Skriv om", "Hej på dig"))
                    .isEqualTo(new Rewritten("Hej", List.of("kortare")));
            assertThat(connector.called).hasSize(2);
        }
        var stubborn = new ScriptedConnector().at("one", says("{\"text\": \"Hej\"}"));
        try (Fixture f = fixture(stubborn)) {
            assertThatThrownBy(() ->
                            ModelLender.within(f.calls, f.scope())
                                    .structured(Fixture.NEED, Rewritten.class)
                                    .ask("Skriv om", "Hej"))
                    .hasMessageContaining("\"changes\" is missing")
                    .hasMessageContaining("ALM-MOD-004");
        }
    }
}
