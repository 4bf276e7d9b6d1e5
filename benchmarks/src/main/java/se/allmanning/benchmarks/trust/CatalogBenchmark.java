/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.trust;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.allmanning.core.trust.Envelope;
import se.allmanning.core.trust.Repository;
import se.allmanning.core.trust.RootDocument;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.core.trust.VerifiedCatalog;
import se.allmanning.core.trust.VerifyingKey;
import se.allmanning.core.trust.certify.Rotation;
import se.allmanning.core.trust.certify.Signing;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.core.trust.certify.WorkingFolder;

/**
 * Compares verifying a catalog from its files (read, decoded, hashed, checked, read strictly) with
 * the sum of one parse of the same payload by Jackson and the checks of its signatures. Argument:
 * the number of models, 10000 unless given. Rounds are interleaved; the median counts.
 */
public final class CatalogBenchmark {

    private static final int ROUNDS = 15;
    private static final int WARM_UP = 10;

    private CatalogBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        int models = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path work = Files.createTempDirectory("catalog-benchmark");
        try {
            SigningKey key = catalog(work, models);
            run(work, key.verifyingKey());
        } finally {
            try (Stream<Path> left = Files.walk(work)) {
                for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static SigningKey catalog(Path work, int models) throws IOException {
        WorkingFolder folder = WorkingFolder.create(work, "benchmark", "Benchmark", false);
        for (int i = 0; i < models; i++) {
            Files.writeString(
                    work.resolve("models").resolve(i + ".json"),
                    """
                    {"id": "publisher-%d/model-%d@1", "title": "Språkmodell nummer %d",
                     "languages": ["sv", "en", "fi"], "features": ["chat", "tools"],
                     "digest": "%064x", "licence": "Apache-2.0", "parents": ["a/b@1"],
                     "clearance": "K2R2T1", "status": "certified", "sectors": ["general"],
                     "decided": "2026-05-01", "reference": "KS 2026/%d",
                     "evaluations": [{"suite": "swedish", "score": 0.%d, "n": 1000}],
                     "limits": {"context": 131072, "output": 8192}}
                    """
                            .formatted(i % 97, i, i, i, i, i));
        }
        SigningKey key = SigningKey.generate();
        List<VerifyingKey> keys = List.of(key.verifyingKey());
        Rotation.first(
                folder, keys, 1, keys, Optional.empty(), Instant.now().plusSeconds(1_000_000));
        Signing.by(List.of(key), Clock.systemUTC()).sign(folder);
        return key;
    }

    private static void run(Path work, VerifyingKey key) throws IOException {
        List<Envelope> envelopes = new ArrayList<>();
        for (String role : RootDocument.ROLES) {
            Path file = work.resolve("metadata").resolve(role + ".json");
            envelopes.add(Envelope.parse(Files.readAllBytes(file), role));
        }
        byte[] payload = envelopes.get(1).payload();
        System.out.printf("payload %.1f MB%n", payload.length / 1e6);
        ObjectMapper jackson = new ObjectMapper();
        List<Double> ratios = new ArrayList<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (Repository repository = Repository.of(work)) {
                VerifiedCatalog catalog = TrustStore.check(repository, Optional.empty());
                require(catalog.documents().size() == 1);
            }
            long whole = System.nanoTime() - start;
            start = System.nanoTime();
            require(jackson.readTree(payload).size() > 0);
            long parse = System.nanoTime() - start;
            start = System.nanoTime();
            for (Envelope envelope : envelopes) {
                byte[] signature = envelope.signatures().get(0).value();
                require(
                        key.verifies(
                                signature, envelope.authenticatedHeader(), envelope.payload()));
            }
            long signatures = System.nanoTime() - start;
            if (round >= 0) {
                double ratio = (double) whole / (parse + signatures);
                ratios.add(ratio);
                System.out.printf(
                        "round %d: verify %.1f ms; parse %.1f ms, signatures %.1f ms; ratio %.2f%n",
                        round, whole / 1e6, parse / 1e6, signatures / 1e6, ratio);
            }
        }
        ratios.sort(null);
        System.out.printf("verify / (parse + signatures), median: %.2f%n", ratios.get(ROUNDS / 2));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The benchmark's own catalog does not verify.");
        }
    }
}
