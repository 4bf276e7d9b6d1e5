/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * Counts the calls that run in a host, so that closing it can refuse new ones, wait for the rest
 * and then cancel. What a call does inside is not counted again, so that it can finish while the
 * host drains. Thread-safe.
 */
public final class CallGate {

    /**
     * How long a cancelled call may take to end at least: it looks between steps, and a step, such
     * as a batch of embeddings on a busy machine, takes some seconds.
     */
    private static final Duration STEP = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int running;
    private boolean closing;
    private volatile boolean cancelled;

    /**
     * Runs a call from outside.
     *
     * @throws AllmanningException if the host closes or is closed
     */
    public <T> T call(Supplier<T> work) {
        lock.lock();
        try {
            refuseIfClosing();
            running++;
        } finally {
            lock.unlock();
        }
        try {
            return work.get();
        } finally {
            lock.lock();
            try {
                running--;
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Refuses if the host closes or is closed.
     *
     * @throws AllmanningException if it does
     */
    public void checkOpen() {
        lock.lock();
        try {
            refuseIfClosing();
        } finally {
            lock.unlock();
        }
    }

    /** Whether long calls are to end now; they ask between steps. */
    public BooleanSupplier cancelled() {
        return () -> cancelled;
    }

    /**
     * Closes the gate: new calls are refused, those that run have the given time, then they are
     * cancelled and have as long again to end, twenty seconds at least. It returns as soon as the
     * last call has ended, so after a short drain no later than the slowest step of a call that
     * looks whether it is cancelled. An interrupt ends the waiting, not the closing.
     *
     * @return false if it was closed before
     */
    public boolean close(Duration drain) {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            closing = true;
            boolean interrupted = !await(drain);
            cancelled = true;
            interrupted |= !await(drain.compareTo(STEP) > 0 ? drain : STEP);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Duration time) {
        long left = time.toNanos();
        try {
            while (running > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void refuseIfClosing() {
        if (closing) {
            throw new AllmanningException(
                    "ALM-HOM-005",
                    Category.CANCELLED,
                    "The host is closed. Open it again before calling it.");
        }
    }
}
