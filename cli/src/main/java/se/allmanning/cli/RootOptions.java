/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.core.trust.RootPin;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Which root is the right one, as learnt by another way than the catalog. */
final class RootOptions {

    /** More than any root may have; the check itself knows the limit. */
    private static final int MOST = 4 * 1024 * 1024;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description = "The root.json of the certifier, got by another way than the catalog.")
    @Nullable Path file;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            converter = DigestConverter.class,
            description = "The SHA-256 of the root's payload, got by another way.")
    @Nullable String sha256;

    /** What was given; empty if nothing. */
    Optional<RootPin> pin() {
        if (file == null) {
            return Optional.ofNullable(sha256).map(RootPin::sha256);
        }
        try (InputStream in = Files.newInputStream(file)) {
            RootPin pin = RootPin.file(in.readNBytes(MOST), file.toString());
            return Optional.of(sha256 == null ? pin : pin.and(sha256));
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-CLI-007",
                    Category.USAGE,
                    "The root "
                            + file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). Name the certifier's root.json.",
                    e);
        }
    }

    static final class DigestConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("[0-9a-f]{64}")) {
                throw new TypeConversionException("A SHA-256 is 64 hexadecimal digits");
            }
            return value;
        }
    }
}
