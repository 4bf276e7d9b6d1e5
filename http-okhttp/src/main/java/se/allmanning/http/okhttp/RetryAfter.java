/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how long a server asks to wait: RFC 9110, 10.2.3, and the millisecond form of OpenAI. */
final class RetryAfter {

    /** Fractions are not in the standard, but some gateways send them. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    private RetryAfter() {}

    static @Nullable Duration of(Headers headers, Clock clock) {
        String milliseconds = headers.get("retry-after-ms");
        if (milliseconds != null && NUMBER.matcher(milliseconds.strip()).matches()) {
            return nanos(milliseconds.strip(), 6);
        }
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        if (NUMBER.matcher(value.strip()).matches()) {
            return nanos(value.strip(), 9);
        }
        Date until = headers.getDate("Retry-After");
        if (until == null) {
            return null;
        }
        Date sent = headers.getDate("Date");
        // The server's own clock, where it shows it, so that ours may be wrong.
        Instant from = sent == null ? clock.instant() : sent.toInstant();
        Duration wait = Duration.between(from, until.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Duration nanos(String number, int scale) {
        BigDecimal nanos = new BigDecimal(number).movePointRight(scale);
        BigDecimal billion = BigDecimal.valueOf(1_000_000_000);
        BigDecimal[] parts = nanos.divideAndRemainder(billion);
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }
}
