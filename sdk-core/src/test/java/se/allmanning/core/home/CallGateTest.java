/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A call gate")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallGateTest {

    /** Threads of its own: the common pool may have only one. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("that closes waits for a call that runs, and lets it finish")
    void drains() throws Exception {
        CallGate gate = new CallGate();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> call =
                CompletableFuture.supplyAsync(
                        () ->
                                gate.call(() -> {
                                    inside.countDown();
                                    await(goOn);
                                    return gate.cancelled().getAsBoolean();
                                }),
                        threads);
        inside.await();
        CompletableFuture<Boolean> closing =
                CompletableFuture.supplyAsync(() -> gate.close(Duration.ofSeconds(50)), threads);
        while (!refuses(gate)) {
            Thread.onSpinWait();
        }
        assertThat(closing).isNotDone();
        goOn.countDown();
        assertThat(call.get()).as("cancelled").isFalse();
        assertThat(closing.get()).isTrue();
        assertThat(gate.close(Duration.ofSeconds(50))).as("closed again").isFalse();
    }

    @Test
    @DisplayName("cancels what has not finished in time")
    void cancels() throws Exception {
        CallGate gate = new CallGate();
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> call =
                CompletableFuture.supplyAsync(
                        () ->
                                gate.call(() -> {
                                    inside.countDown();
                                    while (!gate.cancelled().getAsBoolean()) {
                                        Thread.onSpinWait();
                                    }
                                    return "ended";
                                }),
                        threads);
        inside.await();
        gate.close(Duration.ofMillis(1));
        assertThat(call.get()).isEqualTo("ended");
    }

    @Test
    @DisplayName("that is closed refuses calls with what to do")
    void refuses() {
        CallGate gate = new CallGate();
        gate.close(Duration.ZERO);
        assertThatThrownBy(() -> gate.call(() -> 1))
                .hasMessageContaining("Open it again")
                .hasMessageContaining("ALM-HOM-005");
    }

    private static boolean refuses(CallGate gate) {
        try {
            gate.checkOpen();
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
