/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.host;

import java.nio.file.Path;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.spi.LocalEmbeddingModel;

/**
 * Ingests a folder into a fresh home and prints which share of the time was inference, and what a
 * second sync with nothing changed costs. Arguments: the folder, and a home that does not exist.
 */
public final class IngestBenchmark {

    private IngestBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) {
        KnowledgeSource source = KnowledgeSource.folder(Path.of(args[0]));
        try (Allmanning allmanning = Allmanning.open(Path.of(args[1]))) {
            if (!(allmanning.embeddingModel() instanceof LocalEmbeddingModel model)) {
                throw new IllegalStateException("The embedding model does not run here.");
            }
            KnowledgeBase base = allmanning.knowledge("benchmark");
            long inference = model.inferenceNanos();
            long start = System.nanoTime();
            SyncReport report = base.sync(source);
            long first = System.nanoTime() - start;
            inference = model.inferenceNanos() - inference;
            start = System.nanoTime();
            base.sync(source);
            long second = System.nanoTime() - start;
            System.out.printf(
                    "documents %d, passages %d, first sync %.1f s%n",
                    report.count(SyncStatus.INDEXED), base.status().passages(), first / 1e9);
            System.out.printf(
                    "inference / (workers * time): %.3f (%d workers)%n",
                    (double) inference / first / model.workers(), model.workers());
            System.out.printf("second sync / first: %.3f %%%n", 100.0 * second / first);
        }
    }
}
