/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.model.ModelKind;
import se.allmanning.spi.ModelConnector;
import se.allmanning.tck.Capabilities;
import se.allmanning.tck.Endpoint;
import se.allmanning.tck.Feature;
import se.allmanning.tck.ModelConnectorKit;

@DisplayName("The OpenAI connector conforms")
class OpenAiConnectorTest extends ModelConnectorKit {

    @TempDir Path authorities;

    @Override
    protected ModelConnector connector() {
        return new OpenAiConnector();
    }

    @Override
    protected Capabilities capabilities() {
        return Capabilities.none().with(Feature.values());
    }

    @Override
    protected Map<String, Object> configuration(Endpoint endpoint) {
        List<Object> models = new ArrayList<>();
        for (ModelKind kind :
                List.of(
                        ModelKind.CHAT,
                        ModelKind.EMBEDDING,
                        ModelKind.SCORING,
                        ModelKind.TRANSCRIPTION)) {
            Map<String, Object> model = new HashMap<>();
            model.put("id", endpoint.model(kind).toString());
            model.put("name", "kit");
            model.put("kind", kind.id());
            if (kind.equals(ModelKind.CHAT)) {
                model.put("features", List.of("streaming", "tools", "json-schema", "images"));
            } else if (kind.equals(ModelKind.EMBEDDING)) {
                model.put("dimension", Endpoint.DIMENSION);
                model.put("query-prefix", "query:");
            }
            models.add(model);
        }
        Map<String, Object> provider = new HashMap<>();
        provider.put("url", endpoint.base() + "/v1");
        provider.put("key", endpoint.secret());
        provider.put("deployment", endpoint.deployment());
        provider.put("models", models);
        endpoint.authority().ifPresent(pem -> provider.put("ca", file(pem)));
        return Map.of("providers", Map.of("kit", provider));
    }

    private String file(String pem) {
        try {
            return Files.writeString(authorities.resolve("ca.pem"), pem).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
