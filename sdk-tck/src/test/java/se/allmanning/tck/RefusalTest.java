/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Events;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

@DisplayName("What is not declared is refused")
class RefusalTest {

    private static final Set<String> RULES =
            Set.of(
                    "ALM-C-040",
                    "ALM-C-060",
                    "ALM-C-065",
                    "ALM-C-068",
                    "ALM-C-070",
                    "ALM-C-080",
                    "ALM-C-085",
                    "ALM-C-136",
                    "ALM-C-140");

    @TempDir Path folder;

    @BeforeEach
    void declaresChatOnly() {
        ReferenceConnectorTest.reports = folder;
        ReferenceConnectorTest.declared = Capabilities.none().with(Feature.CHAT);
    }

    @AfterEach
    void soundAgain() {
        ReferenceConnectorTest.soundAgain();
    }

    private static Events run() {
        return BrokenConnectorTest.run(ReferenceConnectorTest.class, RULES).testEvents();
    }

    @Test
    @DisplayName("a connector that does more than it declares is told so")
    void talksTooMuch() {
        Events events = run();
        assertThat(events.failed().count()).isEqualTo(8);
        assertThat(events.aborted().count()).isEqualTo(1);
    }

    @Test
    @DisplayName("a connector that refuses what it does not declare passes")
    void refuses() throws Exception {
        ReferenceConnectorTest.made = flaw -> new ChatOnly(new ReferenceConnector(flaw));
        Events events = run();
        assertThat(events.failed().count()).isZero();
        assertThat(events.succeeded().count()).isEqualTo(8);
        ConformanceReport report =
                ConformanceReport.parse(Files.readAllBytes(folder.resolve("silent.json")));
        assertThat(report.findings())
                .filteredOn(finding -> finding.outcome() == Finding.Outcome.REFUSED)
                .hasSize(8);
        assertThat(report.findings())
                .filteredOn(finding -> finding.outcome() == Finding.Outcome.NOT_APPLICABLE)
                .extracting(Finding::rule)
                .containsExactly("ALM-C-136");
    }

    /** Chats, and nothing else. */
    private record ChatOnly(ReferenceConnector all) implements ModelConnector {
        @Override
        public String id() {
            return "silent";
        }

        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return all.offers(context).stream()
                    .limit(1)
                    .map(offer ->
                            ModelOffer.builder(offer.model(), offer.kind())
                                    .deployment(offer.deployment())
                                    .build())
                    .toList();
        }

        @Override
        public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
            ChatModel model = all.chatModel(offer, context);
            return new ChatModel() {
                @Override
                public ChatResponse doChat(ChatRequest request) {
                    boolean plain =
                            request.toolSpecifications().isEmpty()
                                    && request.responseFormat() == null
                                    && !request.equals(ToolRules.withImage());
                    if (!plain) {
                        throw new UnsupportedOperationException("silent reads text only.");
                    }
                    return model.chat(request);
                }
            };
        }
    }
}
