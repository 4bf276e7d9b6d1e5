/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.List;
import java.util.Optional;

/**
 * How a provider's protocol looks on the wire: how its requests are read and its answers written.
 * The kit plays the provider and decides what it answers and how the bytes travel; a wire format
 * only translates. {@link #openAi()} is shipped; a vendor with another protocol writes their own
 * and implements what the connector declares. Stateless, used from many threads.
 *
 * <p>What is not overridden refuses with {@link UnsupportedOperationException}.
 */
public interface WireFormat {

    /**
     * The protocol of OpenAI's chat completions, embeddings and transcriptions, with reranking as
     * {@code POST .../rerank} ({@code query}, {@code documents}; {@code results} with {@code index}
     * and {@code relevance_score}), as many servers speak it.
     */
    static WireFormat openAi() {
        return OpenAiWireFormat.INSTANCE;
    }

    /**
     * The key that came with a request; an empty text where none came.
     *
     * @implSpec what follows {@code Bearer} in the header {@code Authorization}
     */
    default String key(HttpCall call) {
        String value = call.header("authorization");
        return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7) : "";
    }

    /** Reads a chat request. */
    default AskedChat readChat(HttpCall call) {
        throw lacks("readChat");
    }

    /** Writes an answer as a whole. */
    default Reply chat(ChatAnswer answer) {
        throw lacks("chat");
    }

    /**
     * Writes an answer as a stream: at least one frame for each piece, and a last frame that marks
     * the end and nothing more.
     */
    default Reply stream(ChatAnswer answer) {
        throw lacks("stream");
    }

    /**
     * What the protocol sends between frames to keep a connection alive.
     *
     * @implSpec nothing
     */
    default Optional<byte[]> keepAlive() {
        return Optional.empty();
    }

    /**
     * The frame by which the protocol tells of a fault in the middle of a stream.
     *
     * @implSpec nothing
     */
    default Optional<byte[]> streamError(String message) {
        return Optional.empty();
    }

    /** Writes an error with the provider's own message, which may repeat the prompt or the key. */
    Reply error(int status, String message);

    /** Reads the texts of an embedding request, in order. */
    default List<String> readEmbedding(HttpCall call) {
        throw lacks("readEmbedding");
    }

    /**
     * Writes vectors.
     *
     * @param vectors one for each text, in the order of the request
     * @param shuffled true: written in another order, where the protocol numbers them; a protocol
     *     that does not ignores it
     */
    default Reply embeddings(List<float[]> vectors, boolean shuffled) {
        throw lacks("embeddings");
    }

    /** Reads a scoring request. */
    default AskedScoring readScoring(HttpCall call) {
        throw lacks("readScoring");
    }

    /**
     * Writes scores.
     *
     * @param scores one for each text, in the order of the request
     * @param shuffled true: written in another order, where the protocol numbers them
     */
    default Reply scores(List<Double> scores, boolean shuffled) {
        throw lacks("scores");
    }

    /** Reads the recording of a transcription request. */
    default byte[] readTranscription(HttpCall call) {
        throw lacks("readTranscription");
    }

    /** Writes a transcript. */
    default Reply transcript(String text) {
        throw lacks("transcript");
    }

    private UnsupportedOperationException lacks(String method) {
        return new UnsupportedOperationException(
                getClass().getName()
                        + " does not implement "
                        + method
                        + ", which the declared capabilities need.");
    }
}
