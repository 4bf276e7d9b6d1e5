/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import se.allmanning.core.trust.certify.KeyFiles;
import se.allmanning.core.trust.certify.SigningKey;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Where the passphrase of a key file comes from. It is never an argument, which others can see. */
final class KeyOptions {

    private static final String VARIABLE = "ALLMANNING_KEY_PASSPHRASE";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "A file whose first line is the passphrase of the keys. Unless given: the"
                            + " variable ALLMANNING_KEY_PASSPHRASE, else it is asked for.")
    @Nullable Path passphraseFile;

    /** The keys in the given files. */
    List<SigningKey> read(List<Path> files, Terminal terminal) {
        List<SigningKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(KeyFiles.read(file, () -> passphrase(file, terminal)));
        }
        return keys;
    }

    /** The passphrase for a key file; empty if nobody can be asked. */
    @SuppressWarnings("SystemConsoleNull") // It is null on Java 21, and again from 25 on.
    Optional<char[]> passphrase(Path file, Terminal terminal) {
        if (passphraseFile != null) {
            return Optional.of(firstLine(passphraseFile));
        }
        String variable = terminal.environment().getOrDefault(VARIABLE, "");
        if (!variable.isEmpty()) {
            return Optional.of(variable.toCharArray());
        }
        Console console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("Lösenfras för %s: ", file));
    }

    private static char[] firstLine(Path file) {
        try {
            CharBuffer text =
                    StandardCharsets.UTF_8.decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            if (end > 0) {
                return text.subSequence(0, end).toString().toCharArray();
            }
        } catch (IOException e) {
            throw noPassphrase(file, "cannot be read");
        }
        throw noPassphrase(file, "has an empty first line");
    }

    private static AllmanningException noPassphrase(Path file, String fault) {
        return new AllmanningException(
                "ALM-CLI-005",
                Category.USAGE,
                "The passphrase file "
                        + file
                        + " "
                        + fault
                        + ". Its first line must be the passphrase, in UTF-8.");
    }
}
