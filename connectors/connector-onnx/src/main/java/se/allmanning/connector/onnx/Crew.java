/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shares numbered pieces of work among the calling thread and helpers from an executor. The caller
 * works too, so that it comes to an end even where the executor has no thread to give.
 */
final class Crew implements AutoCloseable {

    /** One piece of work. */
    interface Piece {
        void run(int index) throws InterruptedException;
    }

    private final int workers;
    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

    /**
     * @param workers how many threads work at once, the caller among them
     * @param executor where helpers come from; null for threads of its own, which end when idle
     */
    Crew(int workers, @Nullable Executor executor) {
        this.workers = workers;
        if (executor == null) {
            ThreadPoolExecutor threads = threads(Math.max(1, workers - 1));
            this.own = threads;
            this.executor = threads;
        } else {
            this.own = null;
            this.executor = executor;
        }
    }

    private static ThreadPoolExecutor threads(int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        2,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread =
                                    new Thread(work, "allmanning-onnx-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Runs pieces 0 to count - 1 and returns when no thread is in one any more.
     *
     * @throws InterruptedException if the caller was interrupted; pieces not begun are left out
     */
    void run(int count, Piece piece) throws InterruptedException {
        Job job = new Job(count, piece);
        for (int i = 1; i < Math.min(workers, count); i++) {
            try {
                executor.execute(job);
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        job.run();
        job.await();
    }

    private static final class Job implements Runnable {
        private final int count;
        private final Piece piece;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch open;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Job(int count, Piece piece) {
            this.count = count;
            this.piece = piece;
            this.open = new CountDownLatch(count);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        piece.run(i);
                    }
                } catch (InterruptedException | RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    open.countDown();
                }
            }
        }

        void await() throws InterruptedException {
            boolean interrupted = false;
            while (true) {
                try {
                    open.await();
                    break;
                } catch (InterruptedException e) {
                    // Others are still in a piece and write its result: stop them, then wait on.
                    interrupted = true;
                    failure.compareAndSet(null, e);
                }
            }
            Throwable failed = failure.get();
            if (interrupted || failed instanceof InterruptedException) {
                throw new InterruptedException();
            }
            if (failed instanceof RuntimeException e) {
                throw e;
            }
            if (failed instanceof Error e) {
                throw e;
            }
        }
    }

    /** Ends its own threads and waits for them; an executor that was lent is left alone. */
    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
