/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The clock of a crisis")
class CrisisClockTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    private CrisisClock begin() {
        return new CrisisClock(CrisisClock.State.begin("a", NOW, NOW), nanos::get);
    }

    @Test
    @DisplayName("never goes back and never runs slower than time, however the wall's is turned")
    void law() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            CrisisClock clock = begin();
            Instant wall = NOW;
            Instant before = NOW;
            Duration passed = Duration.ZERO;
            for (int step = 0; step < 60; step++) {
                Duration run = Duration.ofSeconds(random.nextInt(2400));
                boolean awake = random.nextBoolean();
                passed = passed.plus(run);
                wall = wall.plus(run);
                nanos.addAndGet(awake ? run.toNanos() : 0);
                Instant reached = clock.observe(wall);
                assertThat(reached).isAfterOrEqualTo(before);
                assertThat(reached).isAfterOrEqualTo(NOW.plus(passed));
                before = reached;
                if (random.nextInt(4) == 0) {
                    byte[] kept = clock.state().toBytes();
                    clock = new CrisisClock(CrisisClock.State.parse(kept), nanos::get);
                }
                if (random.nextInt(3) == 0) {
                    // A step that is too small to be seen is told by the next one that runs.
                    wall = wall.minusSeconds(3 + random.nextInt(18_000));
                    before = clock.observe(wall);
                }
            }
        }
    }

    @Test
    @DisplayName("runs as the wall's does as long as that goes forward")
    void forward() {
        CrisisClock clock = begin();
        for (int i = 1; i < 100; i++) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            Instant wall = NOW.plusSeconds(60L * i);
            assertThat(clock.observe(wall)).isEqualTo(wall);
            assertThat(clock.observe(wall.minusMillis(5))).isEqualTo(wall);
            assertThat(clock.reaches(wall)).isEqualTo(wall);
        }
        assertThat(clock.takeSetBack()).isFalse();
        clock.observe(NOW);
        assertThat(clock.takeSetBack()).isTrue();
        assertThat(clock.takeSetBack()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"order\":\"a\",\"last\":\"2026-11-22T07:00:00Z\",\"lost\":\"-PT1H\",\"greatest\":\"2026-11-22T07:00:00Z\"}"
            })
    @DisplayName("does not read what it did not write")
    void foreign(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CrisisClock.State.parse(json))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
