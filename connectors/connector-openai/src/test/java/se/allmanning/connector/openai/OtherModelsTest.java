/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("Embedding, scoring and transcription")
class OtherModelsTest {

    private final MockWebServer server = new MockWebServer();
    private Models models;

    @BeforeEach
    void start() throws Exception {
        server.start();
        models = new Models(server.url("/v1").toString());
    }

    @AfterEach
    void stop() throws Exception {
        models.close();
        server.close();
    }

    private void answer(String json) {
        server.enqueue(new MockResponse.Builder().body(json.replace('\'', '"')).build());
    }

    private static List<TextSegment> segments(String... texts) {
        return List.of(texts).stream().map(TextSegment::from).toList();
    }

    @Test
    @DisplayName("embeds with the prefix of what the text is, and puts the vectors in order")
    void embeds() throws Exception {
        answer(
                "{'data':[{'index':1,'embedding':[3,4]},{'index':0,'embedding':[1,2.5]}],'usage':{'prompt_tokens':7,'total_tokens':7}}");
        EmbeddingResponse response =
                models.embedding()
                        .embed(
                                EmbeddingRequest.builder()
                                        .inputs(
                                                List.of(
                                                        EmbeddingInput.from("a"),
                                                        EmbeddingInput.from("b")))
                                        .inputType(EmbeddingInputType.QUERY)
                                        .build());
        assertThat(response.embeddings())
                .containsExactly(
                        Embedding.from(new float[] {1, 2.5f}), Embedding.from(new float[] {3, 4}));
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(7);
        assertThat(response.modelName()).isEqualTo("acme/embed@1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v1/embeddings ");
        assertThat(request.getBody().string(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"gemma270\",\"input\":[\"query: a\",\"query: b\"],\"encoding_format\":\"float\"}");
    }

    @Test
    @DisplayName("embeds many texts in several calls and keeps their order")
    void batches() throws Exception {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        JsonNode sent =
                                Endpoint.parse(request.getBody().string(StandardCharsets.UTF_8));
                        ObjectNode answer = Endpoint.JSON.createObjectNode();
                        ArrayNode data = answer.putArray("data");
                        for (JsonNode text : sent.get("input")) {
                            int number = Integer.parseInt(text.asText().substring(9));
                            data.addObject().putArray("embedding").add(number).add(1);
                        }
                        answer.putObject("usage").put("prompt_tokens", data.size());
                        return new MockResponse.Builder().body(answer.toString()).build();
                    }
                });
        EmbeddingModel model = models.embedding();
        EmbeddingResponse response =
                model.embed(
                        EmbeddingRequest.builder()
                                .inputs(
                                        IntStream.range(0, 100)
                                                .mapToObj(i -> EmbeddingInput.from("" + i))
                                                .toList())
                                .build());
        assertThat(response.embeddings())
                .extracting(e -> (int) e.vector()[0])
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(100);
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(model.dimension()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':[{'embedding':[1,2]}]}",
                "{'data':[{'embedding':'AACAPwAAAEA='}]}",
                "{'data':[{'embedding':[[1,2]],'index':0}],'usage':null}",
            })
    @DisplayName("reads vectors in whatever form they come")
    void forms(String json) {
        answer(json);
        assertThat(models.embedding().embed("a").content().vector()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'data':[]}|has 0 vectors for 1 texts",
                "{'data':[{'embedding':[1,2,3]}]}|has vectors of length 3 where dimension says 2",
                "{'data':[{'embedding':[]}]}|has vectors of length 0 where dimension says 2",
                "{'data':[{'embedding':['1','2']}]}|has a vector with something other than numbers",
                "{'data':[{'embedding':[1,null]}]}|has a vector with something other than numbers",
                "{'data':[{'embedding':'AADAfwAAAEA='}]}|has a vector with something other than numbers",
                "{'data':[{'embedding':'!!'}]}|has a vector that is neither numbers nor Base64",
                "{'data':[{'embedding':[[1,2],[3,4]]}]}|has a vector for each token; start the server with pooling",
                "{'data':[{'index':7,'embedding':[1,2]}]}|numbers its vectors wrongly",
            })
    @DisplayName("takes no vector that is none")
    void wrongVectors(String json, String message) {
        answer(json);
        ModelCallException fault =
                catchThrowableOfType(ModelCallException.class, () -> models.embedding().embed("a"));
        assertThat(fault.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(fault)
                .hasMessageContaining(
                        "Provider \"acme\", /embeddings: it gave an answer that " + message);
    }

    @Test
    @DisplayName("embeds within the time that is left for all calls together")
    @SuppressWarnings("unchecked")
    void embedsWithin() {
        EmbeddingModel late =
                ((BoundedModel<EmbeddingModel>) models.embedding()).within(Duration.ZERO);
        assertThatThrownBy(() -> late.embed("a"))
                .isInstanceOfSatisfying(
                        ModelCallException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'results':[{'index':1,'relevance_score':0.25,'document':{'text':'b'}},{'index':0,'relevance_score':-3}],'meta':{}}",
                "{'data':[{'index':0,'score':-3},{'index':1,'score':0.25}]}",
                "[{'index':1,'score':0.25},{'index':0,'score':-3}]",
            })
    @DisplayName("scores each text, in each form that servers answer in")
    void scores(String json) throws Exception {
        answer(json);
        Response<List<Double>> response = models.scoring().scoreAll(segments("a", "b"), "fråga");
        assertThat(response.content()).containsExactly(-3.0, 0.25);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v1/rerank ");
        assertThat(request.getBody().string(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"ranker\",\"query\":\"fråga\",\"documents\":[\"a\",\"b\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'results':[{'index':0,'relevance_score':1}]}",
                "{'results':[{'index':0,'relevance_score':1},{'index':0,'relevance_score':1}]}",
                "{'results':[{'index':0,'relevance_score':1},{'index':2,'relevance_score':1}]}",
                "{'results':[{'index':0,'relevance_score':1},{'index':1,'relevance_score':'x'}]}",
                "{'results':[{'relevance_score':1},{'relevance_score':1}]}",
                "{}",
            })
    @DisplayName("takes no scores that leave a text out or count one twice")
    void wrongScores(String json) {
        answer(json);
        ScoringModel model = models.scoring();
        assertThatThrownBy(() -> model.scoreAll(segments("a", "b"), "q"))
                .isInstanceOfSatisfying(
                        ModelCallException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    @DisplayName("scores nothing without a call")
    void scoresNothing() {
        assertThat(models.scoring().scoreAll(List.of(), "q").content()).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    @DisplayName("writes down speech that is sent as a file")
    void transcribes() throws Exception {
        answer("{'text':'God dag.','usage':{'seconds':2}}");
        Audio audio =
                Audio.builder().binaryData(new byte[] {1, 2, 3}).mimeType("audio/mpeg").build();
        assertThat(
                        models.transcription()
                                .transcribe(
                                        AudioTranscriptionRequest.builder(audio)
                                                .language("sv")
                                                .prompt("Nämnd")
                                                .temperature(0.0)
                                                .build())
                                .text())
                .isEqualTo("God dag.");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v1/audio/transcriptions ");
        assertThat(request.getHeaders().get("Content-Type"))
                .startsWith("multipart/form-data; boundary=");
        assertThat(request.getBody().string(StandardCharsets.UTF_8))
                .contains(
                        "name=\"model\"",
                        "whisper",
                        "name=\"language\"",
                        "sv",
                        "name=\"prompt\"",
                        "Nämnd",
                        "name=\"temperature\"",
                        "0.0",
                        "name=\"response_format\"",
                        "json")
                .contains("name=\"file\"; filename=\"audio.mp3\"", "Content-Type: audio/mpeg");
    }

    @Test
    @DisplayName("refuses speech by its address, and an answer without text")
    void transcribesNothing() {
        Audio address = Audio.builder().url("https://example.se/tal.mp3").build();
        assertThatThrownBy(() -> models.transcription().transcribeToText(address))
                .isInstanceOf(ModelCallException.class)
                .hasMessageContaining("The audio is given by its address. Give its bytes instead.");
        answer("{'texts':'x'}");
        Audio audio = Audio.builder().base64Data("AQID").mimeType("audio/wav").build();
        assertThatThrownBy(() -> models.transcription().transcribeToText(audio))
                .hasMessageContaining("it gave an answer that has no text");
    }
}
