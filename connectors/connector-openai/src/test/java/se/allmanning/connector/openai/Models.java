/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.List;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;

/** The models of one provider, bound through the connector as a host binds them. */
final class Models implements AutoCloseable {

    private final OpenAiConnector connector = new OpenAiConnector();
    private final Contexts context;
    private final List<AutoCloseable> open = new ArrayList<>();

    Models(String url) {
        this(Contexts.of(Contexts.provider(url)));
    }

    Models(Contexts context) {
        this.context = context;
    }

    private ModelOffer offer(ModelKind kind) {
        return connector.offers(context).stream()
                .filter(offer -> offer.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private <M> M opened(M model) {
        open.add((AutoCloseable) model);
        return model;
    }

    ChatModel chat() {
        return opened(connector.chatModel(offer(ModelKind.CHAT), context));
    }

    StreamingChatModel streaming() {
        return opened(connector.streamingChatModel(offer(ModelKind.CHAT), context));
    }

    EmbeddingModel embedding() {
        return opened(connector.embeddingModel(offer(ModelKind.EMBEDDING), context));
    }

    ScoringModel scoring() {
        return opened(connector.scoringModel(offer(ModelKind.SCORING), context));
    }

    AudioTranscriptionModel transcription() {
        return opened(connector.transcriptionModel(offer(ModelKind.TRANSCRIPTION), context));
    }

    List<String> served() {
        return connector.served("acme", context);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable model : open) {
            model.close();
        }
    }
}
