/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import se.allmanning.policy.Clearance;
import se.allmanning.service.Ids;

/** Values in a configuration. What they throw becomes a fault with its line. */
final class Values {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LIMIT = Pattern.compile("(K\\dR\\dT\\d)((?:\\+[a-z][a-z0-9-]*)*)");
    private static final int MAX_TEXT = 500;

    private Values() {}

    static boolean flag(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("write true or false");
        };
    }

    static String text(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("write 1 to " + MAX_TEXT + " characters");
        }
        return text.strip();
    }

    static String id(String text) {
        return Ids.check("id", text);
    }

    static String country(String text) {
        if (!COUNTRY.matcher(text).matches()) {
            throw new IllegalArgumentException("write an ISO 3166-1 alpha-2 code such as SE");
        }
        return text;
    }

    static BigDecimal amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() < 0 || amount.scale() > 6 || amount.precision() > 15) {
                throw new IllegalArgumentException("write an amount of 0 or more");
            }
            return amount;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("write an amount such as 12.50", e);
        }
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("write a date such as 2026-11-22", e);
        }
    }

    /** A class limit, {@code K2R2T1}, with what personal data and secrecy it lets through. */
    static String limit(String text) {
        var m = LIMIT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "write levels such as K2R2T1, then the personal data that is let through, such as"
                            + " K2R2T1+ordinary, and +secrecy");
        }
        Clearance.parse(m.group(1));
        return text;
    }

    static String secret(String text) {
        if (!Secrets.REFERENCE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "name a secret as ${env:NAME} or ${file:PATH}; never write it here");
        }
        return text;
    }

    static List<String> texts(Collection<String> texts) {
        return texts.stream().map(Values::text).toList();
    }

    static List<String> ids(Collection<String> texts) {
        return texts.stream().map(Values::id).toList();
    }

    static List<String> countries(Collection<String> texts) {
        return texts.stream().map(Values::country).toList();
    }
}
