/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that another thread may do before its result is needed. If none has begun it by then, the
 * one that needs it does it, so an executor that is busy or refuses costs time and no more. Once it
 * is closed the work no longer runs, and will not. Used by one thread.
 */
final class Ahead<T> implements AutoCloseable {

    private final Supplier<T> work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    private Ahead(Supplier<T> work) {
        this.work = work;
    }

    /** Offers work to an executor. */
    static <T> Ahead<T> of(Supplier<T> work, Executor executor) {
        Ahead<T> ahead = new Ahead<>(work);
        try {
            executor.execute(ahead::run);
        } catch (RejectedExecutionException e) {
            return ahead; // whoever needs the result makes it
        }
        return ahead;
    }

    private void run() {
        if (begun.compareAndSet(false, true)) {
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                ended.countDown();
            }
        }
    }

    /** The result; what the work threw is thrown here. */
    T get() {
        run();
        await();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        T made = result;
        if (made == null) {
            throw new IllegalStateException("The work gave nothing.");
        }
        return made;
    }

    /** Waits also through an interrupt: whoever called may close next what the work uses. */
    private void await() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for work that has begun; what has not never will. */
    @Override
    public void close() {
        if (!begun.compareAndSet(false, true)) {
            await();
        }
    }
}
