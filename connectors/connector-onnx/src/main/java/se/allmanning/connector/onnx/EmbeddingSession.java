/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * The graph, loaded. Runs one text at a time on the calling thread, as many at once as there are
 * workers; further callers wait in turn. Buffers outside the heap are made once for each worker.
 */
final class EmbeddingSession implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private final ModelDescriptor descriptor;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final BlockingQueue<WorkerBuffers> idle;
    private final LongAdder nanos = new LongAdder();

    private EmbeddingSession(
            ModelDescriptor descriptor,
            OrtEnvironment environment,
            OrtSession session,
            BlockingQueue<WorkerBuffers> idle) {
        this.descriptor = descriptor;
        this.environment = environment;
        this.session = session;
        this.idle = idle;
    }

    static EmbeddingSession open(
            OrtEnvironment environment, Path model, ModelDescriptor descriptor, int workers) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // The workers are the parallelism; a thread pool of ONNX Runtime's own would spin.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // It keeps one plan of memory for every length that it has seen.
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            for (Map.Entry<String, String> entry : descriptor.sessionOptions().entrySet()) {
                options.addConfigEntry(entry.getKey(), entry.getValue());
            }
            OrtSession session = environment.createSession(model.toString(), options);
            try {
                check(session, descriptor);
                boolean types = session.getInputNames().contains(TYPES);
                BlockingQueue<WorkerBuffers> idle = new ArrayBlockingQueue<>(workers, true);
                for (int i = 0; i < workers; i++) {
                    idle.add(new WorkerBuffers(descriptor.maxTokens(), types));
                }
                return new EmbeddingSession(descriptor, environment, session, idle);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw OnnxFault.OPENING.because(
                    "ONNX Runtime cannot open "
                            + model
                            + " ("
                            + e.getMessage()
                            + "). Check that it is a graph for ONNX Runtime "
                            + environment.getVersion()
                            + ".",
                    e);
        }
    }

    private static void check(OrtSession session, ModelDescriptor descriptor) throws OrtException {
        Set<String> unknown = new TreeSet<>(session.getInputNames());
        unknown.removeAll(Set.of(IDS, MASK, TYPES));
        if (!unknown.isEmpty() || !session.getInputNames().contains(IDS)) {
            throw OnnxFault.OPENING.because(
                    "The graph of "
                            + descriptor.id()
                            + " asks for the inputs "
                            + session.getInputNames()
                            + "; this connector gives "
                            + IDS
                            + ", "
                            + MASK
                            + " and "
                            + TYPES
                            + ". Export the model as a text encoder.");
        }
        for (NodeInfo input : session.getInputInfo().values()) {
            if (input.getInfo() instanceof TensorInfo tensor && tensor.type != OnnxJavaType.INT64) {
                throw OnnxFault.OPENING.because(
                        "The input "
                                + input.getName()
                                + " of "
                                + descriptor.id()
                                + " is "
                                + tensor.type
                                + "; this connector gives INT64. Export it so.");
            }
        }
        NodeInfo output = session.getOutputInfo().get(descriptor.output());
        if (output == null) {
            throw OnnxFault.OPENING.because(
                    "The graph of "
                            + descriptor.id()
                            + " has no output \""
                            + descriptor.output()
                            + "\". Available: "
                            + session.getOutputNames()
                            + ". Correct \"output\" in its descriptor.");
        }
        if (output.getInfo() instanceof TensorInfo tensor) {
            long[] shape = tensor.getShape();
            int rank = descriptor.pooling() == Pooling.OUTPUT ? 2 : 3;
            long width = shape.length == 0 ? 0 : shape[shape.length - 1];
            if (shape.length != rank || (width > 0 && width != descriptor.dimension())) {
                throw OnnxFault.OPENING.because(
                        "The output \""
                                + descriptor.output()
                                + "\" of "
                                + descriptor.id()
                                + " has "
                                + shape.length
                                + " axes, the last of "
                                + width
                                + "; pooling "
                                + descriptor.pooling().id()
                                + " and dimension "
                                + descriptor.dimension()
                                + " need "
                                + rank
                                + " and "
                                + descriptor.dimension()
                                + ". Correct the descriptor.");
            }
        }
    }

    /**
     * The vector of one sequence of ids, no longer than the model reads at once.
     *
     * @throws InterruptedException if the thread is interrupted while it waits for its turn
     */
    float[] run(long[] ids) throws InterruptedException {
        WorkerBuffers buffers = idle.take();
        try {
            return run(ids, buffers);
        } catch (OrtException e) {
            throw OnnxFault.INFERENCE.because(
                    "ONNX Runtime failed on "
                            + ids.length
                            + " tokens with "
                            + descriptor.id()
                            + " ("
                            + e.getCode()
                            + ").",
                    e);
        } finally {
            idle.add(buffers);
        }
    }

    private float[] run(long[] ids, WorkerBuffers buffers) throws OrtException {
        Map<String, OnnxTensor> inputs = LinkedHashMap.newLinkedHashMap(3);
        long[] shape = {1, ids.length};
        try {
            inputs.put(IDS, OnnxTensor.createTensor(environment, buffers.ids(ids), shape));
            if (session.getInputNames().contains(MASK)) {
                inputs.put(
                        MASK,
                        OnnxTensor.createTensor(environment, buffers.mask(ids.length), shape));
            }
            if (session.getInputNames().contains(TYPES)) {
                inputs.put(
                        TYPES,
                        OnnxTensor.createTensor(environment, buffers.types(ids.length), shape));
            }
            long start = System.nanoTime();
            // Only the one output: the others would be copied out for nothing.
            try (OrtSession.Result result = session.run(inputs, Set.of(descriptor.output()))) {
                nanos.add(System.nanoTime() - start);
                return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private float[] pool(FloatBuffer output, int tokens) {
        float[] vector = new float[descriptor.dimension()];
        if (descriptor.pooling() == Pooling.MEAN) {
            for (int token = 0; token < tokens; token++) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] += output.get(token * vector.length + i);
                }
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= tokens;
            }
        } else {
            output.get(0, vector);
        }
        return vector;
    }

    long inferenceNanos() {
        return nanos.sum();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxFault.INFERENCE.because(
                    "ONNX Runtime cannot close " + descriptor.id() + ".", e);
        }
    }
}
