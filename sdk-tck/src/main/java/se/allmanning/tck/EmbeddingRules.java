/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelKind;

/** Vectors, scores and transcripts. */
abstract class EmbeddingRules extends Rules {

    /** A vector that tells which text it is of. */
    private static float[] vector(String text) {
        float[] vector = new float[Endpoint.DIMENSION];
        int hash = text.hashCode();
        for (int i = 0; i < vector.length; i++) {
            vector[i] = ((hash >>> (i * 4)) & 15) / 16f + 0.03125f;
        }
        return vector;
    }

    private void embeds(boolean shuffled) {
        bench().server
                .script((call, exchange) ->
                        exchange.send(
                                bench().wire
                                        .embeddings(
                                                bench().wire.readEmbedding(call).stream()
                                                        .map(EmbeddingRules::vector)
                                                        .toList(),
                                                shuffled)));
    }

    private List<Embedding> embed(List<String> texts) {
        EmbeddingModel model = bench().embedding();
        return bench().call(
                        "an embedding call",
                        () ->
                                model.embedAll(texts.stream().map(TextSegment::from).toList())
                                        .content());
    }

    private static void inOrder(List<String> texts, List<Embedding> found) {
        Check.equal("Vectors", texts.size(), found.size());
        for (int i = 0; i < texts.size(); i++) {
            Check.that(
                    Arrays.equals(vector(texts.get(i)), found.get(i).vector()),
                    "Vector " + i + " of " + texts.size() + " is that of text " + i + ".");
        }
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Text nummer " + i + " å").toList();
    }

    @Test
    @DisplayName("ALM-C-070 vectors come in the order of their texts")
    @Rule(
            value = "ALM-C-070",
            asks =
                    "Each vector is that of the text at its place, also where the provider answers"
                            + " in another order.",
            intent = "A swapped vector finds the wrong paragraph for ever after.",
            needs = Feature.EMBEDDINGS)
    void order() {
        List<String> texts = texts(5);
        embeds(false);
        inOrder(texts, embed(texts));
        embeds(true);
        inOrder(texts, embed(texts));
    }

    @Test
    @DisplayName("ALM-C-071 vectors of another length are refused")
    @Rule(
            value = "ALM-C-071",
            asks =
                    "Vectors whose length is not that of the offer are a ModelCallException; the"
                            + " model tells the length of the offer.",
            intent = "A provider that changes its model must not spoil an index.",
            needs = Feature.EMBEDDINGS)
    void dimension() {
        Check.equal(
                "The dimension offered",
                Endpoint.DIMENSION,
                bench().offer(ModelKind.EMBEDDING).dimension());
        EmbeddingModel model = bench().embedding();
        bench().server
                .script((call, exchange) ->
                        exchange.send(
                                bench().wire
                                        .embeddings(
                                                List.of(new float[Endpoint.DIMENSION + 1]),
                                                false)));
        bench().failure(() -> model.embed("Hej").content());
        embeds(false);
        Check.equal("The dimension told", Endpoint.DIMENSION, model.dimension());
    }

    @Test
    @DisplayName("ALM-C-072 many texts go in batches")
    @Rule(
            value = "ALM-C-072",
            asks = "No request holds more texts than declared, and no text is lost between them.",
            intent = "Providers refuse what is too much at once, or worse, take the first part.",
            needs = Feature.EMBEDDINGS)
    void batches() {
        int most = bench().capabilities.batch();
        List<String> texts = texts(2 * most + 1);
        embeds(false);
        inOrder(texts, embed(texts));
        for (HttpCall call : bench().server.calls()) {
            int size = bench().wire.readEmbedding(call).size();
            Check.that(
                    size <= most,
                    "A request holds at most " + most + " texts, found " + size + ".");
        }
    }

    @Test
    @DisplayName("ALM-C-073 a text is sent whole")
    @Rule(
            value = "ALM-C-073",
            asks = "A long text reaches the provider character for character, or is refused.",
            intent = "What is cut silently is not found, and nobody knows.",
            needs = Feature.EMBEDDINGS)
    void whole() {
        String text = ChatRules.HARD_TEXT.repeat(400);
        embeds(false);
        if (bench().thrown(() -> embed(List.of(text))) == null) {
            Check.equal("The text sent", List.of(text), bench().wire.readEmbedding(onlyCall()));
        }
    }

    @Test
    @DisplayName("ALM-C-074 too few vectors are refused")
    @Rule(
            value = "ALM-C-074",
            asks = "An answer with fewer or more vectors than texts is a ModelCallException.",
            intent = "Nobody can tell which text has none.",
            needs = Feature.EMBEDDINGS)
    void count() {
        for (int count : new int[] {2, 4}) {
            List<float[]> vectors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                vectors.add(vector("x" + i));
            }
            replies(bench().wire.embeddings(vectors, false));
            bench().failure(() -> embed(texts(3)));
        }
    }

    @Test
    @DisplayName("ALM-C-075 questions and documents are told apart")
    @Rule(
            value = "ALM-C-075",
            asks = "The same text as question and as document makes two different requests.",
            intent = "Many models embed them differently; mixed up they find less.",
            needs = {Feature.EMBEDDINGS, Feature.INPUT_TYPES})
    void inputTypes() {
        embeds(false);
        EmbeddingModel model = bench().embedding();
        for (EmbeddingInputType type : EmbeddingInputType.values()) {
            bench().call(
                            "an embedding call",
                            () ->
                                    model.embed(
                                            EmbeddingRequest.builder()
                                                    .input("Samma text")
                                                    .inputType(type)
                                                    .build()));
        }
        List<HttpCall> calls = bench().server.calls();
        Check.equal("Requests made", 2, calls.size());
        Check.that(
                !calls.get(0).text().equals(calls.get(1).text()),
                "The requests for a question and for a document differ.");
    }

    @Test
    @DisplayName("ALM-C-076 no texts make no request")
    @Rule(
            value = "ALM-C-076",
            level = Rule.Level.SHOULD,
            asks = "An empty list gives an empty list, without a request.",
            intent = "An empty folder is no fault.",
            needs = Feature.EMBEDDINGS)
    void nothing() {
        embeds(false);
        Check.equal("Vectors of no texts", List.of(), embed(List.of()));
        Check.equal("Requests made", 0, bench().server.calls().size());
    }

    @Test
    @DisplayName("ALM-C-080 scores come in the order of their texts")
    @Rule(
            value = "ALM-C-080",
            asks =
                    "Each score is that of the text at its place, as the provider gave it, also"
                            + " where it answers in another order.",
            intent = "A swapped score puts the wrong source first.",
            needs = Feature.SCORING)
    void scores() {
        List<String> texts = texts(4);
        List<Double> scores = List.of(0.125, 0.875, -1.5, 0.5);
        var model = bench().scoring();
        for (boolean shuffled : new boolean[] {false, true}) {
            replies(bench().wire.scores(scores, shuffled));
            Check.equal(
                    "The scores",
                    scores,
                    bench().call(
                                    "a scoring call",
                                    () ->
                                            model.scoreAll(
                                                            texts.stream()
                                                                    .map(TextSegment::from)
                                                                    .toList(),
                                                            "Frågan å")
                                                    .content()));
        }
        AskedScoring asked = bench().wire.readScoring(bench().server.calls().get(0));
        Check.equal("The question sent", "Frågan å", asked.query());
        Check.equal("The texts sent", texts, asked.texts());
    }

    @Test
    @DisplayName("ALM-C-081 too few scores are refused")
    @Rule(
            value = "ALM-C-081",
            asks = "An answer with fewer or more scores than texts is a ModelCallException.",
            intent = "Some servers return the best only; then nobody can tell which.",
            needs = Feature.SCORING)
    void scoreCount() {
        var model = bench().scoring();
        for (List<Double> scores : List.of(List.of(0.1, 0.2), List.of(0.1, 0.2, 0.3, 0.4))) {
            replies(bench().wire.scores(scores, false));
            bench().failure(() ->
                    model.scoreAll(texts(3).stream().map(TextSegment::from).toList(), "Frågan"));
        }
    }

    @Test
    @DisplayName("ALM-C-085 a recording is sent whole and its transcript kept")
    @Rule(
            value = "ALM-C-085",
            asks = "The provider gets every byte of the recording; its text comes back unchanged.",
            intent = "A minute that is lost may be the one that mattered.",
            needs = Feature.TRANSCRIPTION)
    void transcript() {
        byte[] recording = new byte[5000];
        for (int i = 0; i < recording.length; i++) {
            recording[i] = (byte) (i * 7);
        }
        replies(bench().wire.transcript(ChatRules.HARD_TEXT));
        var model = bench().transcription();
        Audio audio = Audio.builder().binaryData(recording).mimeType("audio/wav").build();
        String text =
                bench().call(
                                "a transcription call",
                                () ->
                                        model.transcribe(
                                                        AudioTranscriptionRequest.builder(audio)
                                                                .build())
                                                .text());
        Check.that(
                Arrays.equals(recording, bench().wire.readTranscription(onlyCall())),
                "The recording arrives byte for byte.");
        Check.equal("The transcript", ChatRules.HARD_TEXT, text);
    }
}
