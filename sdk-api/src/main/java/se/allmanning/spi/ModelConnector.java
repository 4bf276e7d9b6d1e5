/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.List;
import se.allmanning.model.ModelOffer;

/**
 * Binds models of one platform. Made once by an {@link AllmanningExtension}, used by one host or
 * several, from many threads.
 *
 * <p>The methods that bind are each called at most once for each offer while a host is open, on the
 * first use, on any thread; they may block, and they make no call to the model. What they return is
 * safe for many threads, and the host closes it where it is {@link AutoCloseable}. It never tries
 * again by itself, never logs content or keys, and tells what goes wrong with a provider by {@link
 * ModelCallException}; the host tries again, elsewhere, or gives up. Where it is a {@link
 * BoundedModel}, the host bounds each call.
 */
public interface ModelConnector {

    /** What configuration and messages call it, {@code [a-z][a-z0-9-]{1,63}}. */
    String id();

    /**
     * What the connector can bind here and now. Called when a host opens, on its thread; reads
     * configuration and local files, makes no network call. Empty where nothing is configured.
     *
     * @throws se.allmanning.service.AllmanningException if the configuration is wrong
     */
    List<ModelOffer> offers(ConnectorContext context);

    /**
     * Binds an embedding model. Called at most once for each offer while a host is open, on the
     * first use, on any thread. May block. The model must be safe for many threads and honour
     * {@code EmbeddingInputType} where questions and documents are embedded differently; it never
     * truncates silently. If it is {@link AutoCloseable} the host closes it.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if the model's files are missing, damaged
     *     or not those of the digest
     */
    default EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException(
                "Connector \"" + id() + "\" binds no embedding models.");
    }

    /**
     * Binds a model that writes.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if it cannot be bound
     */
    default ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException("Connector \"" + id() + "\" binds no chat models.");
    }

    /**
     * Binds a model that writes piece by piece; called for offers with the feature {@link
     * se.allmanning.model.ModelFeature#STREAMING}. A stream ends with exactly one call of {@code
     * onCompleteResponse} or {@code onError}, and with neither after it was cancelled; one that
     * breaks off before its end is an error.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if it cannot be bound
     */
    default StreamingChatModel streamingChatModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException(
                "Connector \"" + id() + "\" binds no streaming chat models.");
    }

    /**
     * Binds a model that scores how well texts answer a question.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if it cannot be bound
     */
    default ScoringModel scoringModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException(
                "Connector \"" + id() + "\" binds no scoring models.");
    }

    /**
     * Binds a model that turns speech into text.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if it cannot be bound
     */
    default AudioTranscriptionModel transcriptionModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException(
                "Connector \"" + id() + "\" binds no transcription models.");
    }
}
