/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count of keys, signatures or days. */
final class NumberConverter implements ITypeConverter<Integer> {

    private static final int MAX = 10_000;

    @Override
    public Integer convert(String value) {
        if (value.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        }
        throw new TypeConversionException(
                "\"" + value + "\" is not a whole number from 1 to " + MAX);
    }
}
