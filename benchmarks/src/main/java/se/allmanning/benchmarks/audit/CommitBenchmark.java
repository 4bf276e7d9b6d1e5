/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditTrail;

/**
 * Many callers that each append one record after another and wait until it is on the disk, against
 * the same callers on a bare group-commit loop that forces as many bytes and does nothing else.
 * Prints calls a second of both and their ratio, round by round in turn. Arguments: a folder that
 * does not exist, callers (64 unless given), seconds a round (2), rounds (7).
 */
public final class CommitBenchmark {

    private CommitBenchmark() {}

    /** One caller's step. */
    private interface Step {
        void run() throws Exception;
    }

    /** The bare loop: whoever comes while the disk is forced shares the next force. */
    private static final class Bare implements AutoCloseable {
        private final FileChannel channel;
        private final Thread writer;
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
        private int waiting;
        private CountDownLatch next = new CountDownLatch(1);
        private boolean closing;

        Bare(Path file) throws IOException {
            channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            writer = new Thread(this::work);
            writer.start();
        }

        void append(byte[] record) throws InterruptedException {
            CountDownLatch own;
            synchronized (this) {
                bytes.put(record);
                waiting++;
                own = next;
                notifyAll();
            }
            own.await();
        }

        private void work() {
            ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);
            while (true) {
                CountDownLatch done;
                synchronized (this) {
                    while (waiting == 0) {
                        if (closing) {
                            return;
                        }
                        try {
                            wait();
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                    out.clear().put(bytes.flip()).flip();
                    bytes.clear();
                    waiting = 0;
                    done = next;
                    next = new CountDownLatch(1);
                }
                try {
                    while (out.hasRemaining()) {
                        channel.write(out);
                    }
                    channel.force(false);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                done.countDown();
            }
        }

        @Override
        public void close() throws Exception {
            synchronized (this) {
                closing = true;
                notifyAll();
            }
            writer.join();
            channel.close();
        }
    }

    private static double callsPerSecond(int callers, double seconds, Step step) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong calls = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Thread thread =
                    new Thread(() -> {
                        try {
                            while (!over.get()) {
                                step.run();
                                calls.incrementAndGet();
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
            thread.start();
            threads.add(thread);
        }
        Thread.sleep((long) (seconds * 1_000));
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return calls.get() * 1e9 / (System.nanoTime() - start);
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int callers = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 7;
        Files.createDirectories(folder);
        byte[] line = line(folder.resolve("sample"));
        AuditRecord record = Records.call(1);
        double[] ratios = new double[rounds];
        try (AuditTrail trail =
                        AuditTrail.builder(folder.resolve("audit")).segmentBytes(1L << 40).open();
                Bare bare = new Bare(folder.resolve("bare"))) {
            for (int round = -1; round < rounds; round++) {
                double floor = callsPerSecond(callers, seconds, () -> bare.append(line));
                double ours = callsPerSecond(callers, seconds, () -> trail.append(record));
                System.out.printf(
                        "%s bare %.0f/s, trail %.0f/s, ratio %.3f%n",
                        round < 0 ? "warm-up:" : "round:  ", floor, ours, ours / floor);
                if (round >= 0) {
                    ratios[round] = ours / floor;
                }
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                "callers %d, bytes a record %d, median ratio %.3f (%.3f to %.3f)%n",
                callers, line.length, ratios[rounds / 2], ratios[0], ratios[rounds - 1]);
    }

    /** The bytes of a record's line, as the trail writes it. */
    private static byte[] line(Path folder) throws IOException {
        try (AuditTrail trail = AuditTrail.builder(folder).open()) {
            trail.append(Records.call(1));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            Path segment =
                    files.filter(file -> file.toString().endsWith(".jsonl"))
                            .findFirst()
                            .orElseThrow();
            return (Files.readAllLines(segment).get(2) + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
