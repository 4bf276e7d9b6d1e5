/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads and embeds documents on two other threads while the caller indexes them, so that the model
 * never waits for a parser or for the disk. Documents come out in the order in which they went in.
 * Used by one thread.
 */
final class Pipeline implements AutoCloseable {

    private static final int READ_AHEAD = 32;
    private static final long LOOK_MILLIS = 50;
    private static final int LOOKS_UNTIL_BUSY = 600;

    private final BlockingQueue<Step> read = new ArrayBlockingQueue<>(READ_AHEAD);
    private final BlockingQueue<Step> embedded = new ArrayBlockingQueue<>(READ_AHEAD);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> own = new ArrayList<>();
    private final BooleanSupplier cancelled;
    private final Stage reader;
    private final Stage embedder;
    private volatile boolean stopped;

    /** A document, or the end. */
    private record Step(@Nullable Prepared document) {
        static final Step END = new Step(null);
    }

    /** What ends a stage early: the pipeline is being closed. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }

    private interface Work {
        void run() throws Stopped, InterruptedException;
    }

    /**
     * @param documents gives the next document, {@code null} at the end
     * @param executor where the two threads come from; {@code null}: threads of its own
     */
    Pipeline(
            Supplier<@Nullable Prepared> documents,
            Embedder embedder,
            @Nullable Executor executor,
            BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.reader = new Stage(() -> readAll(documents));
        this.embedder = new Stage(() -> embedAll(embedder));
        start(this.reader, "allmanning-sync-read", executor);
        start(this.embedder, "allmanning-sync-embed", executor);
    }

    private void start(Stage stage, String name, @Nullable Executor executor) {
        if (executor == null) {
            own.add(Thread.ofPlatform().name(name).daemon().start(stage));
            return;
        }
        try {
            executor.execute(stage);
        } catch (RejectedExecutionException e) {
            failure.compareAndSet(null, IngestFault.noThread(e));
            stage.skip();
        }
    }

    /** One of the two threads' work. */
    private final class Stage implements Runnable {
        private final Work work;
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean begun;

        Stage(Work work) {
            this.work = work;
        }

        /** Whether the stage may begin; afterwards it no longer may. */
        synchronized boolean claim() {
            boolean first = !begun;
            begun = true;
            return first;
        }

        synchronized boolean begun() {
            return begun;
        }

        void skip() {
            if (claim()) {
                ended.countDown();
            }
        }

        @Override
        public void run() {
            if (!claim()) {
                return;
            }
            try {
                work.run();
            } catch (Stopped e) {
                // Nobody waits for more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.compareAndSet(null, IngestFault.cancelled());
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, IngestFault.during(e));
            } finally {
                ended.countDown();
            }
        }
    }

    private void readAll(Supplier<@Nullable Prepared> documents)
            throws Stopped, InterruptedException {
        for (Prepared p = documents.get(); p != null; p = documents.get()) {
            put(read, new Step(p));
        }
        put(read, Step.END);
    }

    private void embedAll(Embedder embedder) throws Stopped, InterruptedException {
        Step next = take(read);
        while (next.document() != null) {
            embedder.add(next.document());
            Step waiting = embedder.isFull() ? null : read.poll();
            if (waiting == null) {
                hand(embedder);
                waiting = take(read);
            }
            next = waiting;
        }
        hand(embedder);
        put(embedded, Step.END);
    }

    private void hand(Embedder embedder) throws Stopped, InterruptedException {
        while (!embedder.isEmpty()) {
            for (Prepared done : embedder.run()) {
                put(embedded, new Step(done));
            }
            checkStopped();
        }
    }

    private void put(BlockingQueue<Step> queue, Step step) throws Stopped, InterruptedException {
        checkStopped();
        while (!queue.offer(step, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            checkStopped();
        }
    }

    private Step take(BlockingQueue<Step> queue) throws Stopped, InterruptedException {
        while (true) {
            Step step = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (step != null) {
                return step;
            }
            checkStopped();
        }
    }

    private void checkStopped() throws Stopped {
        if (stopped) {
            throw new Stopped();
        }
    }

    /**
     * The next document with its vectors; {@code null} when all are done.
     *
     * @throws se.allmanning.service.AllmanningException if reading or embedding failed, or the sync
     *     is cancelled
     */
    @Nullable Prepared next() {
        try {
            for (int looks = 0; ; looks++) {
                if (cancelled.getAsBoolean()) {
                    throw IngestFault.cancelled();
                }
                Step step = embedded.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (step != null) {
                    return step.document();
                }
                RuntimeException failed = failure.get();
                if (failed != null) {
                    throw failed;
                }
                if (looks > LOOKS_UNTIL_BUSY && !(reader.begun() && embedder.begun())) {
                    throw IngestFault.noThread(null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw IngestFault.cancelled();
        }
    }

    /** Ends both stages and waits for them. */
    @Override
    public void close() {
        stopped = true;
        reader.skip();
        embedder.skip();
        boolean interrupted = await(reader);
        interrupted |= await(embedder);
        for (Thread thread : own) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a stage; true if the thread was interrupted meanwhile. */
    private static boolean await(Stage stage) {
        boolean interrupted = false;
        while (stage.ended.getCount() > 0) {
            try {
                stage.ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
