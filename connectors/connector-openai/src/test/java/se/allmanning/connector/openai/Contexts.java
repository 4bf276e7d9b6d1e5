/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.allmanning.spi.ConnectorContext;

/** What a host would lend. Secrets are found by their path, as the contract says. */
record Contexts(Path directory, Map<String, Object> configuration, Map<String, String> secrets)
        implements ConnectorContext {

    static final Path FOLDER = Path.of("target").toAbsolutePath();

    static Contexts of(Map<String, Object> provider) {
        return new Contexts(
                FOLDER,
                Map.of("providers", Map.of("acme", provider)),
                Map.of("providers.acme.key", "hemlig-nyckel"));
    }

    /** A provider at that address with one model of each kind. */
    static Map<String, Object> provider(String url) {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("url", url);
        provider.put("key", "${env:ACME_KEY}");
        provider.put("timeout-seconds", 10);
        provider.put(
                "models",
                List.of(
                        Map.of(
                                "id", "acme/chat@1",
                                "name", "gemma270",
                                "kind", "chat",
                                "features", List.of("streaming", "tools", "json-schema", "images")),
                        Map.of(
                                "id", "acme/embed@1",
                                "name", "gemma270",
                                "kind", "embedding",
                                "query-prefix", "query:",
                                "document-prefix", "passage:",
                                "dimension", 2),
                        Map.of("id", "acme/rank@1", "name", "ranker", "kind", "scoring"),
                        Map.of("id", "acme/hear@1", "name", "whisper", "kind", "transcription")));
        return provider;
    }

    @Override
    public Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
