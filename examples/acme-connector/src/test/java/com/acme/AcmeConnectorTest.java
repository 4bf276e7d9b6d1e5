/* SPDX-License-Identifier: EUPL-1.2 */
package com.acme;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import se.allmanning.model.ModelKind;
import se.allmanning.spi.ModelConnector;
import se.allmanning.tck.Capabilities;
import se.allmanning.tck.Endpoint;
import se.allmanning.tck.Feature;
import se.allmanning.tck.ModelConnectorKit;

@DisplayName("Acme's connector conforms")
class AcmeConnectorTest extends ModelConnectorKit {

    @Override
    protected ModelConnector connector() {
        return new AcmeConnector();
    }

    @Override
    protected Capabilities capabilities() {
        return Capabilities.none().with(Feature.CHAT, Feature.DEADLINES);
    }

    @Override
    protected Map<String, Object> configuration(Endpoint endpoint) {
        return Map.of(
                "url", endpoint.base() + "/v1/chat/completions",
                "key", endpoint.secret(),
                "model", endpoint.model(ModelKind.CHAT).toString(),
                "deployment", endpoint.deployment());
    }
}
