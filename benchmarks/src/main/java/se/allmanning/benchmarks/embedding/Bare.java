/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The least that one would write by hand: tokenizer, session with this project's options, a loop.
 */
final class Bare {

    private Bare() {}

    /** Takes the model's folder, texts and where to write the vectors. */
    public static void main(String[] args) throws Exception {
        System.setProperty("ai.djl.offline", "true");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Path model = Path.of(args[0]);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry(
                    "optimization.disable_specified_optimizers",
                    "LayerNormFusionL1;LayerNormFusionL2");
            try (OrtSession session =
                            environment.createSession(
                                    model.resolve("model.onnx").toString(), options);
                    HuggingFaceTokenizer tokenizer =
                            HuggingFaceTokenizer.newInstance(
                                    model.resolve("tokenizer.json"),
                                    Map.of("padding", "false", "truncation", "false"))) {
                Rounds.serve(
                        Path.of(args[1]),
                        Path.of(args[2]),
                        texts -> {
                            float[][] vectors = new float[texts.size()][];
                            for (int i = 0; i < vectors.length; i++) {
                                Encoding encoding = tokenizer.encode("passage: " + texts.get(i));
                                vectors[i] = run(environment, session, encoding);
                            }
                            return vectors;
                        });
            }
        }
    }

    private static float[] run(OrtEnvironment environment, OrtSession session, Encoding encoding)
            throws Exception {
        long[] shape = {1, encoding.getIds().length};
        try (OnnxTensor ids =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(encoding.getIds()), shape);
                OnnxTensor mask =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(encoding.getAttentionMask()), shape);
                OrtSession.Result result =
                        session.run(
                                Map.of("input_ids", ids, "attention_mask", mask),
                                Set.of("sentence_embedding"))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }
}
