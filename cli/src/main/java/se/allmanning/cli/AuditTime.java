/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A day or a time as it is typed. A day is one where the command runs.
 *
 * @param time where it begins or, for an end, what it comes before
 */
record AuditTime(Instant time) {

    static final class From implements ITypeConverter<AuditTime> {
        @Override
        public AuditTime convert(String value) {
            return parse(value, 0);
        }
    }

    static final class To implements ITypeConverter<AuditTime> {
        @Override
        public AuditTime convert(String value) {
            return parse(value, 1);
        }
    }

    private static AuditTime parse(String value, int days) {
        try {
            return new AuditTime(
                    value.indexOf('T') < 0
                            ? LocalDate.parse(value)
                                    .plusDays(days)
                                    .atStartOfDay(ZoneId.systemDefault())
                                    .toInstant()
                            : Instant.parse(value));
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\""
                            + value
                            + "\" is neither a day as 2026-11-22 nor a time as 2026-11-22T08:00:00Z");
        }
    }
}
