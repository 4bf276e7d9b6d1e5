/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The declaration of a crisis, as it is signed: between which times, and why. Immutable.
 *
 * @param id unique, 32 lower-case hexadecimal digits; an order is used once
 * @param from from when, in whole seconds
 * @param until until when, exclusive, in whole seconds
 * @param reason why, for the record: 1 to 500 characters without control characters; not secret
 */
public record CrisisOrder(String id, Instant from, Instant until, String reason) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_REASON = 500;

    /**
     * Checks the form. Whether the times are acceptable is for {@link CrisisSwitch#start} to say.
     *
     * @throws se.allmanning.service.AllmanningException if a part has the wrong form
     */
    public CrisisOrder {
        checkId(id);
        checkReason(reason);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (!from.isBefore(until)) {
            throw CrisisFaults.order("\"until\" is not after \"from\"");
        }
    }

    /**
     * A new order that begins now, with an id that nobody can foresee.
     *
     * @param random where the id comes from, such as {@link java.security.SecureRandom}
     * @throws se.allmanning.service.AllmanningException if the reason has the wrong form
     */
    public static CrisisOrder of(
            Instant now, Duration length, String reason, RandomGenerator random) {
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        byte[] id = new byte[16];
        random.nextBytes(id);
        try {
            return new CrisisOrder(
                    HexFormat.of().formatHex(id), from, from.plus(length), reason.strip());
        } catch (DateTimeException | ArithmeticException e) {
            throw CrisisFaults.order("it ends after the end of time");
        }
    }

    static void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw CrisisFaults.order("an order's id is 32 hexadecimal digits in lower case");
        }
    }

    static void checkReason(String reason) {
        if (reason.isBlank()
                || reason.length() > MAX_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw CrisisFaults.order(
                    "the reason has 1 to "
                            + MAX_REASON
                            + " characters on one line; found "
                            + reason.length());
        }
    }
}
