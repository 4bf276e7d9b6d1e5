/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditTrail;
import se.allmanning.core.audit.AuditVerifier;
import se.allmanning.core.audit.Durability;
import se.allmanning.core.audit.Verification;

/**
 * Writes records, verifies them and reads them, and prints seconds and records a second. Arguments:
 * a folder that does not exist, and how many records, a million unless given. Start it with a small
 * heap ({@code -Xmx64m}) to see that it needs none.
 */
public final class VerifyBenchmark {

    private static final int BATCH = 1_000;

    private VerifyBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        Path audit = Path.of(args[0]);
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        long start = System.nanoTime();
        try (AuditTrail trail =
                AuditTrail.builder(audit).durability(Durability.NONE).reserveBytes(0).open()) {
            for (int from = 0; from < count; from += BATCH) {
                List<AuditRecord> batch = new ArrayList<>();
                for (int i = from; i < Math.min(count, from + BATCH); i++) {
                    batch.add(Records.call(i));
                }
                trail.appendAll(batch);
            }
        }
        print("written", count, System.nanoTime() - start);
        try (Stream<Path> files = Files.walk(audit)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            System.out.printf("bytes a record: %d%n", bytes / count);
        }
        for (int round = 0; round < 3; round++) {
            start = System.nanoTime();
            Verification found = AuditVerifier.verify(audit);
            print(
                    found.intact() ? "verified" : "FAULTY",
                    found.records(),
                    System.nanoTime() - start);
        }
        start = System.nanoTime();
        long[] read = {0};
        AuditReader.of(audit).read(AuditFilter.ALL, entry -> read[0]++);
        print("read", read[0], System.nanoTime() - start);
        System.out.printf("heap limit: %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void print(String what, long records, long nanos) {
        System.out.printf(
                "%s %d records in %.2f s, %.0f records/s%n",
                what, records, nanos / 1e9, records * 1e9 / nanos);
    }
}
