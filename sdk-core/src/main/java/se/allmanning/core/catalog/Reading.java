/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of one document share while they are read: the faults, and the dates, since the
 * same few stand there thousands of times. Not thread-safe.
 */
final class Reading {

    /** Where an object stands; made into a text only where there is a fault to tell. */
    record Place(@Nullable Place parent, String key, int index) {

        static Place root(String name) {
            return new Place(null, name, -1);
        }

        @Override
        public String toString() {
            String own = index < 0 ? key : key + "[" + index + "]";
            return parent == null ? own : parent + "." + own;
        }
    }

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Instant> instants = new HashMap<>();
    private final Map<String, LocalDate> dates = new HashMap<>();

    /** All faults so far. */
    List<String> faults() {
        return faults;
    }

    Instant instant(String text) {
        return instants.computeIfAbsent(
                text,
                unread -> {
                    try {
                        return Instant.parse(unread);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException(
                                "a point in time such as 2026-01-31T00:00:00Z is needed", e);
                    }
                });
    }

    LocalDate date(String text) {
        return dates.computeIfAbsent(
                text,
                unread -> {
                    try {
                        return LocalDate.parse(unread);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException(
                                "a date such as 2026-01-31 is needed", e);
                    }
                });
    }
}
