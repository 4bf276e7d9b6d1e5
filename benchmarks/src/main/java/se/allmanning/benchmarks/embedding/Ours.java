/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import dev.langchain4j.data.segment.TextSegment;
import java.nio.file.Path;
import java.util.List;
import se.allmanning.connector.onnx.OnnxEmbeddingModel;

/** This project's model as its connector binds it. */
final class Ours {

    private Ours() {}

    /** Takes the connector's folder, texts and where to write the vectors. */
    public static void main(String[] args) throws Exception {
        try (OnnxEmbeddingModel model = new Connector(Path.of(args[0])).open()) {
            Rounds.serve(
                    Path.of(args[1]),
                    Path.of(args[2]),
                    texts -> {
                        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
                        return model.embedAll(segments).content().stream()
                                .map(embedding -> embedding.vector())
                                .toArray(float[][]::new);
                    });
        }
    }
}
