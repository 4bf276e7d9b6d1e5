/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import se.allmanning.spi.ConnectorContext;

/** What a host would lend. */
record Contexts(Path directory, Map<String, Object> configuration) implements ConnectorContext {

    /** One folder for all tests of a run, so that natives and weights are unpacked once. */
    static final Path SHARED = Path.of("target", "connector").toAbsolutePath();

    static Contexts in(Path directory) {
        return new Contexts(directory, Map.of());
    }

    @Override
    public Optional<String> secret(String name) {
        return Optional.empty();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
