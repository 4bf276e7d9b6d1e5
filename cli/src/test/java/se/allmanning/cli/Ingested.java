/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A home into which two documents were ingested, for all tests that leave its default base as it
 * is.
 *
 * @param folder holds all the rest
 * @param report what the first ingest printed
 */
record Ingested(Path folder, JsonNode report) implements AutoCloseable {

    Path home() {
        return folder.resolve("home");
    }

    Path documents() {
        return folder.resolve("documents");
    }

    private static Ingested make() {
        try {
            Path folder = Files.createTempDirectory("ingested");
            Path documents = folder.resolve("documents");
            Path originals = Run.resource("documents");
            for (Path file : files(originals)) {
                if (!Files.isDirectory(file)) {
                    Path copy = documents.resolve(originals.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
            Run run =
                    Run.at(folder.resolve("home"), "ingest", documents.toString(), "--json")
                            .exits(0);
            return new Ingested(folder, run.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : files(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    /** Makes it when the first test asks for it, and removes it after the last. */
    static final class Once implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Ingested.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Once.class))
                    .getOrComputeIfAbsent(Ingested.class, key -> make());
        }
    }
}
