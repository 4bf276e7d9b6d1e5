/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import java.util.List;
import se.allmanning.core.model.guard.GuardReport;

/**
 * A transcription model whose every call goes the way of {@link ModelCalls}. What is spoken cannot
 * be masked before it is sent; the class of the call decides where it may go. Thread-safe.
 */
final class GuardedTranscriptionModel implements AudioTranscriptionModel {

    private final GuardedCall call;

    GuardedTranscriptionModel(GuardedCall call) {
        this.call = call;
    }

    @Override
    public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
        return call.run(new TranscriptionExchange(request));
    }

    @Override
    public String toString() {
        return "GuardedTranscriptionModel[" + call.need().role() + "]";
    }

    private record TranscriptionExchange(AudioTranscriptionRequest request)
            implements GuardedCall.Exchange<AudioTranscriptionModel, AudioTranscriptionResponse> {

        @Override
        public Class<AudioTranscriptionModel> type() {
            return AudioTranscriptionModel.class;
        }

        @Override
        public ModelOffers.Binder<AudioTranscriptionModel> binder() {
            return (connector, offer, context) -> connector.transcriptionModel(offer, context);
        }

        @Override
        public List<String> texts() {
            return request.prompt() == null ? List.of() : List.of(request.prompt());
        }

        @Override
        public AudioTranscriptionResponse send(AudioTranscriptionModel model, List<String> texts) {
            if (texts.isEmpty()) {
                return model.transcribe(request);
            }
            return model.transcribe(
                    AudioTranscriptionRequest.builder()
                            .audio(request.audio())
                            .prompt(texts.get(0))
                            .language(request.language())
                            .temperature(request.temperature())
                            .build());
        }

        @Override
        public GuardedCall.Guarded<AudioTranscriptionResponse> guard(
                AudioTranscriptionResponse answer, CallAttempt attempt) {
            return new GuardedCall.Guarded<>(
                    answer, answer.text(), null, null, GuardReport.empty());
        }
    }
}
