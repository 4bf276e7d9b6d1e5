/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * How far a crisis has come, on a clock that never goes back: what the system's clock loses when it
 * is set back is added again, from one run of the program to the next by way of a file and within
 * one by way of the processor's own clock. Not thread-safe.
 */
final class CrisisClock {

    /** The order of a file that speaks of no crisis. */
    static final String NO_ORDER = "none";

    /**
     * Threads that read the clock at one time come here at another; so much is not a clock that was
     * set back. What it could hide, the processor's clock tells.
     */
    private static final Duration JITTER = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What is kept.
     *
     * @param order the id of the declaration that it is about, or {@link #NO_ORDER}
     * @param last the latest time, after which the clock has not been set back
     * @param lost by how much it was set back since the crisis began
     * @param greatest the greatest time that was ever seen
     */
    record State(String order, Instant last, Duration lost, Instant greatest) {

        static State begin(String order, Instant now, Instant greatest) {
            return new State(order, now, Duration.ZERO, now.isAfter(greatest) ? now : greatest);
        }

        Instant reached() {
            return last.plus(lost);
        }

        byte[] toBytes() {
            try {
                return JSON.writeValueAsBytes(
                        JSON.createObjectNode()
                                .put("order", order)
                                .put("last", last.toString())
                                .put("lost", lost.toString())
                                .put("greatest", greatest.toString()));
            } catch (IOException e) {
                throw new IllegalStateException("An object of texts can be written.", e);
            }
        }

        /**
         * Reads what was kept.
         *
         * @throws IllegalArgumentException if it is something else
         */
        static State parse(byte[] json) {
            try {
                JsonNode in = JSON.readTree(json);
                State state =
                        new State(
                                in.path("order").asText(),
                                Instant.parse(in.path("last").asText()),
                                Duration.parse(in.path("lost").asText()),
                                Instant.parse(in.path("greatest").asText()));
                if (state.lost.isNegative()) {
                    throw new IllegalArgumentException("negative");
                }
                return state;
            } catch (IOException | DateTimeException e) {
                throw new IllegalArgumentException("not the times that were kept", e);
            }
        }
    }

    private final LongSupplier nanos;
    private final String order;
    private Instant last;
    private Duration lost;
    private Instant greatest;
    private Instant anchor;
    private long anchorNanos;
    private boolean setBack;

    CrisisClock(State state, LongSupplier nanos) {
        this.nanos = nanos;
        this.order = state.order;
        this.last = state.last;
        this.lost = state.lost;
        this.greatest = state.greatest;
        this.anchor = state.reached();
        this.anchorNanos = nanos.getAsLong();
    }

    String order() {
        return order;
    }

    /** Takes notice of what the system's clock says, and tells how far the crisis has come. */
    Instant observe(Instant now) {
        if (now.isBefore(last.minus(JITTER))) {
            lost = lost.plus(Duration.between(now, last));
            last = now;
            setBack = true;
        } else if (now.isAfter(last)) {
            last = now;
        }
        if (now.isAfter(greatest)) {
            greatest = now;
        }
        long tick = nanos.getAsLong();
        atLeast(anchor.plusNanos(tick - anchorNanos));
        anchor = last.plus(lost);
        anchorNanos = tick;
        return anchor;
    }

    /** Goes forward to where somebody else has seen the crisis. */
    void atLeast(Instant reached) {
        Instant mine = last.plus(lost);
        if (reached.isAfter(mine)) {
            lost = lost.plus(Duration.between(mine, reached));
        }
    }

    /** Whether the clock was set back since this was asked. */
    boolean takeSetBack() {
        boolean was = setBack;
        setBack = false;
        return was;
    }

    /** When, on the system's clock, it will have come to the given time; to the second. */
    Instant reaches(Instant time) {
        return time.minus(lost.truncatedTo(ChronoUnit.SECONDS));
    }

    State state() {
        return new State(order, last, lost, greatest);
    }
}
