/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.EmbeddingWindows;
import se.allmanning.spi.LocalEmbeddingModel;

/**
 * A BERT-like embedding model in ONNX form, run inside the process.
 *
 * <p>A request's {@link EmbeddingInputType} decides the prefix; without one a text is a document. A
 * text that is longer than the model reads is embedded in overlapping windows, whose mean is scaled
 * to length 1 again; the response's metadata is an {@link EmbeddingWindows} and says so. Token
 * usage counts what the model read: prefixes, special tokens and overlaps included.
 *
 * <p>One text is one run of the graph, also among many: where activations are quantized over the
 * whole input, neighbours in a batch would change the numbers. Safe for many threads.
 */
public final class OnnxEmbeddingModel implements LocalEmbeddingModel {

    private final ModelDescriptor descriptor;
    private final Tokenizer tokenizer;
    private final EmbeddingSession session;
    private final Crew crew;
    private final int workers;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    OnnxEmbeddingModel(
            ModelDescriptor descriptor,
            Tokenizer tokenizer,
            EmbeddingSession session,
            int workers,
            @Nullable Executor executor) {
        this.descriptor = descriptor;
        this.tokenizer = tokenizer;
        this.session = session;
        this.workers = workers;
        this.crew = new Crew(workers, executor);
    }

    /**
     * Opens a model with the defaults of {@link #builder(Path)}.
     *
     * @param path a folder that holds a {@code model.json}, or that file
     * @throws AllmanningException if the model's files are missing, damaged or cannot be run
     */
    public static OnnxEmbeddingModel open(Path path) {
        return builder(path).build();
    }

    /**
     * Starts to open a model.
     *
     * @param path a folder that holds a {@code model.json}, or that file
     */
    public static OnnxModelBuilder builder(Path path) {
        return new OnnxModelBuilder(path);
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        List<String> texts = request.inputs().stream().map(input -> input.text()).toList();
        String prefix =
                request.inputType() == EmbeddingInputType.QUERY
                        ? descriptor.queryPrefix()
                        : descriptor.documentPrefix();
        use.readLock().lock();
        try {
            if (closed) {
                throw OnnxFault.CLOSED.because(
                        "The embedding model " + modelName() + " is closed. Open it again.");
            }
            return embed(texts, prefix);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OnnxFault.INTERRUPTED.because(
                    "Embedding was interrupted; nothing of the request was returned.", e);
        } finally {
            use.readLock().unlock();
        }
    }

    private EmbeddingResponse embed(List<String> texts, String prefix) throws InterruptedException {
        List<List<long[]>> windows = tokenize(texts, prefix);
        List<Run> runs = new ArrayList<>();
        for (List<long[]> text : windows) {
            text.forEach(ids -> runs.add(new Run(ids)));
        }
        List<Run> longestFirst = new ArrayList<>(runs);
        // So that the workers end together.
        longestFirst.sort(Comparator.comparingInt(run -> -run.ids.length));
        crew.run(
                runs.size(),
                i -> longestFirst.get(i).vector = session.run(longestFirst.get(i).ids));

        List<Embedding> embeddings = new ArrayList<>(texts.size());
        int next = 0;
        for (List<long[]> text : windows) {
            List<Run> ofText = runs.subList(next, next + text.size());
            embeddings.add(Embedding.from(combine(ofText)));
            next += text.size();
        }
        return EmbeddingResponse.builder()
                .embeddings(embeddings)
                .metadata(
                        new EmbeddingWindows(
                                modelName(),
                                runs.stream().mapToInt(run -> run.ids.length).sum(),
                                windows.stream().map(List::size).toList()))
                .build();
    }

    private List<List<long[]>> tokenize(List<String> texts, String prefix)
            throws InterruptedException {
        List<List<long[]>> windows = new ArrayList<>(texts.size());
        texts.forEach(text -> windows.add(List.of()));
        crew.run(texts.size(), i -> windows.set(i, windows(prefix, texts.get(i))));
        return windows;
    }

    private List<long[]> windows(String prefix, String text) {
        long[] ids = tokenizer.encode(prefix + text);
        if (ids.length <= descriptor.maxTokens()) {
            return List.of(ids);
        }
        long[] leading = tokenizer.leading(ids);
        long[] trailing = tokenizer.trailing(ids);
        long[] body = Arrays.copyOfRange(ids, leading.length, ids.length - trailing.length);
        // The prefix's own tokens as they stand in the text; its last blank joins the next word.
        int shared = Math.max(0, Arrays.mismatch(tokenizer.encodeBare(prefix.strip()), body));
        long[] head = Arrays.copyOf(leading, leading.length + shared);
        System.arraycopy(body, 0, head, leading.length, shared);
        long[] rest = Arrays.copyOfRange(body, shared, body.length);
        return Windows.of(head, rest, trailing, descriptor.maxTokens());
    }

    private float[] combine(List<Run> windows) {
        if (windows.size() == 1) {
            return scaled(windows.get(0).vector());
        }
        // All windows of a text have the same length and so the same weight.
        float[] mean = new float[descriptor.dimension()];
        for (Run window : windows) {
            float[] vector = scaled(window.vector());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / windows.size();
            }
        }
        return scaled(mean);
    }

    private float[] scaled(float[] vector) {
        if (descriptor.normalize()) {
            double norm = norm(vector);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] / norm);
            }
        }
        return vector;
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return sum == 0 ? 1 : Math.sqrt(sum);
    }

    @Override
    public int dimension() {
        return descriptor.dimension();
    }

    /** The model's id, {@code publisher/name@version}. */
    @Override
    public String modelName() {
        return descriptor.id().toString();
    }

    /** The SHA-256 that identifies the model's files and settings, checked when it was opened. */
    public String digest() {
        return descriptor.digest();
    }

    @Override
    public int maxTokens() {
        return descriptor.maxTokens();
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public long inferenceNanos() {
        return session.inferenceNanos();
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                crew.close();
                tokenizer.close();
                session.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "OnnxEmbeddingModel[" + modelName() + "]";
    }

    /** One run of the graph and what came of it. */
    private static final class Run {
        private final long[] ids;
        private float @Nullable [] vector;

        Run(long[] ids) {
            this.ids = ids;
        }

        float[] vector() {
            if (vector == null) {
                throw new IllegalStateException("A run was left out.");
            }
            return vector;
        }
    }
}
