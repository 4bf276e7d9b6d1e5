/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.nio.file.Path;
import java.util.List;

/** LangChain4j's own ONNX model with its default options, the prefix written before each text. */
final class LangChain4jPeer {

    private LangChain4jPeer() {}

    /** Takes model, tokenizer, texts and where to write the vectors. */
    public static void main(String[] args) throws Exception {
        OnnxEmbeddingModel model =
                new OnnxEmbeddingModel(Path.of(args[0]), Path.of(args[1]), PoolingMode.MEAN);
        Rounds.serve(
                Path.of(args[2]),
                Path.of(args[3]),
                texts -> {
                    List<TextSegment> segments =
                            texts.stream()
                                    .map(text -> TextSegment.from("passage: " + text))
                                    .toList();
                    return model.embedAll(segments).content().stream()
                            .map(embedding -> embedding.vector())
                            .toArray(float[][]::new);
                });
        System.exit(0);
    }
}
