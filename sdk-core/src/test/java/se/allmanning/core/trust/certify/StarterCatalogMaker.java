/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.allmanning.core.trust.RootDocument;

/**
 * Makes the catalog that comes with the SDK: {@code StarterCatalogMaker OUTPUT ENTRIES_FOLDER},
 * where the entries lie in folders as in a certifier's working folder. The key is made here, signs
 * once and is forgotten when the program ends; it is never written.
 */
public final class StarterCatalogMaker {

    private static final Instant EXPIRES = Instant.parse("2046-01-01T00:00:00Z");

    private StarterCatalogMaker() {}

    /** Makes it. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("StarterCatalogMaker OUTPUT ENTRIES_FOLDER");
        }
        Path work = Files.createTempDirectory("starter");
        make(work, Path.of(args[0]), Path.of(args[1]), Clock.systemUTC());
        try (Stream<Path> left = Files.walk(work)) {
            for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    static void make(Path work, Path output, Path entries, Clock clock) throws IOException {
        WorkingFolder folder = WorkingFolder.make(work, "starter", "Allmänning SDK", false);
        for (String kind : WorkingFolder.ENTRIES) {
            Path from = entries.resolve(kind);
            if (Files.isDirectory(from)) {
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, work.resolve(kind).resolve(file.getFileName()));
                    }
                }
            }
        }
        SigningKey key = SigningKey.generate();
        Rotation.first(
                folder,
                List.of(key.verifyingKey()),
                1,
                List.of(key.verifyingKey()),
                Optional.empty(),
                EXPIRES);
        Duration life = Duration.between(clock.instant(), EXPIRES);
        Signing.by(List.of(key), clock).lasting(life, life).sign(folder);
        Files.createDirectories(output);
        for (String role : RootDocument.ROLES) {
            Files.write(output.resolve(role + ".json"), Files.readAllBytes(folder.file(role)));
        }
    }
}
