/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.allmanning.http.okhttp.OkHttpHttpClient;
import se.allmanning.http.okhttp.OkHttpHttpClientBuilder;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;
import se.allmanning.spi.ConnectorContext;

/**
 * What stands under {@code connectors.openai}; {@code docs/how-to/openai-compatible.md} has it all.
 */
final class OpenAiConfiguration {

    private static final List<String> KINDS =
            List.of("chat", "embedding", "scoring", "transcription");
    private static final Set<String> FEATURES =
            Set.of("streaming", "tools", "json-schema", "images");

    private final ConnectorContext context;
    private final List<String> faults = new ArrayList<>();

    private OpenAiConfiguration(ConnectorContext context) {
        this.context = context;
    }

    /**
     * Reads the configuration.
     *
     * @throws AllmanningException naming all that is wrong
     */
    static List<ProviderSettings> of(ConnectorContext context) {
        return new OpenAiConfiguration(context).read();
    }

    private List<ProviderSettings> read() {
        List<ProviderSettings> providers = new ArrayList<>();
        Section root = new Section("", context.configuration(), faults);
        root.sections("providers").forEach((id, section) -> providers.add(provider(id, section)));
        root.end();
        distinct(providers);
        if (!faults.isEmpty()) {
            throw new AllmanningException(
                    "ALM-CON-201",
                    Category.USAGE,
                    "The configuration of the connector openai (connectors.openai) is wrong: "
                            + String.join("; ", faults)
                            + ". Correct it in allmanning.yaml.");
        }
        return List.copyOf(providers);
    }

    private void distinct(List<ProviderSettings> providers) {
        Map<List<Object>, String> seen = new LinkedHashMap<>();
        for (ProviderSettings provider : providers) {
            for (ModelSettings model : provider.models()) {
                ModelOffer offer = model.offer();
                String other =
                        seen.putIfAbsent(
                                List.of(offer.model(), offer.kind(), offer.deployment()),
                                provider.id());
                if (other != null) {
                    faults.add(
                            "the model "
                                    + offer.model()
                                    + " is there twice, in "
                                    + (other.equals(provider.id())
                                            ? "providers." + other
                                            : "providers."
                                                    + other
                                                    + " and providers."
                                                    + provider.id())
                                    + ", for the deployment "
                                    + offer.deployment());
                }
            }
        }
    }

    private ProviderSettings provider(String id, Section section) {
        if (!Ids.isValid(id)) {
            faults.add(
                    section.path()
                            + " is no id of a provider, use 2 to 64 of a-z, 0-9 and -,"
                            + " starting with a letter");
        }
        String url = url(section);
        Map<String, String> headers = new LinkedHashMap<>(section.map("headers", context));
        section.secret("key", context)
                .ifPresent(key -> headers.put("Authorization", "Bearer " + key));
        headers.forEach((name, value) -> checkHeader(section, name, value));
        String deployment = section.text("deployment").orElse(id);
        if (!Ids.isValid(deployment)) {
            section.fault("deployment", "is no id of a deployment");
        }
        String maxTokens =
                section.oneOf(
                        "max-tokens-parameter",
                        List.of("max_tokens", "max_completion_tokens"),
                        "max_tokens");
        OkHttpHttpClientBuilder http = http(section);
        List<ModelSettings> models = new ArrayList<>();
        for (Section model : section.list("models")) {
            model(model, deployment, maxTokens).ifPresent(models::add);
        }
        section.end();
        return new ProviderSettings(id, url, Map.copyOf(headers), http, List.copyOf(models));
    }

    private void checkHeader(Section section, String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            section.fault(
                    name.equals("Authorization") && section.has("key") ? "key" : "headers." + name,
                    "has a character that HTTP does not allow there");
        }
    }

    private static String url(Section section) {
        boolean allowHttp = section.yes("allow-http");
        String text = section.required("url", "for example https://api.example.se/v1").orElse("");
        if (text.isEmpty()) {
            return text;
        }
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
                section.fault("url", "is no address, write for example https://api.example.se/v1");
            } else if (uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                section.fault(
                        "url",
                        "has a user, a query or a fragment, which it may not; a key has its own line");
            } else if (scheme.equals("http") && !allowHttp && !isLoopback(uri.getHost())) {
                section.fault(
                        "url",
                        "is not encrypted. Write https, or allow-http: true if the network between"
                                + " is yours alone");
            }
        } catch (IllegalArgumentException e) {
            section.fault("url", "is no address, write for example https://api.example.se/v1");
        }
        return text.replaceAll("/+$", "");
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private OkHttpHttpClientBuilder http(Section section) {
        Duration timeout = Duration.ofSeconds(section.number("timeout-seconds", 1, 3600, 60));
        int connect = section.number("connect-timeout-seconds", 1, 300, 5);
        OkHttpHttpClientBuilder http =
                OkHttpHttpClient.builder()
                        .clock(context.clock())
                        .callTimeout(timeout)
                        // A model may think in silence for as long as the call may take.
                        .readTimeout(timeout)
                        .connectTimeout(Duration.ofSeconds(connect));
        section.textOrSecret("proxy", context)
                .ifPresent(proxy ->
                        with(
                                section,
                                "proxy",
                                () -> {
                                    URI uri = URI.create(proxy);
                                    if (uri.getRawUserInfo() != null
                                            && !section.text("proxy").orElse("").startsWith("${")) {
                                        throw new IllegalArgumentException(
                                                "it holds a password. Name where the address is kept,"
                                                        + " ${env:NAME} or ${file:PATH}");
                                    }
                                    http.proxy(uri);
                                }));
        List<String> noProxy = section.texts("no-proxy");
        with(section, "no-proxy", () -> http.noProxy(noProxy));
        section.file("ca", context)
                .ifPresent(ca -> with(section, "ca", () -> http.certificateAuthorities(ca)));
        Optional<Path> key = section.file("client-key", context);
        Optional<String> password = section.secret("client-certificate-password", context);
        section.file("client-certificate", context)
                .ifPresent(certificate ->
                        with(
                                section,
                                "client-certificate",
                                () -> {
                                    if (key.isPresent()) {
                                        http.clientCertificate(certificate, key.get());
                                    } else {
                                        http.clientCertificate(
                                                certificate, password.orElse("").toCharArray());
                                    }
                                }));
        return http;
    }

    private static void with(Section section, String key, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            // URI's own message repeats its text, which may hold a password.
            section.fault(
                    key,
                    e.getCause() instanceof java.net.URISyntaxException
                            ? "is no address"
                            : "cannot be used: " + e.getMessage());
        }
    }

    private static Optional<ModelSettings> model(
            Section section, String deployment, String maxTokens) {
        Optional<ModelId> id =
                section.parsed(
                        "id", section.required("id", "publisher/name@version"), ModelId::parse);
        Optional<String> name = section.required("name", "what the provider calls the model");
        section.required("kind", "one of " + String.join(", ", KINDS));
        String kind = section.oneOf("kind", KINDS, "chat");
        Set<String> languages = new HashSet<>(section.texts("languages"));
        Set<ModelFeature> features = features(section, kind);
        int dimension = section.number("dimension", 1, 65_536, 0);
        if (kind.equals("embedding") && !section.has("dimension")) {
            section.fault("dimension", "is missing, write the length of the model's vectors");
        } else if (!kind.equals("embedding") && section.has("dimension")) {
            section.fault("dimension", "is for embedding models only");
        }
        int contextLength = section.number("context-length", 1, Integer.MAX_VALUE, 0);
        Optional<String> digest = section.text("digest");
        digest.filter(d -> !d.matches("[0-9a-f]{64}"))
                .ifPresent(d -> section.fault("digest", "is no SHA-256, write 64 of 0-9 and a-f"));
        String queryPrefix = prefix(section, "query-prefix", kind);
        String documentPrefix = prefix(section, "document-prefix", kind);
        section.end();
        if (id.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        ModelOffer.Builder offer =
                ModelOffer.builder(id.get(), ModelKind.of(kind))
                        .deployment(deployment)
                        .features(features)
                        .languages(languages)
                        .dimension(dimension)
                        .contextLength(contextLength);
        digest.ifPresent(offer::claimedDigest);
        return Optional.of(
                new ModelSettings(
                        offer.build(), name.get(), maxTokens, queryPrefix, documentPrefix));
    }

    private static String prefix(Section section, String key, String kind) {
        if (section.has(key) && !kind.equals("embedding")) {
            section.fault(key, "is for embedding models only");
        }
        // With the blank at its end, which belongs to it.
        return section.text(key).map(text -> text.endsWith(":") ? text + " " : text).orElse("");
    }

    private static Set<ModelFeature> features(Section section, String kind) {
        List<String> names = section.texts("features");
        for (String name : names) {
            if (!FEATURES.contains(name)) {
                section.fault(
                        "features",
                        "holds something other than "
                                + FEATURES.stream().sorted().collect(Collectors.joining(", ")));
                return Set.of();
            }
        }
        if (!names.isEmpty() && !kind.equals("chat")) {
            section.fault("features", "are for chat models only");
        }
        return names.stream().map(ModelFeature::of).collect(Collectors.toSet());
    }
}
