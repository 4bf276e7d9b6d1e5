/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.EmbeddingWindows;

/**
 * Gathers the texts of several documents and embeds them in large calls, which a model can share
 * among its workers.
 */
final class Embedder {

    /** Texts in one call: some seconds of work, so that the workers wait for each other seldom. */
    private static final int BATCH = 256;

    private record Text(Prepared document, String text) {}

    private final Function<InformationClass, EmbeddingModel> model;
    private final Deque<Text> waiting = new ArrayDeque<>();
    // Documents in the order in which they came; one leaves when none of its texts waits.
    private final Deque<Prepared> documents = new ArrayDeque<>();

    Embedder(Function<InformationClass, EmbeddingModel> model) {
        this.model = model;
    }

    void add(Prepared document) {
        documents.add(document);
        for (String text : document.missing()) {
            waiting.add(new Text(document, text));
        }
    }

    boolean isFull() {
        return waiting.size() >= BATCH;
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Embeds one call's worth and gives the documents that are done. */
    List<Prepared> run() {
        List<Text> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty() && fits(batch, waiting.element())) {
            batch.add(waiting.remove());
        }
        if (!batch.isEmpty()) {
            embed(batch);
        }
        Text next = waiting.peek();
        List<Prepared> done = new ArrayList<>();
        while (!documents.isEmpty() && (next == null || documents.peek() != next.document())) {
            done.add(documents.remove());
        }
        return done;
    }

    /** A call has one information class, so that a policy can decide on it. */
    private static boolean fits(List<Text> batch, Text next) {
        return batch.isEmpty()
                || batch.get(0)
                        .document()
                        .informationClass()
                        .equals(next.document().informationClass());
    }

    private void embed(List<Text> batch) {
        EmbeddingModel model = this.model.apply(batch.get(0).document().informationClass());
        EmbeddingRequest.Builder request =
                EmbeddingRequest.builder()
                        .inputs(batch.stream().map(t -> EmbeddingInput.from(t.text())).toList());
        if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
            request.inputType(EmbeddingInputType.DOCUMENT);
        }
        EmbeddingResponse response = model.embed(request.build());
        List<Embedding> embeddings = response.embeddings();
        if (embeddings.size() != batch.size()) {
            throw IngestFault.model(embeddings.size() + " vectors for " + batch.size() + " texts");
        }
        List<Integer> windows =
                response.metadata() instanceof EmbeddingWindows w ? w.windows() : List.of();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i)
                    .document()
                    .vector(
                            batch.get(i).text(),
                            unit(embeddings.get(i).vector()),
                            windows.isEmpty() ? 1 : windows.get(i));
        }
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float f : vector) {
            square += (double) f * f;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw IngestFault.model("a vector without a direction");
        }
        if (Math.abs(square - 1) < 1e-4) {
            return vector;
        }
        float[] unit = new float[vector.length];
        double scale = 1 / Math.sqrt(square);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] * scale);
        }
        return unit;
    }
}
