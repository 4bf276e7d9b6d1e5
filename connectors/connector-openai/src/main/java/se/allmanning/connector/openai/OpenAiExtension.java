/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.util.List;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ModelConnector;

/** Brings {@link OpenAiConnector} to a host. Found by the service loader. */
public final class OpenAiExtension implements AllmanningExtension {

    /** Called by the service loader. */
    public OpenAiExtension() {}

    @Override
    public List<ModelConnector> modelConnectors() {
        return List.of(new OpenAiConnector());
    }
}
