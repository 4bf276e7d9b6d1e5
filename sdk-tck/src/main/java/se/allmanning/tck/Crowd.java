/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Many threads that do the same at the same moment. */
final class Crowd {

    /** What each thread does, by its number from 0. */
    @FunctionalInterface
    interface Work {
        void run(int number) throws Exception;
    }

    private Crowd() {}

    /** Runs the work on each thread and fails with the first failure of any. */
    static void of(int size, Work work) {
        CountDownLatch start = new CountDownLatch(1);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads =
                IntStream.range(0, size)
                        .mapToObj(number ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            try {
                                                start.await();
                                                work.run(number);
                                            } catch (Throwable e) {
                                                failures.add(e);
                                            }
                                        }))
                        .toList();
        start.countDown();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Throwable first = failures.peek();
        if (first instanceof AssertionError error) {
            throw error;
        }
        if (first != null) {
            throw new AssertionError("One of " + size + " parallel calls failed.", first);
        }
    }
}
