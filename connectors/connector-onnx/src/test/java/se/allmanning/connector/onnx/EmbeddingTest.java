/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.EmbeddingWindows;

@DisplayName("The shipped embedding model")
class EmbeddingTest {

    private static final String PASSAGE =
            "Ett överklagande ska ges in till den beslutande myndigheten inom tre veckor.";

    private static OnnxEmbeddingModel model;

    @BeforeAll
    static void open() {
        OnnxConnector connector = new OnnxConnector();
        Contexts context = Contexts.in(Contexts.SHARED);
        model =
                (OnnxEmbeddingModel)
                        connector.embeddingModel(connector.offers(context).get(0), context);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static EmbeddingResponse embed(EmbeddingInputType type, String... texts) {
        return model.embed(EmbeddingRequest.builder().inputs(texts).inputType(type).build());
    }

    private static double cosine(EmbeddingResponse a, EmbeddingResponse b) {
        return CosineSimilarity.between(a.embeddings().get(0), b.embeddings().get(0));
    }

    @Test
    @DisplayName("puts the passage that answers a question nearer to it than others")
    void ranks() {
        EmbeddingResponse question =
                embed(EmbeddingInputType.QUERY, "Hur lång tid har jag på mig att överklaga?");
        double right = cosine(question, embed(EmbeddingInputType.DOCUMENT, PASSAGE));
        for (String other :
                List.of("Hundar ska hållas kopplade i parken.", "Taxan för sophämtning höjs.")) {
            assertThat(cosine(question, embed(EmbeddingInputType.DOCUMENT, other)))
                    .isLessThan(right - 0.02);
        }
    }

    @Test
    @DisplayName("embeds the same text differently as a question and as a document")
    void prefixes() {
        EmbeddingResponse query = embed(EmbeddingInputType.QUERY, PASSAGE);
        EmbeddingResponse document = embed(EmbeddingInputType.DOCUMENT, PASSAGE);
        assertThat(cosine(query, document)).isLessThan(0.999);
    }

    @Test
    @DisplayName("takes a text without a type as a document")
    void plainIsDocument() {
        assertThat(model.embed(PASSAGE).content())
                .isEqualTo(embed(EmbeddingInputType.DOCUMENT, PASSAGE).embeddings().get(0));
    }

    @Test
    @DisplayName("gives vectors of length 1 and of the dimension that it says, and its id")
    void shape() {
        float[] vector = model.embed(PASSAGE).content().vector();
        assertThat(vector).hasSize(model.dimension()).hasSize(384);
        double sum = IntStream.range(0, 384).mapToDouble(i -> vector[i] * vector[i]).sum();
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(model.modelName()).isEqualTo("intfloat/multilingual-e5-small@q4-1");
    }

    @Test
    @DisplayName("gives each of many texts the very numbers that it has alone, in their order")
    void many() {
        List<TextSegment> texts =
                IntStream.range(0, 40)
                        .mapToObj(
                                i -> TextSegment.from((i + 1) + " § " + PASSAGE.repeat(1 + i % 5)))
                        .toList();
        var together = model.embedAll(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.content().get(i)).isEqualTo(model.embed(texts.get(i)).content());
        }
    }

    @Test
    @DisplayName("counts the tokens that it read")
    void tokens() {
        // <s> passage : Hej </s>, where the word and the colon are a piece each
        assertThat(model.embed("Hej").tokenUsage().inputTokenCount()).isEqualTo(5);
    }

    @Test
    @DisplayName("embeds a text that is too long in windows, says so, and sees its end")
    void windows() {
        String long1 = "Vägen hålls av kommunen. ".repeat(300) + PASSAGE.repeat(100);
        String long2 =
                "Vägen hålls av kommunen. ".repeat(300)
                        + "Sophämtning sker varje vecka. ".repeat(200);
        EmbeddingResponse response = embed(EmbeddingInputType.DOCUMENT, "kort", long1);
        assertThat(response.metadata())
                .isInstanceOfSatisfying(
                        EmbeddingWindows.class,
                        said -> {
                            assertThat(said.windows().get(0)).isEqualTo(1);
                            assertThat(said.windows().get(1)).isGreaterThan(5);
                            assertThat(said.windowedInputs()).isEqualTo(1);
                            assertThat(said.tokenUsage().inputTokenCount())
                                    .isGreaterThan(said.windows().get(1) * 500);
                        });
        EmbeddingResponse question = embed(EmbeddingInputType.QUERY, "Hur överklagar jag?");
        EmbeddingResponse of1 = embed(EmbeddingInputType.DOCUMENT, long1);
        assertThat(cosine(question, of1))
                .isGreaterThan(cosine(question, embed(EmbeddingInputType.DOCUMENT, long2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001.\u0000",
                "😀",
                "👩‍👩‍👧‍👦🇸🇪",
                "\uD83D",
                "\uDE00x",
                "<s></s><mask>",
                "\uFFFE\uFFFF",
                "a\u0301\u0302\u0303"
            })
    @DisplayName("embeds texts that hardly are any")
    void odd(String text) {
        EmbeddingModel any = model;
        assertThat(any.embed(text).content().vector()).doesNotContain(Float.NaN).hasSize(384);
    }

    @Test
    @DisplayName("says how long it was in the graph")
    void inference() {
        long before = model.inferenceNanos();
        model.embed(PASSAGE);
        assertThat(model.inferenceNanos()).isGreaterThan(before);
    }
}
