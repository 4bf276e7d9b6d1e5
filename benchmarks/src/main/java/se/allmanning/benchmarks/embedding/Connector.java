/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import se.allmanning.connector.onnx.OnnxConnector;
import se.allmanning.connector.onnx.OnnxEmbeddingModel;
import se.allmanning.spi.ConnectorContext;

/** The connector as a host would use it, with a folder and nothing configured. */
record Connector(Path directory) implements ConnectorContext {

    OnnxEmbeddingModel open() {
        OnnxConnector connector = new OnnxConnector();
        return (OnnxEmbeddingModel) connector.embeddingModel(connector.offers(this).get(0), this);
    }

    @Override
    public Map<String, Object> configuration() {
        return Map.of();
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
