/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.Allmanning;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.ModelEntryWriter;
import se.allmanning.core.catalog.Permission;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.RootPin;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.certify.Rotation;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.core.trust.certify.WorkingFolder;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

@DisplayName("A host's chat model in LangChain4j's AiServices")
class GovernedAiServicesTest {

    private static final ModelId WRITER = ModelId.parse("example/writer@1");

    /** What a developer writes. */
    interface Assistant {
        String chat(String question);
    }

    /** Says back what it was given, so that a test sees what left the host. */
    private static final class Hall implements AllmanningExtension, ModelConnector {
        final List<String> received = new CopyOnWriteArrayList<>();

        @Override
        public List<ModelConnector> modelConnectors() {
            return List.of(this);
        }

        @Override
        public String id() {
            return "hall";
        }

        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return List.of(ModelOffer.builder(WRITER, ModelKind.CHAT).deployment("hall").build());
        }

        @Override
        public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
            return new ChatModel() {
                @Override
                public ChatResponse doChat(ChatRequest request) {
                    UserMessage message = (UserMessage) request.messages().get(0);
                    received.add(message.singleText());
                    return ChatResponse.builder()
                            .aiMessage(AiMessage.from(message.singleText()))
                            .build();
                }
            };
        }
    }

    @TempDir Path folder;
    private Path home;

    @BeforeEach
    void certify() throws IOException {
        home = folder.resolve("home");
        SigningKey key = SigningKey.generate();
        WorkingFolder work =
                WorkingFolder.create(folder.resolve("catalog"), "kommunen", "Kommunen", false);
        ModelEntry entry =
                ModelEntry.builder(WRITER, ModelKind.CHAT)
                        .licence("EUPL-1.2")
                        .clearance(Clearance.parse("K2R2T2"))
                        .sectors(Permission.ALL)
                        .purposes(Permission.ALL)
                        .riskClasses(Permission.ALL)
                        .build();
        Files.writeString(
                work.path().resolve("models/writer.json"),
                ModelEntryWriter.write(entry).toString());
        Rotation.first(
                work,
                List.of(key.verifyingKey()),
                1,
                List.of(key.verifyingKey()),
                Optional.empty(),
                Instant.now().plus(Duration.ofDays(30)));
        Signing.by(List.of(key), Clock.systemUTC()).sign(work);
        TrustStore.open(home.resolve("catalog"), Clock.systemUTC())
                .trust(
                        RootPin.file(Files.readAllBytes(work.file("root")), "root.json"),
                        Repository.of(work.file("root").getParent()));
        Files.writeString(
                home.resolve("allmanning.yaml"),
                """
                deployments:
                  hall:
                    kind: on-premises
                    operator: Kommunen
                    jurisdiction: SE
                    country: SE
                    no-training: true
                """);
    }

    private List<AuditRecord> records() {
        List<AuditRecord> records = new ArrayList<>();
        AuditReader.of(home.resolve("audit"))
                .read(AuditFilter.ALL, entry -> records.add(entry.record()));
        return records;
    }

    @Test
    @DisplayName("brings policy, guards and audit along")
    void governed() {
        Hall hall = new Hall();
        try (Allmanning host = Allmanning.builder().home(home).extension(hall).open()) {
            KnowledgeBase rules = host.knowledge("rules");
            rules.sync(
                    KnowledgeSource.of(
                            "bad",
                            List.of(
                                    SourceDocument.ofText(
                                            "bad.txt",
                                            "Badhuset är öppet mellan klockan 10 och 18."))));
            Invocation asker = Invocation.builder("local").user("handläggare 3").build();
            Assistant assistant =
                    AiServices.builder(Assistant.class)
                            .chatModel(host.chatModel("answerer", asker))
                            .contentRetriever(rules.contentRetriever())
                            .build();

            String answer = assistant.chat("När öppnar badet? Svara kansliet@exempelkommun.se");

            assertThat(hall.received)
                    .singleElement()
                    .asString()
                    .contains("klockan 10", "[EPOST-1]")
                    .doesNotContain("kansliet@");
            assertThat(answer).contains("klockan 10", "kansliet@exempelkommun.se");
            assertThatThrownBy(() ->
                            host.chatModel(
                                    "answerer",
                                    asker.toBuilder()
                                            .informationClass(InformationClass.k(3))
                                            .build()))
                    .isInstanceOf(PolicyDeniedException.class)
                    .hasMessageContaining("K3R1T1");
        }
        assertThat(records())
                .anySatisfy(r -> {
                    assertThat(r.event()).isEqualTo(AuditEvent.MODEL_CALL);
                    assertThat(r.model()).contains("example/writer@1");
                    assertThat(r.outcome()).contains("answered");
                    assertThat(r.user()).contains("handläggare 3");
                    assertThat(r.details()).containsEntry("masked-email", "1");
                })
                .anySatisfy(r -> assertThat(r.event()).isEqualTo(AuditEvent.DENIED));
        assertThat(records().toString()).doesNotContain("kansliet");
    }
}
