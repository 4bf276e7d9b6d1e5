/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the host lends a connector. Implemented by the host; new methods may be added. Thread-safe,
 * valid until the host closes.
 */
public interface ConnectorContext {

    /**
     * The connector's own part of the configuration, under {@code connectors: ID:}; empty where
     * there is none. Maps, lists and texts: numbers and truth values come as they are written.
     */
    Map<String, Object> configuration();

    /**
     * A folder under the home that is the connector's own, for unpacked models and the like; it
     * exists.
     */
    Path directory();

    /**
     * A secret that the configuration names, such as an API key; empty where it is not set.
     *
     * @param name the key under which it is named, from the connector's own part on and with a dot
     *     between levels, for example {@code key} or {@code providers.acme.key}
     */
    Optional<String> secret(String name);

    /** The host's clock. */
    Clock clock();
}
