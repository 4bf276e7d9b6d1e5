/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.service.AllmanningException;

@DisplayName("A model's descriptor")
class DescriptorTest {

    private static ModelDescriptor read(String json) {
        return DescriptorReader.read(json.getBytes(StandardCharsets.UTF_8), "here/model.json");
    }

    @Test
    @DisplayName("tells all its faults at once")
    void faults() {
        assertThatThrownBy(() ->
                        read(
                                """
                                {"format": 2, "id": "tiny", "pooling": "max", "dimension": 0,
                                 "colour": 1, "prefixes": {"question": ""}, "normalize": 3,
                                 "files": [{"path": "model.onnx", "sha256": "AB"}]}
                                """))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        "here/model.json",
                        "format is 2",
                        "id is \"tiny\"",
                        "pooling is \"max\", allowed: output, mean, cls",
                        "dimension is 0",
                        "maxTokens is missing",
                        "unknown key colour",
                        "unknown key prefixes.question (known: document, query)",
                        "normalize is 3",
                        "sha256 of model.onnx",
                        "tokenizer.json is missing",
                        "[ALM-CON-102]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", "", "null"})
    @DisplayName("that is no JSON object is refused")
    void notJson(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("here/model.json", "[ALM-CON-102]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "a/../b", "C:a", "a\\\\b", "a//b", "./a", "model.json"})
    @DisplayName("cannot name a file outside its folder")
    void outside(String path) {
        String json = TinyModel.DESCRIPTOR.replace("\"model.onnx\"", "\"" + path + "\"");
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("not one inside the model's folder");
    }

    @Test
    @DisplayName(
            "gives a digest that changes with the files and with what else decides the vectors")
    void digest() {
        String tiny = read(TinyModel.DESCRIPTOR).digest();
        assertThat(tiny).matches("[0-9a-f]{64}");
        assertThat(read(TinyModel.DESCRIPTOR.replace("test/tiny@1", "test/other@2")).digest())
                .isEqualTo(tiny);
        for (String other :
                new String[] {
                    TinyModel.DESCRIPTOR.replace("fråga: ", ""),
                    TinyModel.DESCRIPTOR.replace("mean", "cls"),
                    TinyModel.DESCRIPTOR.replace("\"maxTokens\": 8", "\"maxTokens\": 7"),
                    TinyModel.DESCRIPTOR.replace("\"normalize\": false", "\"normalize\": true"),
                    TinyModel.DESCRIPTOR.replaceFirst("\"sha256\": \"..", "\"sha256\": \"00"),
                }) {
            assertThat(read(other).digest()).isNotEqualTo(tiny);
        }
    }

    @Test
    @DisplayName("gives the digest that its documentation defines")
    void manifest() {
        ModelDescriptor tiny = read(TinyModel.DESCRIPTOR);
        String settings =
                """
                dimension=2
                document-prefix=
                max-tokens=8
                normalize=false
                output=last_hidden_state
                pooling=mean
                query-prefix=fråga:\s
                """;
        String manifest =
                """
                sha256:%s  model.onnx
                sha256:%s  tokenizer.json
                sha256:%s  #embedding
                """
                        .formatted(
                                tiny.files().get(0).sha256(),
                                tiny.files().get(1).sha256(),
                                Sha256.of(settings));
        assertThat(tiny.digest()).isEqualTo(Sha256.of(manifest));
    }
}
