/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/** Opens an {@link OnnxEmbeddingModel}. Not thread-safe. */
public final class OnnxModelBuilder {

    private final @Nullable Path path;
    private @Nullable ModelFolder folder;
    private @Nullable Path natives;
    private int workers = Runtime.getRuntime().availableProcessors();
    private @Nullable Executor executor;

    OnnxModelBuilder(Path path) {
        this.path = path;
    }

    OnnxModelBuilder(ModelFolder folder) {
        this.path = null;
        this.folder = folder;
    }

    /**
     * Sets how many texts run at once, at least 1; the number of processors unless set. Each takes
     * one processor and some 30 MB outside the heap.
     */
    public OnnxModelBuilder workers(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Workers are " + value + ", at least 1 is needed.");
        }
        this.workers = value;
        return this;
    }

    /**
     * Sets where helpers come from when many texts are embedded in one call, which works itself
     * too; threads of the model's own unless set. The model does not shut it down.
     */
    public OnnxModelBuilder executor(Executor value) {
        this.executor = value;
        return this;
    }

    /**
     * Sets the folder into which native libraries are unpacked, to be found there at the next
     * start; a temporary one, deleted when the JVM ends, unless set. The first that is used in a
     * JVM serves them all.
     */
    public OnnxModelBuilder natives(Path value) {
        this.natives = value;
        return this;
    }

    /**
     * The model, checked and loaded.
     *
     * @throws AllmanningException if its files are missing, damaged or cannot be run
     */
    public OnnxEmbeddingModel build() {
        ModelFolder from = folder != null ? folder : ModelFolder.at(Objects.requireNonNull(path));
        OrtEnvironment environment = NativeLibraries.load(natives);
        // Only the digests are computed beside the rest. What takes memory outside the heap is made
        // on the caller's thread: the C library keeps what is freed apart for each thread that
        // asked
        // for it, and with a new thread each time a host that opens often would grow.
        CompletableFuture<Void> verified =
                CompletableFuture.runAsync(from::verify, OnnxModelBuilder::start);
        Tokenizer tokenizer = tokenizer(from);
        try {
            verified.join();
            EmbeddingSession session =
                    EmbeddingSession.open(environment, from.model(), from.descriptor(), workers);
            return new OnnxEmbeddingModel(from.descriptor(), tokenizer, session, workers, executor);
        } catch (AllmanningException e) {
            tokenizer.close();
            throw e;
        } catch (CompletionException e) {
            tokenizer.close();
            if (e.getCause() instanceof AllmanningException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Tokenizer tokenizer(ModelFolder from) {
        byte[] json = from.verifiedTokenizer();
        try {
            return Tokenizer.of(json);
        } catch (RuntimeException e) {
            throw OnnxFault.OPENING.because(
                    "The tokenizer "
                            + from.tokenizer()
                            + " cannot be read ("
                            + e.getMessage()
                            + "). Check that it is a tokenizer.json of Hugging Face's tokenizers.",
                    e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "allmanning-onnx-open");
        thread.setDaemon(true);
        thread.start();
    }
}
