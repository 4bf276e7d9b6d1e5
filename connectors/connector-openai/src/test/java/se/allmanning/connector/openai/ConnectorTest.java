/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelConnector;

@DisplayName("The connector")
class ConnectorTest {

    @TempDir Path folder;

    private final OpenAiConnector connector = new OpenAiConnector();

    private static Map<String, Object> chat() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", "acme/chat@1");
        model.put("name", "c");
        model.put("kind", "chat");
        return model;
    }

    private Contexts context(Map<String, Object> provider) {
        return new Contexts(
                folder,
                Map.of("providers", Map.of("acme", provider)),
                Map.of(
                        "providers.acme.key",
                        "hemlig-nyckel",
                        "providers.acme.headers.X-Own",
                        "eget"));
    }

    private AllmanningException fault(Contexts context) {
        AllmanningException fault =
                catchThrowableOfType(AllmanningException.class, () -> connector.offers(context));
        assertThat(fault.code()).isEqualTo("ALM-CON-201");
        assertThat(fault)
                .hasMessageStartingWith(
                        "The configuration of the connector openai (connectors.openai) is wrong: ")
                .hasMessageEndingWith(". Correct it in allmanning.yaml. [ALM-CON-201]")
                .hasMessageNotContaining("hemlig");
        return fault;
    }

    @Test
    @DisplayName(
            "is found by the service loader as \"openai\", and offers nothing unless configured")
    void found() {
        assertThat(ServiceLoader.load(AllmanningExtension.class))
                .flatExtracting(AllmanningExtension::modelConnectors)
                .extracting(ModelConnector::id)
                .containsExactly("openai");
        assertThat(connector.offers(new Contexts(folder, Map.of(), Map.of()))).isEmpty();
    }

    @Test
    @DisplayName("offers each model as it is configured, without asking the provider")
    void offers() {
        Map<String, Object> model = chat();
        model.put("features", List.of("streaming", "tools"));
        model.put("languages", List.of("sv", "en"));
        model.put("context-length", 8192);
        model.put("digest", "ab".repeat(32));
        Map<String, Object> plain =
                Map.of("id", "acme/e@1", "name", "e", "kind", "embedding", "dimension", 384);
        Map<String, Object> provider =
                Map.of(
                        "url", "https://model.example/v1",
                        "deployment", "acme-se",
                        "models", List.of(model, plain));
        List<ModelOffer> offers = connector.offers(context(provider));
        assertThat(offers).hasSize(2);
        ModelOffer offer = offers.get(0);
        assertThat(offer.model()).hasToString("acme/chat@1");
        assertThat(offer.kind()).isEqualTo(ModelKind.CHAT);
        assertThat(offer.deployment()).isEqualTo("acme-se");
        assertThat(offer.features())
                .containsExactlyInAnyOrder(ModelFeature.STREAMING, ModelFeature.TOOLS);
        assertThat(offer.languages()).containsExactlyInAnyOrder("sv", "en");
        assertThat(offer.contextLength()).isEqualTo(8192);
        assertThat(offer.digest()).contains("ab".repeat(32));
        assertThat(offer.verified()).isFalse();
        assertThat(offers.get(1).dimension()).isEqualTo(384);
        assertThat(offers.get(1).digest()).isEmpty();
        assertThat(
                        connector
                                .offers(
                                        context(
                                                Map.of(
                                                        "url",
                                                        "https://model.example/v1",
                                                        "models",
                                                        List.of(chat()))))
                                .get(0)
                                .deployment())
                .isEqualTo("acme");
    }

    @Test
    @DisplayName("takes a number or a flag that comes as a text, as a host's YAML may give it")
    void scalarsAsTexts() {
        Map<String, Object> model = chat();
        model.put("context-length", "8192");
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("url", "http://model.example/v1");
        provider.put("allow-http", "true");
        provider.put("timeout-seconds", "30");
        provider.put("models", List.of(model));
        assertThat(connector.offers(context(provider)).get(0).contextLength()).isEqualTo(8192);
        provider.put("allow-http", "yes");
        provider.put("timeout-seconds", "99999999999");
        assertThat(fault(context(provider)))
                .hasMessageContainingAll(
                        "providers.acme.allow-http is neither true nor false",
                        "providers.acme.timeout-seconds is no whole number from 1 to 3600");
    }

    @Test
    @DisplayName("tells all faults of the configuration at once, with the keys that are allowed")
    void allFaults() {
        Map<String, Object> model = chat();
        model.put("kind", "talk");
        model.put("dimension", 4);
        model.put("tokens", 1);
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("url", "ftp://model.example");
        provider.put("key", "sk-hemlig");
        provider.put("timeout-seconds", "lång");
        provider.put("colour", "hemlig");
        provider.put("models", List.of(model, Map.of("kind", "embedding"), "hemlig"));
        assertThat(fault(context(provider)))
                .hasMessageContainingAll(
                        "providers.acme.url is no address, write for example https://api.example.se/v1; ",
                        "providers.acme.key holds a secret itself. Name where it is kept, ${env:NAME} or ${file:PATH}, and change",
                        "providers.acme.timeout-seconds is no whole number from 1 to 3600; ",
                        "providers.acme.models[0].kind is none of chat, embedding, scoring, transcription; ",
                        "providers.acme.models[0].dimension is for embedding models only; ",
                        "providers.acme.models[0].tokens is unknown (known: context-length, digest, dimension, document-prefix,"
                                + " features, id, kind, languages, name, query-prefix); ",
                        "providers.acme.models[1].id is missing, write publisher/name@version; ",
                        "providers.acme.models[1].dimension is missing, write the length of the model's vectors; ",
                        "providers.acme.models[2] is no mapping of keys to values; ",
                        "providers.acme.colour is unknown (known: allow-http, ca, client-certificate, client-certificate-password,"
                                + " client-key, connect-timeout-seconds, deployment, headers, key, max-tokens-parameter, models,"
                                + " no-proxy, proxy, timeout-seconds, url)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url|http://model.example/v1|url is not encrypted. Write https, or allow-http: true",
                "url|https://u:hemlig@model.example|url has a user, a query or a fragment",
                "url|https://model.example?key=hemlig|url has a user, a query or a fragment",
                "deployment|Här|deployment is no id of a deployment",
                "max-tokens-parameter|tokens|max-tokens-parameter is none of max_tokens, max_completion_tokens",
                "proxy|http://u:hemlig@proxy:3128|proxy cannot be used: it holds a password. Name where",
                "proxy|ftp://proxy|proxy cannot be used: The proxy's address cannot be used. Write http://HOST:PORT",
                "proxy|http://hemlig proxy|proxy is no address",
                "ca|missing.pem|ca cannot be used: The file ",
                "client-certificate|missing.p12|client-certificate cannot be used: The client certificate ",
                "client-certificate-password|hemlig|client-certificate-password holds a secret itself",
                "allow-http|kanske|allow-http is neither true nor false",
                "no-proxy|10.0.0.1|no-proxy is no list of texts, write [one, two]",
                "headers|hemlig|headers is no mapping of keys to values",
                "models|hemlig|models is no list, write lines that begin with",
                "key|${env:OTHER_KEY}|"
                        + "key names the environment variable OTHER_KEY, which is not set",
                "key|${file:/run/key}|key names the file /run/key, which is empty or cannot be read",
            })
    @DisplayName("names a value that cannot be, and never a secret")
    void values(String key, String value, String message) {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("url", "https://model.example/v1");
        provider.put(key, value);
        Contexts context =
                new Contexts(folder, Map.of("providers", Map.of("acme", provider)), Map.of());
        assertThat(fault(context)).hasMessageContaining("providers.acme." + message);
    }

    @Test
    @DisplayName("refuses ids that are none, and a model that is there twice")
    void ids() {
        Map<String, Object> provider =
                Map.of(
                        "url", "https://model.example/v1",
                        "deployment", "one",
                        "models", List.of(chat()));
        Contexts twice =
                new Contexts(
                        folder,
                        Map.of("providers", Map.of("aa", provider, "bb", provider)),
                        Map.of());
        assertThat(fault(twice))
                .hasMessageContaining("the model acme/chat@1 is there twice, in providers.")
                .hasMessageContaining("for the deployment one");
        Contexts wrong =
                new Contexts(folder, Map.of("providers", Map.of("Åå", provider)), Map.of());
        assertThat(fault(wrong)).hasMessageContaining("providers.Åå is no id of a provider");
        assertThat(fault(new Contexts(folder, Map.of("url", "hemlig"), Map.of())))
                .hasMessageContaining("url is unknown (known: providers)");
    }

    @Test
    @DisplayName("may speak plain HTTP with this machine, and elsewhere where that is allowed")
    void plainHttp() {
        for (String url :
                List.of("http://localhost:1/v1", "http://127.0.0.1/v1", "http://[::1]:8/v1")) {
            assertThat(connector.offers(context(Map.of("url", url)))).isEmpty();
        }
        assertThat(
                        connector.offers(
                                context(
                                        Map.of(
                                                "url",
                                                "http://gpu.kommun.se/v1",
                                                "allow-http",
                                                true))))
                .isEmpty();
    }

    @Test
    @DisplayName("sends key and headers, its own name for the limit, and through the proxy")
    void settings() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.enqueue(
                    new MockResponse.Builder()
                            .body("{\"choices\":[{\"message\":{\"content\":\"ja\"}}]}")
                            .build());
            proxy.start();
            Map<String, Object> provider = new LinkedHashMap<>();
            provider.put("url", "http://model.example/v1");
            provider.put("allow-http", true);
            provider.put("key", "${env:ACME_KEY}");
            provider.put("headers", Map.of("X-Tenant", "kommun", "X-Own", "${env:OWN}"));
            provider.put("max-tokens-parameter", "max_completion_tokens");
            provider.put("proxy", "http://127.0.0.1:" + proxy.getPort());
            provider.put("models", List.of(chat()));
            try (Models models = new Models(context(provider))) {
                models.chat()
                        .chat(
                                dev.langchain4j.model.chat.request.ChatRequest.builder()
                                        .messages(
                                                dev.langchain4j.data.message.UserMessage.from("?"))
                                        .maxOutputTokens(5)
                                        .build());
            }
            RecordedRequest request = proxy.takeRequest();
            assertThat(request.getRequestLine())
                    .isEqualTo("POST http://model.example/v1/chat/completions HTTP/1.1");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer hemlig-nyckel");
            assertThat(request.getHeaders().get("X-Tenant")).isEqualTo("kommun");
            assertThat(request.getHeaders().get("X-Own")).isEqualTo("eget");
            assertThat(request.getBody().string(StandardCharsets.UTF_8))
                    .contains("\"max_completion_tokens\":5");
        }
    }

    @Test
    @DisplayName("refuses a key with a line break in its middle, without showing it")
    void keyWithBreak() {
        Contexts context =
                new Contexts(
                        folder,
                        Map.of(
                                "providers",
                                Map.of(
                                        "acme",
                                        Map.of(
                                                "url", "https://model.example/v1",
                                                "key", "${file:key.txt}"))),
                        Map.of("providers.acme.key", "hemlig\nnyckel"));
        assertThat(fault(context))
                .hasMessageContaining(
                        "providers.acme.key has a character that HTTP does not allow there");
    }

    @Test
    @DisplayName("reads certificates from its own folder when it opens")
    void certificates() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "inget");
        Contexts context = context(Map.of("url", "https://model.example/v1", "ca", "ca.pem"));
        assertThat(fault(context)).hasMessageContaining("ca cannot be used: No certificate in ");
    }

    @Test
    @DisplayName("binds only what it offers, and by its kind")
    void binding() throws Exception {
        Contexts context =
                context(Map.of("url", "https://model.example/v1", "models", List.of(chat())));
        ModelOffer offer = connector.offers(context).get(0);
        assertThatThrownBy(() -> connector.embeddingModel(offer, context))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("The model acme/chat@1 is of the kind chat.");
        Contexts empty = new Contexts(folder, Map.of(), Map.of());
        assertThatThrownBy(() -> connector.chatModel(offer, empty))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("acme/chat@1", "no longer offered", "[ALM-CON-203]");
        try (AutoCloseable model = (AutoCloseable) connector.chatModel(offer, context)) {
            assertThat(model).hasToString("OpenAiChatModel[acme/chat@1]");
        }
    }

    @Test
    @DisplayName("lists what a provider serves, for whoever writes the configuration")
    void served() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            Contexts context = Contexts.of(Contexts.provider(server.url("/v1").toString()));
            server.enqueue(
                    new MockResponse.Builder()
                            .body("{\"data\":[{\"id\":\"b\",\"x\":1},{\"id\":\"a\"},{}]}")
                            .build());
            assertThat(connector.served("acme", context)).containsExactly("a", "b");
            server.enqueue(new MockResponse.Builder().body("[{\"id\":\"c\"}]").build());
            assertThat(connector.served("acme", context)).containsExactly("c");
            server.enqueue(new MockResponse.Builder().body("{}").build());
            assertThatThrownBy(() -> connector.served("acme", context))
                    .isInstanceOf(ModelCallException.class)
                    .hasMessageContaining(
                            "Provider \"acme\", /models: it gave an answer that has no list of models");
            assertThatThrownBy(() -> connector.served("other", context))
                    .isInstanceOf(AllmanningException.class)
                    .hasMessage(
                            "No provider \"other\" (connectors.openai.providers). Configured: acme. Correct the id or"
                                    + " add the provider. [ALM-CON-202]");
        }
    }
}
