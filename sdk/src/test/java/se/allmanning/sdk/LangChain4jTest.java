/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.service.Invocation;

@DisplayName("With LangChain4j in hand")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jTest {

    /** What a developer writes. */
    interface Assistant {
        String chat(
                @dev.langchain4j.service.UserMessage String question,
                InvocationParameters parameters);
    }

    /** Says back what it was given, so that a test sees the prompt. */
    private static final class EchoModel implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            UserMessage message = (UserMessage) request.messages().get(0);
            return ChatResponse.builder().aiMessage(AiMessage.from(message.singleText())).build();
        }
    }

    private Allmanning allmanning;
    private KnowledgeBase rules;

    @BeforeAll
    void open(@TempDir Path temp) {
        allmanning = Allmanning.open(temp);
        rules = allmanning.knowledge("rules");
        rules.sync(
                KnowledgeSource.of(
                        "oppet",
                        List.of(
                                SourceDocument.ofText(
                                        "bad.txt",
                                        "Badhuset är öppet mellan klockan 10 och 18."))));
        rules.sync(
                KnowledgeSource.of(
                                "slutet",
                                List.of(
                                        SourceDocument.ofText(
                                                "larm.txt", "Badhusets larm ringer till vakten.")))
                        .withAccessGroups(Set.of("vakt")));
    }

    @AfterAll
    void close() {
        allmanning.close();
    }

    @Test
    @DisplayName("the knowledge base is a retriever whose contents carry where they stand")
    void retriever() {
        Content content =
                rules.contentRetriever().retrieve(Query.from("När har badhuset öppet?")).get(0);
        Metadata metadata = content.textSegment().metadata();
        assertThat(content.textSegment().text()).contains("klockan 10");
        assertThat(metadata.getString("document")).isEqualTo("bad.txt");
        assertThat(
                        rules.text(metadata.getString("digest"))
                                .orElseThrow()
                                .slice(metadata.getInteger("start"), metadata.getInteger("end")))
                .isEqualTo(content.textSegment().text());
    }

    @Test
    @DisplayName(
            "it drops into AiServices, and the invocation in the parameters decides what is seen")
    void aiServices() {
        Assistant assistant =
                AiServices.builder(Assistant.class)
                        .chatModel(new EchoModel())
                        .contentRetriever(rules.contentRetriever())
                        .build();
        String open = assistant.chat("Vart ringer larmet i badhuset?", new InvocationParameters());
        assertThat(open).contains("öppet mellan").doesNotContain("vakten");
        Invocation guard = Invocation.builder("local").accessGroups("vakt").build();
        String closed =
                assistant.chat(
                        "Vart ringer larmet i badhuset?",
                        InvocationParameters.from(Knowledge.INVOCATION, guard));
        assertThat(closed).contains("vakten");
    }

    @Test
    @DisplayName(
            "the embedding model is LangChain4j's, and embeds questions and documents differently")
    void embeddingModel() {
        EmbeddingModel model = allmanning.embeddingModel();
        assertThat(model.dimension()).isEqualTo(384);
        String text = "Hur överklagar man ett beslut?";
        Embedding question =
                model.embed(
                                EmbeddingRequest.builder()
                                        .input(text)
                                        .inputType(EmbeddingInputType.QUERY)
                                        .build())
                        .embeddings()
                        .get(0);
        Embedding document = model.embed(text).content();
        Embedding near =
                model.embed("Ett överklagande lämnas till den myndighet som har beslutat.")
                        .content();
        Embedding far = model.embed("Badhuset stänger klockan arton.").content();
        assertThat(question.vector()).isNotEqualTo(document.vector());
        assertThat(cosine(question, near)).isGreaterThan(cosine(question, far));
        assertThat(cosine(question, question))
                .isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-4));
    }

    private static double cosine(Embedding a, Embedding b) {
        double sum = 0;
        for (int i = 0; i < a.dimension(); i++) {
            sum += a.vector()[i] * b.vector()[i];
        }
        return sum;
    }
}
