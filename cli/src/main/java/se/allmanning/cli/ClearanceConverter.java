/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.policy.Clearance;

/** Reads a clearance. */
final class ClearanceConverter implements ITypeConverter<Clearance> {
    @Override
    public Clearance convert(String value) {
        try {
            return Clearance.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
