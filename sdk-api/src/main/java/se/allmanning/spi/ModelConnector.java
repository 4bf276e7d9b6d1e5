/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import se.allmanning.model.ModelOffer;

/**
 * Binds models of one platform. Made once by an {@link AllmanningExtension}, used by one host or
 * several, from many threads.
 */
public interface ModelConnector {

    /** What configuration and messages call it, {@code [a-z][a-z0-9-]{1,63}}. */
    String id();

    /**
     * What the connector can bind here and now. Called when a host opens, on its thread; reads
     * configuration and local files, makes no network call. Empty where nothing is configured.
     *
     * @throws se.allmanning.service.AllmanningException if the configuration is wrong
     */
    List<ModelOffer> offers(ConnectorContext context);

    /**
     * Binds an embedding model. Called at most once for each offer while a host is open, on the
     * first use, on any thread. May block. The model must be safe for many threads and honour
     * {@code EmbeddingInputType} where questions and documents are embedded differently; it never
     * truncates silently. If it is {@link AutoCloseable} the host closes it.
     *
     * @implSpec refuses with {@link UnsupportedOperationException}
     * @throws se.allmanning.service.AllmanningException if the model's files are missing, damaged
     *     or not those of the digest
     */
    default EmbeddingModel embeddingModel(ModelOffer offer, ConnectorContext context) {
        throw new UnsupportedOperationException(
                "Connector \"" + id() + "\" binds no embedding models.");
    }
}
