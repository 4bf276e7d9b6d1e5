/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.EmbeddingWindows;

@DisplayName("A model that a user points at")
class OwnModelTest {

    @TempDir Path folder;

    private EmbeddingResponse embed(String descriptor, EmbeddingInputType type, String text)
            throws IOException {
        try (OnnxEmbeddingModel model =
                TinyModel.builder(TinyModel.in(folder, descriptor)).build()) {
            return model.embed(EmbeddingRequest.builder().input(text).inputType(type).build());
        }
    }

    private float[] vector(String descriptor, EmbeddingInputType type, String text)
            throws IOException {
        return embed(descriptor, type, text).embeddings().get(0).vector();
    }

    @Test
    @DisplayName("is pooled by the mean of all its tokens, and given token types that it asks for")
    void mean() throws IOException {
        // [CLS] a b [SEP]: ids 0, 4, 5, 1 at places 0 to 3
        assertThat(vector(TinyModel.DESCRIPTOR, EmbeddingInputType.DOCUMENT, "a b"))
                .containsExactly(2.5f, 1.5f);
    }

    @Test
    @DisplayName("is pooled by its first token where the descriptor says cls")
    void cls() throws IOException {
        assertThat(
                        vector(
                                TinyModel.DESCRIPTOR.replace("mean", "cls"),
                                EmbeddingInputType.DOCUMENT,
                                "a b"))
                .containsExactly(0f, 0f);
    }

    @Test
    @DisplayName("is scaled to length 1 unless the descriptor says otherwise")
    void normalized() throws IOException {
        float[] vector =
                vector(
                        TinyModel.DESCRIPTOR.replace("\"normalize\": false,", ""),
                        EmbeddingInputType.DOCUMENT,
                        "a b");
        assertThat(Math.hypot(vector[0], vector[1])).isCloseTo(1, within(1e-6));
        assertThat(vector[0] / vector[1]).isCloseTo(2.5f / 1.5f, within(1e-5f));
    }

    @Test
    @DisplayName("gets its prefix before a question and none before a document")
    void prefix() throws IOException {
        // [CLS] fråga: a [SEP]
        assertThat(vector(TinyModel.DESCRIPTOR, EmbeddingInputType.QUERY, "a"))
                .containsExactly(2f, 1.5f);
        assertThat(vector(TinyModel.DESCRIPTOR, EmbeddingInputType.DOCUMENT, "a")[0])
                .isCloseTo(5f / 3, within(1e-6f));
    }

    @Test
    @DisplayName("is not cut short by a limit that stands in its tokenizer.json")
    void noTruncation() throws IOException {
        EmbeddingResponse response =
                embed(TinyModel.DESCRIPTOR, EmbeddingInputType.DOCUMENT, "a b c d");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(6);
    }

    @Test
    @DisplayName("reads a longer text in windows, each with prefix and special tokens")
    void windows() throws IOException {
        EmbeddingResponse response =
                embed(TinyModel.DESCRIPTOR, EmbeddingInputType.QUERY, "a b c d e f g h");
        // [CLS] fråga: a b c d e [SEP] and [CLS] fråga: d e f g h [SEP]
        float first = (3 + 4 + 5 + 6 + 7 + 8 + 1) / 8f;
        float second = (3 + 7 + 8 + 9 + 10 + 11 + 1) / 8f;
        assertThat(response.embeddings().get(0).vector())
                .containsExactly((first + second) / 2, 3.5f);
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(16);
        assertThat(((EmbeddingWindows) response.metadata()).windows()).containsExactly(2);
    }

    @Test
    @DisplayName("is refused when the graph lacks the output that the descriptor names")
    void noSuchOutput() throws IOException {
        String descriptor = TinyModel.DESCRIPTOR.replace("\"mean\"", "\"output\"");
        assertThatThrownBy(() -> embed(descriptor, EmbeddingInputType.QUERY, "a"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        "no output \"sentence_embedding\"", "[last_hidden_state]", "ALM-CON-106");
    }

    @Test
    @DisplayName("is refused when its vectors are not as long as the descriptor says")
    void wrongDimension() throws IOException {
        String descriptor = TinyModel.DESCRIPTOR.replace("\"dimension\": 2", "\"dimension\": 3");
        assertThatThrownBy(() -> embed(descriptor, EmbeddingInputType.QUERY, "a"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("dimension 3", "ALM-CON-106");
    }

    @Test
    @DisplayName("is refused when its windows have no room for text")
    void noRoom() throws IOException {
        String descriptor = TinyModel.DESCRIPTOR.replace("\"maxTokens\": 8", "\"maxTokens\": 3");
        assertThatThrownBy(() -> embed(descriptor, EmbeddingInputType.QUERY, "a b"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("3 tokens", "ALM-CON-102");
    }

    @Test
    @DisplayName("is refused when a byte of it is flipped, with file, digests and remedy")
    void flippedByte() throws IOException {
        for (String file : new String[] {"model.onnx", "tokenizer.json"}) {
            Path model = TinyModel.in(folder);
            String expected = Sha256.of(Files.readAllBytes(model.resolve(file)));
            TinyModel.flipByte(model.resolve(file));
            String found = Sha256.of(Files.readAllBytes(model.resolve(file)));
            assertThatThrownBy(() -> TinyModel.builder(model).build())
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContainingAll(
                            model.resolve(file).toString(),
                            expected,
                            found,
                            "not used",
                            "If you trust",
                            "[ALM-CON-103]");
        }
    }

    @Test
    @DisplayName("is refused when a file is missing")
    void missingFile() throws IOException {
        Path model = TinyModel.in(folder);
        Files.delete(model.resolve("model.onnx"));
        assertThatThrownBy(() -> TinyModel.builder(model).build())
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("model.onnx", "NoSuchFile", "[ALM-CON-103]");
    }

    @Test
    @DisplayName("is refused when its graph or its tokenizer is something else")
    void notAModel() throws IOException {
        for (String file : new String[] {"model.onnx", "tokenizer.json"}) {
            Path model = TinyModel.in(folder);
            String old = Sha256.of(Files.readAllBytes(model.resolve(file)));
            Files.writeString(model.resolve(file), "{}");
            String descriptor =
                    TinyModel.DESCRIPTOR
                            .replace(old, Sha256.of("{}"))
                            .replace(", \"size\": 1273", "");
            Files.writeString(model.resolve("model.json"), descriptor);
            assertThatThrownBy(() -> TinyModel.builder(model).build())
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContainingAll(file, "[ALM-CON-106]");
        }
    }

    @Test
    @DisplayName("is missed with the path where it was looked for")
    void nothingThere() {
        assertThatThrownBy(() -> OnnxEmbeddingModel.open(folder.resolve("nothing.json")))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("nothing.json", "[ALM-CON-102]");
    }
}
