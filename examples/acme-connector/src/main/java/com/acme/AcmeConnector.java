/* SPDX-License-Identifier: EUPL-1.2 */
package com.acme;

import dev.langchain4j.model.chat.ChatModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

/** Chat with a model at Acme. */
public final class AcmeConnector implements ModelConnector {

    /** What the host finds. */
    public static final class Extension implements AllmanningExtension {
        @Override
        public List<ModelConnector> modelConnectors() {
            return List.of(new AcmeConnector());
        }
    }

    @Override
    public String id() {
        return "acme";
    }

    @Override
    public List<ModelOffer> offers(ConnectorContext context) {
        Map<String, Object> configured = context.configuration();
        if (configured.isEmpty()) {
            return List.of();
        }
        ModelId model = ModelId.parse(text(configured, "model"));
        String deployment = text(configured, "deployment");
        return List.of(ModelOffer.builder(model, ModelKind.CHAT).deployment(deployment).build());
    }

    @Override
    public ChatModel chatModel(ModelOffer offer, ConnectorContext context) {
        String url = text(context.configuration(), "url");
        if (!url.matches("https?://[^\\s]+")) {
            throw wrong("url", "is no address: " + url);
        }
        String key = context.secret("key").orElseThrow(() -> wrong("key", "is not set"));
        return new AcmeChat(
                URI.create(url),
                key,
                offer.model().name(),
                context.clock(),
                HttpClient.newHttpClient(),
                Duration.ofMinutes(2));
    }

    private static String text(Map<String, Object> configured, String name) {
        if (configured.get(name) instanceof String value) {
            return value;
        }
        throw wrong(name, "is missing");
    }

    private static AllmanningException wrong(String name, String what) {
        return new AllmanningException(
                "ACME-001",
                AllmanningException.Category.USAGE,
                "connectors.acme." + name + " " + what + ". Correct it in allmanning.yaml.");
    }
}
