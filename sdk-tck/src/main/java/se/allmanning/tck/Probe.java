/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.ModelConnector;

/**
 * A model of the first kind that a connector declares, for the rules that hold for every kind: the
 * same question to it, and the same good answer from its provider.
 */
final class Probe {

    /** What the provider answers where it answers. */
    static final String ANSWER = "Svaret-5b7d20ce-på-frågan-åäö";

    final Object model;
    private final Duration patience;

    private Probe(Object model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    static Probe of(Bench bench) {
        return of(bench, bench.context());
    }

    static Probe of(Bench bench, KitContext context) {
        ModelConnector connector = bench.connector;
        ModelKind kind = kind(bench.capabilities);
        ModelOffer offer = bench.offer(kind, context);
        Object model;
        if (kind.equals(ModelKind.CHAT)) {
            model =
                    bench.capabilities.has(Feature.CHAT)
                            ? connector.chatModel(offer, context)
                            : connector.streamingChatModel(offer, context);
        } else if (kind.equals(ModelKind.EMBEDDING)) {
            model = connector.embeddingModel(offer, context);
        } else if (kind.equals(ModelKind.SCORING)) {
            model = connector.scoringModel(offer, context);
        } else {
            model = connector.transcriptionModel(offer, context);
        }
        return new Probe(bench.keep(model), bench.patience);
    }

    static ModelKind kind(Capabilities capabilities) {
        if (capabilities.has(Feature.CHAT) || capabilities.has(Feature.STREAMING)) {
            return ModelKind.CHAT;
        }
        if (capabilities.has(Feature.EMBEDDINGS)) {
            return ModelKind.EMBEDDING;
        }
        return capabilities.has(Feature.SCORING) ? ModelKind.SCORING : ModelKind.TRANSCRIPTION;
    }

    /** A good answer to a request. */
    static Reply good(Bench bench, HttpCall call) {
        WireFormat wire = bench.wire;
        ModelKind kind = kind(bench.capabilities);
        if (kind.equals(ModelKind.CHAT)) {
            ChatAnswer answer = ChatAnswer.of(ANSWER);
            return wire.readChat(call).streaming() ? wire.stream(answer) : wire.chat(answer);
        }
        if (kind.equals(ModelKind.EMBEDDING)) {
            return wire.embeddings(List.of(new float[Endpoint.DIMENSION]), false);
        }
        return kind.equals(ModelKind.SCORING)
                ? wire.scores(List.of(0.5), false)
                : wire.transcript(ANSWER);
    }

    /** A view that is bounded. */
    Probe within(Duration left) {
        return new Probe(Bench.within(model, left), patience);
    }

    /** A call that carries the given text to the provider. */
    Callable<Object> asking(String prompt) {
        return () -> ask(prompt);
    }

    private Object ask(String prompt) throws Exception {
        if (model instanceof ChatModel chat) {
            return chat.chat(Bench.request(prompt)).aiMessage().text();
        }
        if (model instanceof EmbeddingModel embedding) {
            return embedding.embedAll(List.of(TextSegment.from(prompt))).content();
        }
        if (model instanceof ScoringModel scoring) {
            return scoring.scoreAll(List.of(TextSegment.from(prompt)), prompt).content();
        }
        if (model instanceof AudioTranscriptionModel speech) {
            Audio audio =
                    Audio.builder()
                            .binaryData(prompt.getBytes(StandardCharsets.UTF_8))
                            .mimeType("audio/wav")
                            .build();
            return speech.transcribe(AudioTranscriptionRequest.builder(audio).build()).text();
        }
        Recorder recorder = new Recorder(patience, (r, handle) -> {});
        ((StreamingChatModel) model).chat(Bench.request(prompt), recorder);
        recorder.awaitEnd();
        if (!recorder.failed.isEmpty()) {
            Throwable failed = recorder.failed.get(0);
            throw failed instanceof Exception e ? e : new IllegalStateException(failed);
        }
        return recorder.text();
    }
}
