/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that is begun before its result is needed")
class AheadTest {

    private final AtomicInteger runs = new AtomicInteger();

    private String work() {
        return Thread.currentThread().getName() + " " + runs.incrementAndGet();
    }

    @Test
    @DisplayName("runs once, on another thread that has time")
    void onAnotherThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Executor other = work -> threads.add(Thread.ofPlatform().name("other").start(work));
        try (Ahead<String> ahead = Ahead.of(this::work, other)) {
            threads.get(0).join();
            assertThat(ahead.get()).isEqualTo("other 1");
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("is done by who needs it, where the executor is busy, and not once more later")
    void busyExecutor() {
        List<Runnable> queue = new ArrayList<>();
        try (Ahead<String> ahead = Ahead.of(this::work, queue::add)) {
            assertThat(ahead.get()).isEqualTo(Thread.currentThread().getName() + " 1");
        }
        queue.forEach(Runnable::run);
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("is done by who needs it, where the executor refuses")
    void refused() {
        Executor full =
                work -> {
                    throw new RejectedExecutionException();
                };
        try (Ahead<String> ahead = Ahead.of(this::work, full)) {
            assertThat(ahead.get()).endsWith(" 1");
        }
    }

    @Test
    @DisplayName("never runs once it is closed unneeded")
    void unneeded() {
        List<Runnable> queue = new ArrayList<>();
        Ahead.of(this::work, queue::add).close();
        queue.forEach(Runnable::run);
        assertThat(runs).hasValue(0);
    }

    @Test
    @DisplayName("that has begun is waited for when it is closed, also by an interrupted thread")
    void waits() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread closing =
                Thread.ofPlatform()
                        .start(() -> {
                            Executor other = work -> Thread.ofPlatform().start(work);
                            try (Ahead<String> ahead = Ahead.of(() -> held(begun, goOn), other)) {
                                awaited(begun);
                                Thread.currentThread().interrupt();
                            }
                            interrupted.set(Thread.currentThread().isInterrupted());
                        });
        begun.await();
        while (closing.getState() != Thread.State.WAITING
                && closing.getState() != Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(closing.isAlive()).isTrue();
        goOn.countDown();
        closing.join();
        assertThat(interrupted).hasValue(true);
        assertThat(runs).hasValue(1);
    }

    private String held(CountDownLatch begun, CountDownLatch goOn) {
        begun.countDown();
        awaited(goOn);
        return work();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("throws what it threw, to who needs the result")
    void failures() {
        Ahead<String> wrong =
                Ahead.of(
                        () -> {
                            throw new IllegalStateException("no model");
                        },
                        Runnable::run);
        assertThatThrownBy(wrong::get).hasMessage("no model");
        Ahead<String> error =
                Ahead.of(
                        () -> {
                            throw new OutOfMemoryError("full");
                        },
                        Runnable::run);
        assertThatThrownBy(error::get).isInstanceOf(OutOfMemoryError.class);
        wrong.close();
        error.close();
    }
}
