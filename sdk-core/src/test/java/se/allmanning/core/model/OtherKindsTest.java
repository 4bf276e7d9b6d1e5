/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.service.Invocation;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

@DisplayName("Embedding, scoring and transcription go the way of every call")
class OtherKindsTest {

    @TempDir Path home;

    /** Takes note of what reaches it. */
    private static final class Hall implements ModelConnector {
        final List<String> received = new ArrayList<>();

        @Override
        public String id() {
            return "scripted";
        }

        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return List.of(
                    offer(ModelKind.EMBEDDING),
                    offer(ModelKind.SCORING),
                    offer(ModelKind.TRANSCRIPTION));
        }

        private static ModelOffer offer(ModelKind kind) {
            return ModelOffer.builder(ModelId.parse("test/" + kind + "@1"), kind)
                    .deployment("hall")
                    .dimension(kind.equals(ModelKind.EMBEDDING) ? 2 : 0)
                    .build();
        }

        @Override
        public EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
            return new EmbeddingModel() {
                @Override
                public EmbeddingResponse doEmbed(EmbeddingRequest request) {
                    request.inputs().forEach(i -> received.add(i.text()));
                    return EmbeddingResponse.builder()
                            .embeddings(
                                    request.inputs().stream()
                                            .map(i -> Embedding.from(new float[] {1, 0}))
                                            .toList())
                            .build();
                }

                @Override
                public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public ScoringModel scoringModel(ModelOffer offer, ConnectorContext context) {
            return (segments, query) -> {
                received.add(query);
                segments.forEach(s -> received.add(s.text()));
                return Response.from(segments.stream().map(s -> 0.5).toList());
            };
        }

        @Override
        public AudioTranscriptionModel transcriptionModel(
                ModelOffer offer, ConnectorContext context) {
            return new AudioTranscriptionModel() {
                @Override
                public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
                    received.add(request.prompt());
                    return AudioTranscriptionResponse.from("Hej.");
                }
            };
        }
    }

    private static final String TEXT = "Skriv till kansliet@exempelkommun.se";
    private static final String MASKED = "Skriv till [EPOST-1]";

    private void recorded(Fixture f, String model) {
        assertThat(f.recorder.outcomes()).containsExactly("hall started", "hall answered");
        assertThat(f.recorder.last(AuditEvent.MODEL_CALL).model()).contains(model);
        assertThat(f.recorder.last(AuditEvent.MODEL_CALL).details())
                .containsEntry("masked-email", "1");
    }

    private static void secret(Fixture f) {
        f.invocation = Invocation.builder("local").informationClass(InformationClass.k(3)).build();
    }

    @Test
    @DisplayName("embedding: masked on its way out, recorded, denied above its clearance")
    void embedding() {
        Hall hall = new Hall();
        try (Fixture f = new Fixture(home, hall)) {
            EmbeddingModel model =
                    EmbeddingModels.choose(f.calls, Optional.empty()).model(f::scope);
            assertThat(model.embed(EmbeddingRequest.builder().input(TEXT).build()).embeddings())
                    .hasSize(1);
            assertThat(hall.received).containsExactly(MASKED);
            recorded(f, "test/embedding@1");
            secret(f);
            assertThatThrownBy(() -> model.embed(EmbeddingRequest.builder().input("Hej").build()))
                    .isInstanceOf(PolicyDeniedException.class);
            assertThat(hall.received).hasSize(1);
        }
    }

    @Test
    @DisplayName("scoring: masked on its way out, recorded, denied above its clearance")
    void scoring() {
        Hall hall = new Hall();
        ModelNeed need = ModelNeed.scoring("ranker");
        try (Fixture f = new Fixture(home, hall)) {
            ScoringModel model = ModelLender.perCall(f.calls, f::scope).scoring(need);
            assertThat(model.scoreAll(List.of(TextSegment.from(TEXT)), "Vart?").content())
                    .containsExactly(0.5);
            assertThat(hall.received).containsExactly("Vart?", MASKED);
            recorded(f, "test/scoring@1");
            secret(f);
            assertThatThrownBy(() -> model.score("Hej", "Vart?"))
                    .isInstanceOf(PolicyDeniedException.class);
            assertThat(hall.received).hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "transcription: its prompt masked on its way out, recorded, denied above its clearance")
    void transcription() {
        Hall hall = new Hall();
        ModelNeed need = ModelNeed.transcription("ear");
        AudioTranscriptionRequest request =
                AudioTranscriptionRequest.builder()
                        .audio(Audio.builder().base64Data("AAAA").mimeType("audio/wav").build())
                        .prompt(TEXT)
                        .build();
        try (Fixture f = new Fixture(home, hall)) {
            AudioTranscriptionModel model =
                    ModelLender.perCall(f.calls, f::scope).transcription(need);
            assertThat(model.transcribe(request).text()).isEqualTo("Hej.");
            assertThat(hall.received).containsExactly(MASKED);
            recorded(f, "test/transcription@1");
            secret(f);
            assertThatThrownBy(() -> model.transcribe(request))
                    .isInstanceOf(PolicyDeniedException.class);
            assertThat(hall.received).hasSize(1);
        }
    }
}
